import { isAccountTaken } from '../../db/queries/accounts.ts';
import { selectActiveConnection } from '../../db/queries/active-connection.ts';
import type { connectAttempts } from '../../db/schema/index.ts';
import { findAttempt, keepOutcome, readAttempt, spendAttempt } from '../../db/writes/connect.ts';
import type { ConnectOutcome, NotConnectedWhy } from '../../domain/account/connect-outcome.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { sayableMessage } from '../../domain/stripe-refusal.ts';
import type { Context } from '../core/context.ts';
import { sha256Hex } from '../facts/hash.ts';
import type { Traveller } from './begin-oauth.ts';
import { EXCHANGE_OVER_MS } from './timing.ts';

/** What Stripe sent back in the address. */
export type Callback = {
  readonly state: string | null;
  readonly code: string | null;
  readonly error: string | null;
  readonly errorDescription: string | null;
};

type Ask = Callback &
  Traveller & {
    /** Whether the person may still connect accounts for the business, asked now. */
    readonly mayConnect: (merchantId: string) => Promise<boolean>;
  };

type Attempt = typeof connectAttempts.$inferSelect;

export type Finished =
  | {
      readonly kind: 'attempt';
      readonly attemptId: string;
      readonly merchantId: string;
      /** Null while another load of the same address is still asking Stripe. */
      readonly outcome: ConnectOutcome | null;
    }
  /** Stripe said that nothing was agreed to, and did not say to which attempt: nothing has changed. */
  | { readonly kind: 'nothing_changed' };

const LOOKS = 20;
const LOOK_EVERY_MS = 250;

/**
 * A person is back from Stripe. The state is spent in one step before the code is exchanged, since a code that is sent twice
 * revokes what it gave; its first result stands, and is what the same address shows again. The account counts only once
 * the person has seen its name. Rejects with `attempt_not_usable`, which says nothing of whose it is.
 */
export async function finishOauth(ctx: Context, ask: Ask): Promise<Outcome<Finished>> {
  if (ask.state === null) {
    // Stripe leaves the state out where it was refused.
    return ask.error === null ? NOT_USABLE : done({ kind: 'nothing_changed' });
  }
  const attempt = await findAttempt(ctx.db, await sha256Hex(ask.state));
  if (attempt === undefined || attempt.livemode !== ctx.livemode) return NOT_USABLE;
  const isTheirs = attempt.person === ask.person && attempt.sessionHash === (await sha256Hex(ask.session));
  if (!isTheirs || !(await ask.mayConnect(attempt.merchantId))) return NOT_USABLE;
  if (attempt.outcome !== null) return done(finished(attempt, attempt.outcome));
  const now = ctx.now();
  if (attempt.spentAt === null && now > attempt.expiresAt) return NOT_USABLE;
  if (attempt.spentAt === null && (await spendAttempt(ctx.db, attempt.id, now))) {
    await keepOutcome(ctx.db, attempt.id, await outcomeOf(ctx, attempt, ask));
  } else if (attempt.spentAt !== null && now > attempt.spentAt + EXCHANGE_OVER_MS) {
    // Its worker died, and nobody knows what became of the code: it is not sent again.
    await keepOutcome(ctx.db, attempt.id, notConnected('not_answered'));
  }
  return done(finished(attempt, await settled(ctx, attempt.id)));
}

const NOT_USABLE = refused({ code: 'attempt_not_usable' });

const finished = ({ id, merchantId }: Attempt, outcome: ConnectOutcome | null): Finished => ({
  kind: 'attempt',
  attemptId: id,
  merchantId,
  outcome,
});

const notConnected = (why: NotConnectedWhy, message: string | null = null): ConnectOutcome => ({
  kind: 'not_connected',
  why,
  message: message === null ? null : sayableMessage(message),
});

/** The outcome once it is there; null where another load of the address takes long to find it out. */
async function settled(ctx: Context, id: string): Promise<ConnectOutcome | null> {
  for (let look = 0; look < LOOKS; look += 1) {
    const outcome = (await readAttempt(ctx.db, id))?.outcome ?? null;
    if (outcome !== null) return outcome;
    await ctx.pause(LOOK_EVERY_MS);
  }
  return null;
}

async function outcomeOf(ctx: Context, attempt: Attempt, { code, error, errorDescription }: Callback) {
  if (error !== null || code === null) {
    return error === 'access_denied'
      ? notConnected('denied')
      : notConnected('stripe_error', errorDescription);
  }
  const { platform } = await ctx.stripe('self');
  const token = await platform.exchangeCode(code);
  if (token.kind === 'unknown') return notConnected('not_answered');
  if (token.kind === 'refused') return notConnected('code_refused', token.message);
  const { account, livemode, mayWrite } = token.value;
  if (livemode !== ctx.livemode) return notConnected('other_mode');
  if (!mayWrite) return notConnected('read_only');
  const scope = { merchantId: attempt.merchantId, livemode: attempt.livemode };
  const [active] = await selectActiveConnection(ctx.db, scope);
  if (active !== undefined && active.account !== account) return notConnected('already_connected');
  if (await isAccountTaken(ctx.db, { ...scope, account })) return notConnected('taken');
  const stripe = await ctx.stripe(account);
  const read = await stripe.retrieveAccount();
  if (read.kind !== 'ok') return notConnected('unreadable', read.kind === 'refused' ? read.message : null);
  return { kind: 'to_confirm', account, name: read.value.name } as const;
}
