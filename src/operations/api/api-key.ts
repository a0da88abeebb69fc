import { sha256Hex } from '../facts/hash.ts';

/** An API key: its mode, then 192 random bits in base64url. */
const SHAPE = /^qk_(test|live)_[A-Za-z0-9_-]{22,128}$/;
const RANDOM_BYTES = 24;

/**
 * Makes a key of 24 random bytes. The key itself is shown once; what is stored is its SHA-256, which is enough
 * for a secret that cannot be guessed.
 */
export async function makeApiKey(
  random: (bytes: number) => Uint8Array,
  livemode: boolean,
): Promise<{ readonly key: string; readonly hash: string }> {
  const secret = btoa(String.fromCharCode(...random(RANDOM_BYTES)))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
  const key = `qk_${livemode ? 'live' : 'test'}_${secret}`;
  return { key, hash: await sha256Hex(key) };
}

/** The hash to look a presented key up by, or null for what cannot be a key. */
export const hashOfKey = (presented: string): Promise<string> | null =>
  SHAPE.test(presented) ? sha256Hex(presented) : null;
