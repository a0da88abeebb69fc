import { wasEverConnected } from '../../db/queries/accounts.ts';
import type { connectAttempts } from '../../db/schema/index.ts';
import { readAttempt, settleAttempt } from '../../db/writes/connect.ts';
import type { ConnectOutcome } from '../../domain/account/connect-outcome.ts';
import { done, type Outcome, refused, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { sha256Hex } from '../facts/hash.ts';
import type { Traveller } from './begin-oauth.ts';
import { connectAccount } from './connect-account.ts';
import { readAccountNow } from './sweep-accounts.ts';

type Ask = Scoped<Traveller & { readonly attemptId: string }>;
type Answer = ConnectOutcome | null;

/** What came of a person's own attempt; null where that is not known yet. Rejects with `not_found`. */
export async function readConnectAttempt(ctx: Context, ask: Ask): Promise<Outcome<Answer>> {
  const attempt = await own(ctx, ask);
  return attempt === null ? NOT_FOUND : done(attempt.outcome);
}

/**
 * A person has seen which account came back from Stripe, and says that it is the right one: now it counts. Rejects with
 * `not_found`, `changed` where something else came of it, and as {@link connectAccount} does.
 */
export async function confirmAccount(
  ctx: Context,
  ask: Ask & { readonly by: string },
): Promise<Outcome<Answer>> {
  const attempt = await own(ctx, ask);
  if (attempt === null) return NOT_FOUND;
  const { outcome } = attempt;
  if (outcome?.kind === 'connected') return done(outcome);
  if (outcome?.kind !== 'to_confirm') return refused({ code: 'changed' });
  const stripe = await ctx.stripe(outcome.account);
  const read = await stripe.retrieveAccount();
  if (read.kind === 'unknown') return STRIPE_UNAVAILABLE;
  if (read.kind === 'refused') return refused({ code: 'account_not_reachable' });
  const { scope, by } = ask;
  const connected = await connectAccount(ctx, {
    scope,
    account: outcome.account,
    how: 'oauth',
    by,
    status: { ...read.value, endpoints: null },
  });
  if (connected.kind !== 'done') return connected;
  const { connectionId } = connected.value;
  await settleAttempt(ctx.db, attempt.id, { kind: 'connected', account: outcome.account, connectionId });
  await readAccountNow(ctx, connectionId);
  return readConnectAttempt(ctx, ask);
}

/**
 * A person says that it is the wrong account: it does not count, and Stripe is told to end what it gave, unless what was
 * paid through the account before still has to be asked about.
 */
export async function declineAccount(ctx: Context, ask: Ask): Promise<Outcome<Answer>> {
  const attempt = await own(ctx, ask);
  if (attempt === null) return NOT_FOUND;
  const { outcome } = attempt;
  if (outcome?.kind !== 'to_confirm') return refused({ code: 'changed' });
  const { account } = outcome;
  const declined = { kind: 'not_connected', why: 'declined', message: null } as const;
  const isMine = await settleAttempt(ctx.db, attempt.id, declined);
  const clientId = ctx.connect?.clientId;
  if (isMine && clientId !== undefined && !(await wasEverConnected(ctx.db, { ...ask.scope, account }))) {
    const { platform } = await ctx.stripe('self');
    const ended = await platform.deauthorize(clientId, account);
    // Its owner can end it at Stripe as well, where it stands among their applications.
    if (ended.kind !== 'ok') ctx.log('deauthorize_failed', { attemptId: attempt.id, kind: ended.kind });
  }
  return readConnectAttempt(ctx, ask);
}

const NOT_FOUND = refused({ code: 'not_found', what: 'attempt' });

/** The attempt, if it is this person's, for this business and from this session. */
async function own(
  ctx: Context,
  { scope, attemptId, person, session }: Ask,
): Promise<typeof connectAttempts.$inferSelect | null> {
  const attempt = await readAttempt(ctx.db, attemptId);
  const isTheirs =
    attempt?.merchantId === scope.merchantId &&
    attempt.livemode === scope.livemode &&
    attempt.person === person &&
    attempt.sessionHash === (await sha256Hex(session));
  return isTheirs && attempt !== undefined ? attempt : null;
}
