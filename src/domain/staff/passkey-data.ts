/** COSE's numbers of the algorithms that are taken: ES256, which every authenticator has, then Ed25519 and RS256. */
export const PASSKEY_ALGORITHMS = [-7, -8, -257] as const;
export type PasskeyAlgorithm = (typeof PASSKEY_ALGORITHMS)[number];

export const passkeyAlgorithm = (given: number): PasskeyAlgorithm | null =>
  PASSKEY_ALGORITHMS.find((one) => one === given) ?? null;

/** What a browser says of a ceremony. https://www.w3.org/TR/webauthn-3/#dictionary-client-data */
export type ClientData = { readonly type: string; readonly challenge: string; readonly origin: string };

/** Parses client data; null for what is none, or was made in a frame of another site, or of ours within one. */
export function parseClientData(text: string): ClientData | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const [type, challenge, origin] = ['type', 'challenge', 'origin'].map((name) => Reflect.get(value, name));
    if (typeof type !== 'string' || typeof challenge !== 'string' || typeof origin !== 'string') return null;
    const [isFramed, top] = ['crossOrigin', 'topOrigin'].map((name) => Reflect.get(value, name));
    return (isFramed ?? false) === false && top === undefined ? { type, challenge, origin } : null;
  } catch {
    return null;
  }
}

/** What an authenticator says of itself. https://www.w3.org/TR/webauthn-3/#sctn-authenticator-data */
export type AuthenticatorData = {
  readonly rpIdHash: Uint8Array;
  /** Somebody touched it, and it knows who: by a PIN, a finger or a face. */
  readonly isPresent: boolean;
  readonly isVerified: boolean;
  /** 0 always, where the authenticator does not count. */
  readonly counter: number;
  /** Of a new credential; null otherwise. */
  readonly credentialId: Uint8Array | null;
};

const HEAD = 37;
const ID_AT = HEAD + 16;
/** https://www.w3.org/TR/webauthn-3/#credential-id */
const LONGEST_ID = 1023;

/** Of the flags, in their order: something stands after the fixed part, and of what kinds; and how the key is kept. */
const FLAG = {
  present: 1,
  verified: 4,
  mayBeBackedUp: 8,
  isBackedUp: 16,
  attested: 64,
  extended: 128,
} as const;

/**
 * Parses the fixed part of authenticator data, and the id of a new credential; null where it is cut off, is longer than its
 * flags say, or where they contradict each other.
 */
export function parseAuthenticatorData(bytes: Uint8Array): AuthenticatorData | null {
  if (bytes.length < HEAD) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flags = view.getUint8(32);
  const has = (flag: number) => (flags & flag) !== 0;
  if (has(FLAG.isBackedUp) && !has(FLAG.mayBeBackedUp)) return null;
  const head = {
    rpIdHash: bytes.slice(0, 32),
    isPresent: has(FLAG.present),
    isVerified: has(FLAG.verified),
    counter: view.getUint32(33),
  };
  if (has(FLAG.extended) ? bytes.length === HEAD : !has(FLAG.attested) && bytes.length > HEAD) return null;
  if (!has(FLAG.attested)) return { ...head, credentialId: null };
  if (bytes.length < ID_AT + 2) return null;
  const length = view.getUint16(ID_AT);
  const end = ID_AT + 2 + length;
  // Its key stands behind it.
  if (length === 0 || length > LONGEST_ID || bytes.length <= end) return null;
  return { ...head, credentialId: bytes.slice(ID_AT + 2, end) };
}

/**
 * An ECDSA signature in DER, as authenticators write it, → the two 32-byte numbers that Web Crypto takes; null for another shape.
 * https://www.rfc-editor.org/rfc/rfc3279#section-2.2.3
 */
export function rawEcdsa(der: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return null;
  const raw = new Uint8Array(64);
  let at = 2;
  for (const end of [32, 64]) {
    const length = der[at + 1] ?? 0;
    const value = der.subarray(at + 2, at + 2 + length);
    if (der[at] !== 0x02 || length === 0 || value.length !== length) return null;
    const [first = 0, second = 0] = value;
    // DER has one way to write a number: a zero before it only where it would be negative without.
    if (first > 127 || (first === 0 && second <= 127)) return null;
    const plain = first === 0 ? value.subarray(1) : value;
    if (plain.length > 32) return null;
    raw.set(plain, end - plain.length);
    at += 2 + length;
  }
  return at === der.length ? raw : null;
}

/**
 * Whether a counter says that the passkey was copied: one that counts has to go on. https://www.w3.org/TR/webauthn-3/#sctn-sign-counter
 */
export const isCopied = (stored: number, now: number): boolean => (stored > 0 || now > 0) && now <= stored;
