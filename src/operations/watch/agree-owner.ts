import type { StripeResult } from '../../adapters/stripe/port-result.ts';
import { selectNotes } from '../../db/queries/watch-notes.ts';
import { patchNote } from '../../db/writes/watch-notes.ts';
import { done, type Outcome, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import { accountProblem, ownerProblems, type SettingProblem } from '../../domain/set-up.ts';
import type { Context } from '../core/context.ts';
import { whileStripeWaits } from '../core/while-waiting.ts';
import { ownerOf, type StripeKeyNote, stripeKeyNoteOf } from './owner-notes.ts';

/** A key that may not read its account is asked again after this: permissions change. */
const ASK_AGAIN_MS = 24 * 3_600_000;
const NOT_PERMITTED = 403;

type Own = {
  /** Which key it is, without giving it away. */
  readonly keyFingerprint: string;
  readonly askAccount: () => Promise<StripeResult<string>>;
};

/**
 * Whether the settings are those of the deployment that the database belongs to: its name, its mode, and the Stripe account whose
 * key it is. Stripe is asked once a key, and the answer noted. A sentence about what is wrong, or null.
 */
export async function agreeOwner(
  ctx: Pick<Context, 'db' | 'now' | 'deploymentId' | 'livemode'>,
  own: Own,
): Promise<Outcome<SettingProblem | null>> {
  const notes = await whileStripeWaits.ask(ctx.db, () => selectNotes(ctx.db, ['deployment', 'stripe_key']));
  const noteOf = (name: string): unknown => notes.find((note) => note.name === name)?.value;
  const owner = ownerOf(noteOf('deployment'));
  if (owner === null) return done(null);
  const { deploymentId, livemode } = ctx;
  const [problem] = ownerProblems(owner, { deploymentId, livemode, hasBusiness: true });
  if (problem !== undefined) return done(problem);
  if (owner.account === null) return done(null);
  const account = await accountOfKey(ctx, own, stripeKeyNoteOf(noteOf('stripe_key')));
  return account.kind === 'done' ? done(accountProblem(owner, account.value)) : account;
}

/** The account of the key, as it was noted or as Stripe says now; null where the key may not ask. */
async function accountOfKey(
  { db, now }: Pick<Context, 'db' | 'now'>,
  { keyFingerprint, askAccount }: Own,
  noted: StripeKeyNote | null,
): Promise<Outcome<string | null>> {
  const at = now();
  const isNoted = noted?.fingerprint === keyFingerprint;
  if (isNoted && (noted.account !== null || at < noted.askedAt + ASK_AGAIN_MS)) return done(noted.account);
  const asked = await askAccount();
  if (asked.kind === 'unknown') return STRIPE_UNAVAILABLE;
  // A key that is none at all is refused by whatever asks with it.
  if (asked.kind === 'refused' && asked.status !== NOT_PERMITTED) return STRIPE_UNAVAILABLE;
  const account = asked.kind === 'ok' ? asked.value : null;
  await patchNote(db, 'stripe_key', { fingerprint: keyFingerprint, account, askedAt: at });
  return done(account);
}
