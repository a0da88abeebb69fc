import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyOf, type Mutant } from './mutant.ts';

/** A mutant that no test can notice, and why: the change makes no difference that anybody could see. */
export type Accepted = {
  readonly file: string;
  /** The line it is in, without its indentation. */
  readonly code: string;
  readonly change: string;
  readonly reason: string;
};

/** The list that people keep, in `accepted.json`. */
export const readAccepted = (): readonly Accepted[] =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'accepted.json'), 'utf8'));

/** The reason why a mutant is accepted, or null where it is not. */
export function reasonOf(mutant: Mutant, accepted: readonly Accepted[]): string | null {
  const key = keyOf(mutant);
  const found = accepted.find((one) => keyOf({ ...one, code0: one.code }) === key);
  return found?.reason ?? null;
}
