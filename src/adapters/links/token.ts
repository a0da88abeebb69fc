import { type IdPrefix, idBytes, idFromBytes, parseId } from '../../domain/ids.ts';
import { fromBase64Url, toBase64Url } from './base64-url.ts';
import type { LinkPurpose, LinkTarget } from './port.ts';

const MAC_BYTES = 32;
const HEAD_BYTES = 1 + 16 + 2;
const TOKEN_BYTES = HEAD_BYTES + MAC_BYTES;
/** 51 bytes in base64url. */
export const TOKEN_LENGTH = 68;

/** The kind of id that each purpose's links carry. */
export const PREFIX: Record<LinkPurpose, IdPrefix> = {
  view: 'inv',
  pay: 'inv',
  success: 'pay',
  sign_in: 'sgn',
  refuse: 'pay',
  receipt: 'rcp',
  staff_sign_in: 'sgn',
  invitation: 'ivt',
};

function head(purpose: LinkPurpose, keyId: number, target: LinkTarget): Uint8Array<ArrayBuffer> {
  const id = parseId(PREFIX[purpose], target.id);
  if (id === null) throw new Error(`not an id that a ${purpose} link carries`);
  const bytes = new Uint8Array(HEAD_BYTES);
  bytes[0] = keyId;
  bytes.set(idBytes(id), 1);
  new DataView(bytes.buffer).setUint16(17, target.version);
  return bytes;
}

/** Makes a token: the head in clear, then its HMAC-SHA-256 under the purpose's key. */
export async function mintToken(
  purpose: LinkPurpose,
  keyId: number,
  key: CryptoKey,
  target: LinkTarget,
): Promise<string> {
  const bytes = head(purpose, keyId, target);
  const token = new Uint8Array(TOKEN_BYTES);
  token.set(bytes);
  token.set(new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes)), HEAD_BYTES);
  return toBase64Url(token);
}

/** Verifies the MAC before any part of the token is used. `keyOf` returns the purpose's key of an id, or null. */
export async function openToken(
  purpose: LinkPurpose,
  keyOf: (keyId: number) => Promise<CryptoKey | null>,
  token: string,
): Promise<LinkTarget | null> {
  if (token.length !== TOKEN_LENGTH) return null;
  const bytes = fromBase64Url(token);
  if (bytes === null || bytes.length !== TOKEN_BYTES) return null;
  const key = await keyOf(bytes[0] ?? -1);
  const signed = bytes.subarray(0, HEAD_BYTES);
  if (key === null || !(await crypto.subtle.verify('HMAC', key, bytes.subarray(HEAD_BYTES), signed)))
    return null;
  return {
    id: idFromBytes(PREFIX[purpose], bytes.subarray(1, 17)),
    version: new DataView(bytes.buffer).getUint16(17),
  };
}
