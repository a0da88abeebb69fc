import { idBytes, idFromBytes, parseId } from '../../domain/ids.ts';
import { deriveKey } from './derive-key.ts';
import type { LinkKey } from './links.ts';

const MAC_BYTES = 16;
const TOKEN = /^b([0-9a-f]{2})([0-9a-z]{26})([0-9a-z]{26})$/;

/**
 * `b`, the key's number, the message's id and 128 bits of its HMAC-SHA-256, both in Crockford's base32: within the 64
 * characters of a local part (RFC 5321 section 4.5.3.1.1), without a plus, and the same when it comes back in capitals.
 */
export function createReturnPaths(keys: readonly [LinkKey, ...LinkKey[]]) {
  const derived = new Map<number, Promise<CryptoKey>>();
  const keyFor = ({ id, secret }: LinkKey): Promise<CryptoKey> => {
    const known = derived.get(id) ?? deriveKey('return_path', secret);
    derived.set(id, known);
    return known;
  };
  const sign = async (key: LinkKey, bytes: Uint8Array): Promise<string> => {
    const mac = await crypto.subtle.sign('HMAC', await keyFor(key), new Uint8Array(bytes));
    return idFromBytes('eml', new Uint8Array(mac).subarray(0, MAC_BYTES)).slice('eml_'.length);
  };
  return {
    async token(emailId: string): Promise<string> {
      const [key] = keys;
      const id = parseId('eml', emailId);
      if (id === null) throw new Error('not the id of a message');
      return `b${key.id.toString(16).padStart(2, '0')}${id.slice('eml_'.length)}${await sign(key, idBytes(id))}`;
    },
    async open(token: string): Promise<string | null> {
      const [, keyId, body, mac] = TOKEN.exec(token.trim().toLowerCase()) ?? [];
      const id = parseId('eml', `eml_${body}`);
      const key = keys.find((candidate) => candidate.id === Number.parseInt(keyId ?? '', 16));
      if (id === null || key === undefined || mac === undefined) return null;
      return isSame(await sign(key, idBytes(id)), mac) ? id : null;
    },
  };
}

/** In a time that does not tell where two texts of one length differ. */
function isSame(a: string, b: string): boolean {
  let differs = a.length ^ b.length;
  for (let at = 0; at < a.length; at += 1) differs |= a.charCodeAt(at) ^ b.charCodeAt(at);
  return differs === 0;
}
