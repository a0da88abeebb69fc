import { and, eq } from 'drizzle-orm';
import { connections, methodSetups } from '../../db/schema/index.ts';
import { DEPOSIT_TRIES, type DepositAnswer } from '../../domain/methods/deposits.ts';
import { type DepositsEnd, depositsEnd } from '../../domain/methods/setup.ts';
import { done, type Outcome, refused, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import { CONFLICT, type ConflictOr, type Context, decided, newId, retryOnConflict } from '../core/context.ts';
import { changeSetup, readSetupRow } from './change-setup.ts';
import type { ForCustomer } from './customer-scope.ts';
import { endSetupRefused, setupRefused } from './setup-refused.ts';
import { syncSetup } from './sync-setup.ts';

const PREFIX = 'payment_method_microdeposit_verification_';
const WRONG = [`${PREFIX}amounts_mismatch`, `${PREFIX}descriptor_code_mismatch`, `${PREFIX}amounts_invalid`];

/**
 * Sends Stripe the amounts that arrived at an account that waits to be verified. Stripe judges them and counts the
 * attempts (ten) and the days (ten); whatever it answers, the set-up's state comes from what is retrieved after that.
 * Rejects with `not_found` if nothing waits to be verified, `deposits_wrong` and `deposits_over`.
 * https://docs.stripe.com/payments/ach-direct-debit/set-up-payment
 */
export async function verifyAccount(
  ctx: Context,
  { who, ...ask }: { readonly who: ForCustomer; readonly setupId: string; readonly answer: DepositAnswer },
): Promise<Outcome<{ readonly setupId: string }>> {
  const [row] = await ctx.db
    .select({ setup: methodSetups, account: connections.account })
    .from(methodSetups)
    .innerJoin(connections, eq(connections.id, methodSetups.connectionId))
    .where(
      and(
        eq(methodSetups.id, ask.setupId),
        eq(methodSetups.customerId, who.customerId),
        eq(methodSetups.merchantId, who.merchantId),
        eq(connections.livemode, who.livemode),
      ),
    );
  if (row === undefined) return NOT_WAITING;
  const { setup } = row;
  if (setup.state === 'succeeded') return done({ setupId: setup.id });
  if (setup.state === 'failed') return over(depositsEnd(setup.failureCode));
  if (setup.state !== 'verifying' || setup.stripeSetupIntentId === null) return NOT_WAITING;
  const stripe = await ctx.stripe(row.account);
  // Each attempt has a key of its own, so that Stripe judges a repeated answer again instead of replaying.
  const answered = await stripe.verifyDeposits(
    setup.stripeSetupIntentId,
    ask.answer,
    `${setup.id}/verify/${newId(ctx, 'req')}`,
  );
  if (answered.kind === 'refused' && WRONG.includes(answered.code)) {
    const tries = await countTry(ctx, setup.id);
    return refused({ code: 'deposits_wrong', triesLeft: Math.max(0, DEPOSIT_TRIES - tries) });
  }
  if (answered.kind === 'ok') await endSetupRefused(ctx, setup);
  const synced = await syncSetup(ctx, setup.id);
  switch (synced.state) {
    case 'succeeded':
      return done({ setupId: setup.id });
    case 'failed':
    case 'expired':
      return over(await whyEnded(ctx, setup.id));
    case 'asked':
    case 'unknown':
    case 'open':
    case 'verifying':
      // Neither a wrong answer nor the end of it: Stripe does not let it be verified at all.
      return answered.kind === 'refused' ? setupRefused(ctx, setup, answered) : STRIPE_UNAVAILABLE;
  }
}

const NOT_WAITING = refused({ code: 'not_found', what: 'payment method' });
const over = (why: DepositsEnd) => refused({ code: 'deposits_over', why });

/** Counts a wrong answer, as Stripe did, and returns how many there were. */
const countTry = (ctx: Context, setupId: string): Promise<number> =>
  retryOnConflict(ctx, async (): Promise<ConflictOr<number>> => {
    const snapshot = await readSetupRow(ctx.db, setupId);
    if (snapshot === null) return decided(0);
    const committed = await changeSetup(ctx, snapshot, {
      commandId: `setup/${setupId}/try/${newId(ctx, 'req')}`,
      entry: { type: 'deposits_answered_wrongly', data: { setupId } },
      columns: { tries: snapshot.setup.tries + 1 },
    });
    return committed.kind === 'committed' ? decided(snapshot.setup.tries + 1) : CONFLICT;
  });

async function whyEnded(ctx: Context, setupId: string): Promise<DepositsEnd> {
  const [row] = await ctx.db
    .select({ code: methodSetups.failureCode })
    .from(methodSetups)
    .where(eq(methodSetups.id, setupId));
  return depositsEnd(row?.code ?? null);
}
