import { and, eq } from 'drizzle-orm';
import { connections, methodSetups } from '../../db/schema/index.ts';
import { DEPOSIT_TRIES, type DepositAnswer } from '../../domain/methods/deposits.ts';
import { type DepositsEnd, depositsEnd } from '../../domain/methods/setup.ts';
import { CONFLICT, type ConflictOr, type Context, decided, newId, retryOnConflict } from '../core/context.ts';
import { changeSetup, readSetupRow } from './change-setup.ts';
import type { ForCustomer } from './customer-scope.ts';
import { syncSetup } from './sync-setup.ts';

export type VerifiedAccount =
  | { readonly kind: 'verified' }
  /** Not what was sent; so many tries are left. */
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  /** It is over: the account has to be added anew. */
  | { readonly kind: 'ended'; readonly why: DepositsEnd }
  /** Nothing waits to be verified here. */
  | { readonly kind: 'not_found' }
  | { readonly kind: 'stripe_unavailable' };

const PREFIX = 'payment_method_microdeposit_verification_';
const WRONG = [`${PREFIX}amounts_mismatch`, `${PREFIX}descriptor_code_mismatch`, `${PREFIX}amounts_invalid`];

/**
 * Tells Stripe what arrived at an account that waits to be verified. Stripe judges, counts the tries (ten) and the
 * days (ten); whatever it answers, the set-up is settled by what is retrieved after that.
 * https://docs.stripe.com/payments/ach-direct-debit/set-up-payment
 */
export async function verifyAccount(
  ctx: Context,
  who: ForCustomer,
  ask: { readonly setupId: string; readonly answer: DepositAnswer },
): Promise<VerifiedAccount> {
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
  if (row === undefined) return { kind: 'not_found' };
  const { setup } = row;
  if (setup.state === 'succeeded') return { kind: 'verified' };
  if (setup.state === 'failed') return { kind: 'ended', why: depositsEnd(setup.failureCode) };
  if (setup.state !== 'verifying' || setup.stripeSetupIntentId === null) return { kind: 'not_found' };
  const stripe = await ctx.stripe(row.account);
  // Each try has a key of its own: the same answer given twice is asked twice, not answered from memory.
  const answered = await stripe.verifyDeposits(
    setup.stripeSetupIntentId,
    ask.answer,
    `${setup.id}/verify/${newId(ctx, 'req')}`,
  );
  if (answered.kind === 'refused' && WRONG.includes(answered.code)) {
    const tries = await countTry(ctx, setup.id);
    return { kind: 'wrong', triesLeft: Math.max(0, DEPOSIT_TRIES - tries) };
  }
  const settled = await syncSetup(ctx, setup.id);
  switch (settled.state) {
    case 'succeeded':
      return { kind: 'verified' };
    case 'failed':
    case 'expired':
      return { kind: 'ended', why: await whyEnded(ctx, setup.id) };
    case 'asked':
    case 'unknown':
    case 'open':
    case 'verifying':
      return { kind: 'stripe_unavailable' };
  }
}

/** Counts a wrong answer, as Stripe did; gives how many there were. */
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
