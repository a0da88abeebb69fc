import {
  type AuthenticatorData,
  type PasskeyAlgorithm,
  parseAuthenticatorData,
  parseClientData,
  rawEcdsa,
} from '../../domain/staff/passkey-data.ts';
import type { RelyingParty } from '../../domain/staff/relying-party.ts';
import { bytesOf } from '../core/base64url.ts';
import { sameText } from '../sign-in/session-secret.ts';

/** What a browser brings back from a ceremony, in base64url. */
export type Ceremony = { readonly client: string; readonly authenticator: string };

type Expected = {
  readonly type: 'webauthn.create' | 'webauthn.get';
  readonly challenge: string;
  readonly party: RelyingParty;
};

/**
 * Checks what both ceremonies have in common: the type, our challenge, our origin, our host, and that somebody was there whom the
 * authenticator knows. Null where one of them is wrong. https://www.w3.org/TR/webauthn-3/#sctn-verifying-assertion
 */
export async function readCeremony(
  { client, authenticator }: Ceremony,
  { type, challenge, party }: Expected,
): Promise<AuthenticatorData | null> {
  const [clientBytes, bytes] = [bytesOf(client), bytesOf(authenticator)];
  if (clientBytes === null || bytes === null) return null;
  const said = parseClientData(new TextDecoder().decode(clientBytes));
  const data = parseAuthenticatorData(bytes);
  if (said === null || data === null) return null;
  const rpIdHash = new Uint8Array(
    await crypto.subtle.digest('SHA-256', new TextEncoder().encode(party.rpId)),
  );
  const isRight =
    said.type === type &&
    sameText(said.challenge, challenge) &&
    said.origin === party.origin &&
    rpIdHash.every((byte, place) => byte === data.rpIdHash[place]) &&
    data.isPresent &&
    data.isVerified;
  return isRight ? data : null;
}

/** By COSE's number: how Web Crypto imports the key, and how it verifies with it. */
const CRYPTO = {
  [-7]: { key: { name: 'ECDSA', namedCurve: 'P-256' }, verify: { name: 'ECDSA', hash: 'SHA-256' } },
  [-8]: { key: { name: 'Ed25519' }, verify: { name: 'Ed25519' } },
  [-257]: { key: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, verify: { name: 'RSASSA-PKCS1-v1_5' } },
} as const satisfies Record<PasskeyAlgorithm, object>;

const ED25519_BYTES = 64;
/** How the SPKI of each Ed25519 key begins (RFC 8410, section 4): workerd takes keys of other curves for one. */
const ED25519_HEAD = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00] as const;
/** Shorter RSA keys can be taken apart, and longer ones are made to keep us busy. */
const RSA_BITS = { least: 2048, most: 4096 } as const;
const RSA_EXPONENT = '1,0,1';

/** The public key of a passkey, stored as `algorithm:SPKI in base64url`; null for what is no such key, or a weak one. */
export async function importPasskey(
  stored: string,
): Promise<{ key: CryptoKey; algorithm: PasskeyAlgorithm } | null> {
  const [, number = '', spki = ''] = /^(-7|-8|-257):([A-Za-z0-9_-]{1,1000})$/.exec(stored) ?? [];
  const bytes = bytesOf(spki);
  const algorithm = ([-7, -8, -257] as const).find((one) => String(one) === number);
  if (bytes === null || algorithm === undefined) return null;
  if (algorithm === -8 && !ED25519_HEAD.every((byte, place) => bytes[place] === byte)) return null;
  try {
    const key = await crypto.subtle.importKey('spki', bytes, CRYPTO[algorithm].key, false, ['verify']);
    return isStrong(key.algorithm) ? { key, algorithm } : null;
  } catch {
    return null;
  }
}

function isStrong(of: CryptoKey['algorithm']): boolean {
  if (!('modulusLength' in of)) return true;
  const bits = Number(of.modulusLength);
  const exponent = 'publicExponent' in of ? String(of.publicExponent) : '';
  return bits >= RSA_BITS.least && bits <= RSA_BITS.most && exponent === RSA_EXPONENT;
}

/** Whether a passkey signed what it and the browser said. */
export async function isSigned(stored: string, ceremony: Ceremony, signature: string): Promise<boolean> {
  const imported = await importPasskey(stored);
  const [client, data, given] = [ceremony.client, ceremony.authenticator, signature].map(bytesOf);
  if (imported === null || client == null || data == null || given == null) return false;
  const { key, algorithm } = imported;
  const proof = algorithm === -7 ? rawEcdsa(given) : given;
  // Web Crypto does not answer for an Ed25519 signature of another length: it throws.
  if (proof === null || (algorithm === -8 && proof.length !== ED25519_BYTES)) return false;
  const clientHash = new Uint8Array(await crypto.subtle.digest('SHA-256', client));
  const signed = new Uint8Array([...data, ...clientHash]);
  return crypto.subtle.verify(CRYPTO[algorithm].verify, key, proof, signed);
}
