import { and, eq, isNull } from 'drizzle-orm';
import type { DisputeFacts } from '../../adapters/stripe/port-refunds.ts';
import type { Statement } from '../../db/database.ts';
import { type MoneySnapshot, type RefundRow, readPaymentMoney } from '../../db/queries/payment-money.ts';
import { disputes, payments, refunds } from '../../db/schema/index.ts';
import { type DisputeAnomaly, isClosed } from '../../domain/payment/disputes.ts';
import { type DisputeMove, followDisputes } from '../../domain/payment/follow-disputes.ts';
import { takeBack } from '../../domain/payment/take-back.ts';
import { CONFLICT, type ConflictOr, type Context, decided, newId, retryOnConflict } from '../core/context.ts';
import { allOf } from '../core/queue-message.ts';
import { disputedAmount } from '../facts/disputed-amount.ts';
import { recheckInvoices } from '../facts/recheck-invoices.ts';
import { commitMoney } from '../money/money-step.ts';
import { refundFailed } from '../money/refund-messages.ts';
import { recordOutcome } from '../payments/record-outcome.ts';
import { disputeMessages } from './dispute-messages.ts';

export type DisputesRecorded = {
  /** False if Stripe did not answer, so nothing new is known. */
  readonly known: boolean;
  /** The PaymentIntent whose disputes they are, as far as it is known. */
  readonly intentId: string | null;
  /** A state that cannot be: a person has to review it. */
  readonly anomaly: DisputeAnomaly | null;
};

type Move = DisputeMove<DisputeFacts>;

/**
 * The single entry point for disputes, inquiries and returned debits: retrieves every dispute of the payment and stores
 * each by Stripe's id. A lost one takes the money back: the payment is returned, and what it covered is owed again.
 * Idempotent, and nothing moves backwards (I7). https://docs.stripe.com/disputes/how-disputes-work,
 * https://docs.stripe.com/payments/ach-direct-debit
 */
export const recordDisputes = (ctx: Context, paymentId: string): Promise<DisputesRecorded> =>
  retryOnConflict(ctx, () => once(ctx, paymentId));

async function once(ctx: Context, paymentId: string): Promise<ConflictOr<DisputesRecorded>> {
  const money = await readPaymentMoney(ctx.db, paymentId);
  if (money === null) throw new Error('recordDisputes of a missing payment');
  const { payment } = money;
  const intentId = payment.stripePaymentIntentId;
  const unknown = decided({ known: false, intentId, anomaly: null });
  if (payment.state !== 'succeeded' && payment.state !== 'returned') {
    // The event of a dispute can arrive before the event of the payment.
    const recorded = await recordOutcome(ctx, paymentId);
    if (!recorded.known) return unknown;
    if (recorded.state !== payment.state) return CONFLICT;
  }
  if (intentId === null) return decided({ known: true, intentId, anomaly: null });
  const stripe = await ctx.stripe(money.connection.account);
  const listed = await stripe.listDisputes(intentId);
  if (listed.kind !== 'ok') {
    const reason = listed.kind === 'refused' ? listed.code : listed.reason;
    ctx.log('disputes_unknown', { paymentId, reason });
    return unknown;
  }
  const inOrder = listed.value.toSorted((a, b) => a.createdAt - b.createdAt);
  const { moves, contradicted } = followDisputes(money.disputes, inOrder);
  for (const { status } of contradicted) ctx.log('dispute_not_lost_any_more', { paymentId, status });
  const anomaly = contradicted.length > 0 ? 'dispute_not_lost_any_more' : null;
  if (moves.length === 0) return decided({ known: true, intentId, anomaly });
  if (payment.state !== 'succeeded' && payment.state !== 'returned') {
    ctx.log('dispute_without_money', { paymentId, state: payment.state });
    return decided({ known: true, intentId, anomaly: 'dispute_without_money' });
  }
  return (await record(ctx, money, moves)) ? decided({ known: true, intentId, anomaly }) : CONFLICT;
}

