import type { Owner } from '../../domain/set-up.ts';
import { fields, integer, orNull, type Read, text, yesOrNo } from '../../domain/shape.ts';

const readOwner = fields({ deploymentId: text, livemode: yesOrNo }, { account: orNull(text) });
const readStripeKey = fields({ fingerprint: text, askedAt: integer }, { account: orNull(text) });

/** Which account a Stripe key was found to be of; null where it may not say. */
export type StripeKeyNote = Omit<Read<typeof readStripeKey>, 'account'> & { readonly account: string | null };

/** Whose the database is, as `npm run deploy` wrote it; null where nobody did. */
export function ownerOf(stored: unknown): Owner | null {
  const read = readOwner(stored);
  return read === undefined ? null : { ...read, account: read.account ?? null };
}

export function stripeKeyNoteOf(stored: unknown): StripeKeyNote | null {
  const read = readStripeKey(stored);
  return read === undefined ? null : { ...read, account: read.account ?? null };
}
