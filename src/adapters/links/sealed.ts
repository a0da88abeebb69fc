import { fromBase64Url, toBase64Url } from './base64-url.ts';
import { deriveKey } from './derive-key.ts';

/** A key of links. */
type LinkKey = { readonly id: number; readonly secret: Uint8Array<ArrayBuffer> };

const SEALED = /^(\d{1,3})\.([A-Za-z0-9_-]{1,3800})\.([A-Za-z0-9_-]{43})$/;

/** Signs what a browser keeps for us: readable by its owner, and changed by nobody. */
export function createSeals(keys: readonly [LinkKey, ...LinkKey[]]) {
  const derived = new Map<number, Promise<CryptoKey>>();
  const keyFor = ({ id, secret }: LinkKey): Promise<CryptoKey> => {
    const known = derived.get(id) ?? deriveKey('browser', secret);
    derived.set(id, known);
    return known;
  };
  return {
    async seal(text: string): Promise<string> {
      const [key] = keys;
      const bytes = new TextEncoder().encode(text);
      const mac = await crypto.subtle.sign('HMAC', await keyFor(key), bytes);
      return `${key.id}.${toBase64Url(bytes)}.${toBase64Url(new Uint8Array(mac))}`;
    },
    async unseal(sealed: string): Promise<string | null> {
      const [, keyId, body, signature] = SEALED.exec(sealed) ?? [];
      const key = keys.find(({ id }) => id === Number(keyId));
      const bytes = fromBase64Url(body ?? '');
      const mac = fromBase64Url(signature ?? '');
      if (key === undefined || bytes === null || mac === null) return null;
      const isOurs = await crypto.subtle.verify('HMAC', await keyFor(key), mac, bytes);
      return isOurs ? new TextDecoder().decode(bytes) : null;
    },
  };
}
