import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

type Bytes = ArrayBuffer | ArrayBufferView;
type Key = { readonly bytes: Buffer };

const bytesOf = (data: Bytes): Buffer =>
  ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);
const own = (buffer: Buffer): ArrayBuffer => new Uint8Array(buffer).buffer;
const hmac = (key: Key, data: Bytes): Buffer =>
  createHmac('sha256', key.bytes).update(bytesOf(data)).digest();

/**
 * A synchronous Web Crypto, since the machine's thread pool would decide the order in which tasks continue. It
 * supports SHA-256, HMAC-SHA-256 and HKDF-SHA-256; anything else throws.
 */
export const subtle = {
  digest: async (_algorithm: string, data: Bytes): Promise<ArrayBuffer> =>
    own(createHash('sha256').update(bytesOf(data)).digest()),
  importKey: async (_format: string, data: Bytes): Promise<Key> => ({ bytes: Buffer.from(bytesOf(data)) }),
  deriveKey: async ({ salt, info }: { salt: Bytes; info: Bytes }, key: Key): Promise<Key> => ({
    // Of the length that Web Crypto takes for a key of HMAC-SHA-256 where it is told 256 bits.
    bytes: Buffer.from(hkdfSync('sha256', key.bytes, bytesOf(salt), bytesOf(info), 32)),
  }),
  sign: async (_algorithm: unknown, key: Key, data: Bytes): Promise<ArrayBuffer> => own(hmac(key, data)),
  verify: async (_algorithm: unknown, key: Key, signature: Bytes, data: Bytes): Promise<boolean> => {
    const [given, made] = [bytesOf(signature), hmac(key, data)];
    return given.length === made.length && timingSafeEqual(given, made);
  },
};
