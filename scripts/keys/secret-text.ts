import { createHash, randomBytes } from 'node:crypto';
import { freeNumber } from '../../src/domain/link-keys.ts';
import type { Kind } from './kinds.ts';

/** One of the secrets that a variable holds: how it is written, its link key's number, and its fingerprint. */
export interface Entry {
  readonly text: string;
  readonly number: number | null;
  readonly fingerprint: string;
}

/** The secrets that are in a variable's text, in their order. `unset` is none. */
export const entriesOf = (kind: Kind, text: string): readonly Entry[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '' && item !== 'unset')
    .map((item) => entryOf(kind, item));

export function entryOf(kind: Kind, text: string): Entry {
  const [, number, encoded] = kind === 'links' ? (/^k(\d{1,3}):(.+)$/.exec(text) ?? []) : [];
  const secret = encoded === undefined ? Buffer.from(text, 'utf8') : Buffer.from(encoded, 'base64url');
  return {
    text,
    number: number === undefined ? null : Number(number),
    fingerprint: createHash('sha256').update(secret).digest('hex').slice(0, 16),
  };
}

/** A new secret of a kind that is made here; null where it comes from Stripe or a provider, or no number is left. */
export function newSecret(kind: Kind, takenNumbers: readonly number[]): string | null {
  switch (kind) {
    case 'links': {
      const number = freeNumber(takenNumbers);
      return number === null ? null : `k${number}:${randomBytes(32).toString('base64url')}`;
    }
    case 'operator':
      return randomBytes(32).toString('hex');
    case 'alarm':
      return `whsec_${randomBytes(32).toString('base64')}`;
    case 'webhook':
    case 'connect':
    case 'mail':
    case 'stripe':
      return null;
  }
}
