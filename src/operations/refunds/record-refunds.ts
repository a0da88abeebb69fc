import { eq } from 'drizzle-orm';
import type { RefundFacts } from '../../adapters/stripe/port-refunds.ts';
import type { Statement } from '../../db/database.ts';
import { type MoneySnapshot, readPaymentMoney } from '../../db/queries/payment-money.ts';
import { refunds } from '../../db/schema/index.ts';
import { followRefunds, type RefundMove } from '../../domain/payment/follow-refunds.ts';
import { CONFLICT, type ConflictOr, type Context, decided, newId, retryOnConflict } from '../core/context.ts';
import { allOf } from '../core/queue-message.ts';
import { PENDING_POLL_EVERY_MS } from '../facts/refund-timing.ts';
import { commitMoney, type RefundAfter } from '../money/money-step.ts';
import { refundFailed, refundMade } from '../money/refund-messages.ts';
import { recordOutcome } from '../payments/record-outcome.ts';
import { refundRefused } from './refund-refused.ts';

export type RefundsRecorded = {
  /** False if Stripe did not answer, so nothing new is known. */
  readonly known: boolean;
  /** Stripe answered, and refuses to tell: that is on record, and ends once a person mended it. */
  readonly isRefused?: boolean;
  /** The PaymentIntent whose refunds they are, as far as it is known. */
  readonly intentId: string | null;
};

type Move = RefundMove<RefundFacts>;

/**
 * The single entry point for refunds, ours and those made at Stripe: retrieves every refund of the payment, stores each
 * by Stripe's id, and computes the status of its invoices from all of them. Idempotent, and nothing moves backwards
 * (I7). The heads are read before Stripe is called, so that an outdated answer loses its race. `answered` is Stripe's
 * answer to a request from a moment ago, in case its list does not have it yet.
 */
export const recordRefunds = (
  ctx: Context,
  paymentId: string,
  answered: RefundFacts | null = null,
): Promise<RefundsRecorded> => retryOnConflict(ctx, () => once(ctx, paymentId, answered));

async function once(
  ctx: Context,
  paymentId: string,
  answered: RefundFacts | null,
): Promise<ConflictOr<RefundsRecorded>> {
  const money = await readPaymentMoney(ctx.db, paymentId);
  if (money === null) throw new Error('recordRefunds of a missing payment');
  const { payment } = money;
  if (payment.state !== 'succeeded' && payment.state !== 'returned') {
    // The event of a refund can arrive before the event of the payment.
    const recorded = await recordOutcome(ctx, paymentId);
    if (!recorded.known) return decided({ known: false, intentId: payment.stripePaymentIntentId });
    if (recorded.state !== payment.state) return CONFLICT;
  }
  const intentId = payment.stripePaymentIntentId;
  if (intentId === null) return decided({ known: true, intentId });
  const stripe = await ctx.stripe(money.connection.account);
  const listed = await stripe.listRefunds(intentId);
  if (listed.kind !== 'ok') {
    const reason = listed.kind === 'refused' ? listed.code : listed.reason;
    ctx.log('refunds_unknown', { paymentId, reason });
    if (listed.kind === 'refused') await refundRefused(ctx, money, listed);
    return decided({ known: false, isRefused: listed.kind === 'refused', intentId });
  }
  const isListed = listed.value.some(({ stripeRefundId }) => stripeRefundId === answered?.stripeRefundId);
  const found = answered === null || isListed ? listed.value : [answered, ...listed.value];
  const recorded = await record(ctx, money, found);
  return recorded ? decided({ known: true, intentId }) : CONFLICT;
}

/** Oldest first: of two that were made at Stripe, the older takes the surplus. False if the race was lost. */
async function record(ctx: Context, money: MoneySnapshot, found: readonly RefundFacts[]): Promise<boolean> {
  const inOrder = found.toSorted((a, b) => a.createdAt - b.createdAt);
  const { moves, creditBalance } = followRefunds(money.refunds, inOrder, money.credit?.balance ?? 0);
  if (moves.length === 0) return true;
  const at = ctx.now();
  const made = moves.map((move) => ({ move, id: move.known?.id ?? newId(ctx, 'ref') }));
  const messages = allOf(made.flatMap(({ move, id }) => messagesOf(ctx, at, money, move, id)));
  const changed = made.map(({ move, id }): RefundAfter => {
    const { found: facts, creditAmount } = move;
    return { id, state: facts.state, amount: move.known?.amount ?? facts.amount, creditAmount };
  });
  const ids = new Set(changed.map(({ id }) => id));
  const committed = await commitMoney(ctx, money, {
    commandId: `refunds/${moves.map(({ found: facts }) => `${facts.stripeRefundId}:${facts.state}`).join(',')}`,
    entry: {
      type: 'refunds_recorded',
      data: {
        refunds: made.map(({ move: { found: facts }, id }) => ({
          id,
          stripeRefundId: facts.stripeRefundId,
          amount: facts.amount,
          state: facts.state,
        })),
      },
    },
    refunds: [...money.refunds.filter(({ id }) => !ids.has(id)), ...changed],
    disputes: money.disputes,
    creditBalance,
    rows: [...made.map(({ move, id }) => refundRow(ctx, money, move, id, at)), ...messages.rows],
    effects: messages.effects,
  });
  return committed.kind === 'committed';
}

function messagesOf(ctx: Context, at: number, money: MoneySnapshot, move: Move, id: string) {
  const { found, known } = move;
  const amount = known?.amount ?? found.amount;
  if (move.notifies) {
    const isSurplus = money.refunds.some((row) => row.id === id && row.purpose === 'surplus');
    return [refundMade(ctx, at, money, { id, amount, isSurplus })];
  }
  return move.failed
    ? [refundFailed(ctx, at, money, { id, amount, reason: found.failureReason, by: 'stripe' })]
    : [];
}

function refundRow(ctx: Context, { payment }: MoneySnapshot, move: Move, id: string, at: number): Statement {
  const { found, known } = move;
  const columns = {
    stripeRefundId: found.stripeRefundId,
    state: found.state,
    failureReason: found.failureReason,
    // A failed refund keeps its credit amount as a record: a refund in a failed state does not count.
    ...(found.state !== 'failed' && found.state !== 'canceled' && { creditAmount: move.creditAmount }),
    checkAt:
      found.state === 'pending' || found.state === 'requires_action' ? at + PENDING_POLL_EVERY_MS : null,
    updatedAt: at,
  };
  if (known !== null) return ctx.db.update(refunds).set(columns).where(eq(refunds.id, id));
  return ctx.db.insert(refunds).values({
    ...columns,
    id,
    merchantId: payment.merchantId,
    connectionId: payment.connectionId,
    paymentId: payment.id,
    currency: found.currency,
    amount: found.amount,
    purpose: 'external',
    createdAt: found.createdAt,
  });
}
