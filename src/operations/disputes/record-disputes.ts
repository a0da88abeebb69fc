import { and, eq, isNull } from 'drizzle-orm';
import type { Statement } from '../../db/database.ts';
import { type MoneySnapshot, type RefundRow, readPaymentMoney } from '../../db/queries/payment-money.ts';
import { payments, refunds } from '../../db/schema/index.ts';
import { markTakenBack } from '../../db/writes/method-marks.ts';
import { type DisputeAnomaly, isClosed } from '../../domain/payment/disputes.ts';
import { followDisputes } from '../../domain/payment/follow-disputes.ts';
import { takeBack } from '../../domain/payment/take-back.ts';
import { CONFLICT, type ConflictOr, type Context, decided, retryOnConflict } from '../core/context.ts';
import { allOf } from '../core/queue-message.ts';
import { disputedAmount } from '../facts/disputed-amount.ts';
import { recheckInvoices } from '../facts/recheck-invoices.ts';
import { commitMoney } from '../money/money-step.ts';
import { refundFailed } from '../money/refund-messages.ts';
import { recordOutcome } from '../payments/record-outcome.ts';
import { endRefusals } from '../refusals/end-refusals.ts';
import { recordRefusal } from '../refusals/record-refusal.ts';
import { disputeMessages } from './dispute-messages.ts';
import { commandOf, disputeRow, disputesAfter, entryOf, type Move, namedMoves } from './dispute-rows.ts';
import { recordGivenBack } from './record-given-back.ts';

export type DisputesRecorded = {
  /** False if Stripe did not answer, so nothing new is known. */
  readonly known: boolean;
  /** Stripe answered, and refuses to tell: that is on record, and ends once a person mended it. */
  readonly isRefused?: boolean;
  /** The PaymentIntent whose disputes they are, as far as it is known. */
  readonly intentId: string | null;
  /** A state that cannot be: a person has to review it. */
  readonly anomaly: DisputeAnomaly | null;
};

/** Whether the books leave the money of a dispute out of the balance, by Stripe's id. */
export type Booked = ReadonlyMap<string, boolean>;

/**
 * The one door for disputes, inquiries and debits that came back: retrieves every dispute of the payment and writes
 * each down by Stripe's id. One that is lost takes the money: the payment is returned, and what it covered is owed
 * again. One that is decided anew, or of which the books say so, gives it back, however late. Idempotent: what Stripe says is read after the stream's
 * head, so that an answer that aged loses its race (I7).
 * https://docs.stripe.com/disputes/how-disputes-work, https://docs.stripe.com/payments/ach-direct-debit
 */
export const recordDisputes = (
  ctx: Context,
  paymentId: string,
  booked: Booked = new Map(),
): Promise<DisputesRecorded> => retryOnConflict(ctx, () => once(ctx, paymentId, booked));

async function once(ctx: Context, paymentId: string, booked: Booked): Promise<ConflictOr<DisputesRecorded>> {
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
    if (listed.kind === 'refused') {
      const { connectionId, customerId } = payment;
      await recordRefusal(ctx, {
        connectionId,
        customerId,
        invoiceId: null,
        refusal: listed,
        wanted: 'disputes',
      });
    }
    return decided({ known: false, isRefused: listed.kind === 'refused', intentId, anomaly: null });
  }
  await endRefusals(ctx, payment.merchantId, [{ type: 'connection', id: payment.connectionId }], 'disputes');
  const inOrder = listed.value.toSorted((a, b) => a.createdAt - b.createdAt);
  const all = followDisputes(
    money.disputes,
    inOrder.map((facts) => {
      const withdrawn = booked.get(facts.stripeDisputeId);
      return withdrawn === undefined ? facts : { ...facts, withdrawn, isBooked: true };
    }),
  );
  if (all.length === 0) return decided({ known: true, intentId, anomaly: null });
  if (payment.state !== 'succeeded' && payment.state !== 'returned') {
    ctx.log('dispute_without_money', { paymentId, state: payment.state });
    return decided({ known: true, intentId, anomaly: 'dispute_without_money' });
  }
  // What one dispute gives back is no part of what another takes: one after the other.
  const returning = all.filter(({ givesBack }) => givesBack !== null);
  const moves = returning.length > 0 ? returning : all;
  const committed =
    returning.length > 0 ? await recordGivenBack(ctx, money, moves) : await record(ctx, money, moves);
  return committed && moves.length === all.length
    ? decided({ known: true, intentId, anomaly: null })
    : CONFLICT;
}