async function record(ctx: Context, money: MoneySnapshot, moves: readonly Move[]): Promise<boolean> {
  const at = ctx.now();
  const { payment } = money;
  const made = moves.map((move) => ({ move, id: move.known?.id ?? newId(ctx, 'dis') }));
  const loss = lossOf(money, moves);
  const dropped = loss === null ? [] : money.refunds.filter(isUnsent);
  const messages = allOf([
    ...moves.flatMap((move) => disputeMessages(ctx, at, money, move)),
    // A person requested these, so they are notified; automatic refunds need no message.
    ...dropped
      .filter(({ purpose }) => purpose === 'requested')
      .map(({ id, amount }) => refundFailed(ctx, at, money, { id, amount, reason: 'taken_back', by: 'us' })),
  ]);
  const moved = new Set(made.map(({ id }) => id));
  const droppedIds = new Set(dropped.map(({ id }) => id));
  const ends = moves.some(({ found }) => isClosed(found.status));
  const committed = await commitMoney(ctx, money, {
    commandId: `disputes/${moves.map(({ found }) => `${found.stripeDisputeId}:${found.status}`).join(',')}`,
    entry: {
      type: loss === null ? 'disputes_recorded' : 'taken_back',
      data: {
        disputes: made.map(({ move: { found }, id }) => ({
          id,
          stripeDisputeId: found.stripeDisputeId,
          amount: found.amount,
          status: found.status,
        })),
        taken: (loss?.fromInvoices ?? []).map(({ invoiceId, amount }) => ({ invoiceId, amount })),
      },
    },
    refunds: money.refunds.map((row) => (droppedIds.has(row.id) ? { ...row, state: 'canceled' } : row)),
    disputes: [
      ...money.disputes.filter(({ id }) => !moved.has(id)),
      ...moves.map(({ found }) => ({ state: found.status })),
    ],
    creditBalance: creditOf(money, dropped) - (loss?.fromCredit ?? 0),
    taken: loss?.fromInvoices ?? [],
    rows: [
      ...made.map(({ move, id }) => disputeRow(ctx, money, move, id, at)),
      ...(loss === null ? [] : [returned(ctx, payment.id, at)]),
      ...dropped.map(({ id }) => dropRefund(ctx, id, at)),
      // Collection of the customer's other invoices was on hold during the dispute.
      ...(ends ? [recheckInvoices(ctx.db, payment.customerId, at)] : []),
      ...messages.rows,
    ],
    effects: messages.effects,
  });
  return committed.kind === 'committed';
}

/** Requested and not sent yet: money that was taken back must not be refunded as well. */
const isUnsent = ({ state, sentAt }: RefundRow): boolean => state === 'requested' && sentAt === null;

const creditOf = ({ credit }: MoneySnapshot, dropped: readonly RefundRow[]): number =>
  (credit?.balance ?? 0) + dropped.reduce((total, { creditAmount }) => total + creditAmount, 0);

/** What the disputes that were just lost take back; null if none was. */
function lossOf(money: MoneySnapshot, moves: readonly Move[]) {
  const lost = moves.filter(({ takes }) => takes);
  if (lost.length === 0) return null;
  const { payment } = money;
  const amount = lost.reduce((total, { found }) => total + disputedAmount(payment, found), 0);
  const own = money.allocated.filter(({ paymentId }) => paymentId === payment.id);
  return takeBack(amount, creditOf(money, money.refunds.filter(isUnsent)), own);
}

const returned = (ctx: Context, paymentId: string, at: number): Statement =>
  ctx.db.update(payments).set({ state: 'returned', updatedAt: at }).where(eq(payments.id, paymentId));

const dropRefund = (ctx: Context, refundId: string, at: number): Statement =>
  ctx.db
    .update(refunds)
    .set({ state: 'canceled', failureReason: 'taken_back', checkAt: null, updatedAt: at })
    .where(and(eq(refunds.id, refundId), isNull(refunds.sentAt)));

function disputeRow(
  ctx: Context,
  { payment }: MoneySnapshot,
  { found, known, kind }: Move,
  id: string,
  at: number,
): Statement {
  const columns = {
    amount: found.amount,
    reason: found.reason,
    state: found.status,
    kind,
    evidenceDueAt: found.evidenceDueAt,
    closedAt: isClosed(found.status) ? at : null,
    updatedAt: at,
  };
  if (known !== null) return ctx.db.update(disputes).set(columns).where(eq(disputes.id, id));
  return ctx.db.insert(disputes).values({
    ...columns,
    id,
    merchantId: payment.merchantId,
    connectionId: payment.connectionId,
    paymentId: payment.id,
    stripeDisputeId: found.stripeDisputeId,
    currency: found.currency,
    createdAt: found.createdAt,
  });
}
