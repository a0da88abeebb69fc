import { createHash } from 'node:crypto';
import type { Store } from '../store/store.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The number of characters after each prefix; 24 by default. */
const LENGTHS: Record<string, number> = {
  cus: 14,
  cs_test: 58,
  req: 14,
  acct: 16,
  whsec: 32,
  prod: 14,
  we: 24,
};

/** Makes identifiers that look like Stripe's and are the same for the same seed and the same calls. */
export interface Ids {
  /** A new id with this prefix, such as `cus` or `cs_test`. */
  next(prefix: string): string;
  /** A text derived from an id, such as a client secret; the same each time. */
  derive(purpose: string, from: string, length: number): string;
}

/** Ids from a seed and a counter per prefix, kept in the store so that a restart repeats none. */
export function createIds(seed: string, store: Store): Ids {
  return {
    next(prefix) {
      const n = store.nextCounter(prefix);
      return `${prefix}_${text(`${seed}/${prefix}/${n}`, LENGTHS[prefix] ?? 24)}`;
    },
    derive: (purpose, from, length) => text(`${seed}/${purpose}/${from}`, length),
  };
}

/** `length` letters and digits that depend only on `input`. */
function text(input: string, length: number): string {
  let result = '';
  for (let block = 0; result.length < length; block++) {
    for (const byte of createHash('sha256').update(`${block}:${input}`).digest()) {
      // 248 = 4 * 62: bytes above it would favour the first letters of the alphabet.
      if (byte < 248 && result.length < length) result += ALPHABET[byte % 62];
    }
  }
  return result;
}