async function record(ctx: Context, money: MoneySnapshot, moves: readonly Move[]): Promise<boolean> {
  const at = ctx.now();
  const { payment } = money;
  const loss = lossOf(money, moves);
  const made = namedMoves(ctx, moves, loss?.byDispute ?? new Map());
  const dropped = loss === null ? [] : money.refunds.filter(isUnsent);
  const messages = allOf([
    ...moves.flatMap((move) => disputeMessages(ctx, at, money, move)),
    // A person requested these, so they are notified; automatic refunds need no message.
    ...dropped
      .filter(({ purpose }) => purpose === 'requested')
      .map(({ id, amount }) => refundFailed(ctx, at, money, { id, amount, reason: 'taken_back', by: 'us' })),
  ]);
  const droppedIds = new Set(dropped.map(({ id }) => id));
  const ends = moves.some(({ found }) => isClosed(found.status));
  const committed = await commitMoney(ctx, money, {
    commandId: commandOf(money, moves),
    entry: {
      type: loss === null ? 'disputes_recorded' : 'taken_back',
      data: {
        disputes: entryOf(made),
        taken: (loss?.fromInvoices ?? []).map(({ invoiceId, amount }) => ({ invoiceId, amount })),
      },
    },
    refunds: money.refunds.map((row) => (droppedIds.has(row.id) ? { ...row, state: 'canceled' } : row)),
    disputes: disputesAfter(money, made),
    creditBalance: creditOf(money, dropped) - (loss?.fromCredit ?? 0),
    taken: loss?.fromInvoices ?? [],
    rows: [
      ...made.map((each) => disputeRow(ctx, money, each, at)),
      ...(loss === null ? [] : [returned(ctx, payment.id, at), markTakenBack(ctx.db, payment, at)]),
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

/** What the disputes that were lost just now take, in all and each, or null where none was. */
function lossOf(money: MoneySnapshot, moves: readonly Move[]) {
  const lost = moves.filter(({ takes }) => takes);
  if (lost.length === 0) return null;
  const { payment } = money;
  const amounts = lost.map(({ found }) => disputedAmount(payment, found));
  const own = money.allocated.filter(({ paymentId }) => paymentId === payment.id);
  const taken = takeBack(
    amounts.reduce((total, amount) => total + amount, 0),
    creditOf(money, money.refunds.filter(isUnsent)),
    own,
  );
  // Where there is less than they are about, the first has taken it.
  let left = taken.fromInvoices.reduce((total, { amount }) => total + amount, taken.fromCredit);
  const byDispute = new Map<string, number>();
  for (const [index, { found }] of lost.entries()) {
    const amount = Math.min(left, amounts[index] ?? 0);
    byDispute.set(found.stripeDisputeId, amount);
    left -= amount;
  }
  return { ...taken, byDispute };
}

const returned = (ctx: Context, paymentId: string, at: number): Statement =>
  ctx.db.update(payments).set({ state: 'returned', updatedAt: at }).where(eq(payments.id, paymentId));

const dropRefund = (ctx: Context, refundId: string, at: number): Statement =>
  ctx.db
    .update(refunds)
    .set({ state: 'canceled', failureReason: 'taken_back', checkAt: null, updatedAt: at })
    .where(and(eq(refunds.id, refundId), isNull(refunds.sentAt)));
