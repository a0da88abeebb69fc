import { eq } from 'drizzle-orm';
import type { Append, Committed } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import { insertVersion } from '../../db/queries/invoices-write.ts';
import type { PaymentSnapshot } from '../../db/queries/payment.ts';
import { credits, invoices, slots } from '../../db/schema/index.ts';
import { markPaid } from '../../db/writes/method-marks.ts';
import { localDateAt } from '../../domain/calendar.ts';
import type { PaymentStatus } from '../../domain/invoice/status.ts';
import { allocate } from '../../domain/payment/allocate.ts';
import type { Truth } from '../../domain/payment/outcome.ts';
import { isOpen } from '../../domain/payment/state.ts';
import { readStoredRequest, reduceRequest } from '../../domain/payment/stored-request.ts';
import { type Context, effect, newId } from '../core/context.ts';
import { aboutPayment, allOf, NO_MESSAGES, sidesOf } from '../core/queue-message.ts';
import { allocatePayment } from '../money/allocate-payment.ts';
import { receiptRows } from '../receipts/number-receipt.ts';
import { changePayment } from './change-payment.ts';
import { appendToInvoice, outcomeColumns, type Target, usedIn } from './outcome-columns.ts';
import { recheckAfterSlotFreed } from './recheck-after-slot-freed.ts';
import { syncSavedMethod } from './sync-saved-method.ts';

/**
 * The payment succeeded: its money is allocated, never beyond what is owed (I1); a surplus becomes credit marked for
 * refund; receipts are queued in the same commit.
 */
export function applySuccess(
  ctx: Context,
  snapshot: PaymentSnapshot,
  facts: Truth,
  received: number,
): Promise<Committed> {
  const at = ctx.now();
  const { payment, customer } = snapshot;
  const rows: Statement[] = [ctx.db.delete(slots).where(eq(slots.paymentId, payment.id))];
  const appends: Append[] = [];
  const settled = new Set<string>();
  let left = received;
  for (const target of snapshot.targets) {
    const share = Math.min(left, target.target.amount);
    const { allocated, becomesPaid } = allocate(target.invoice, share);
    if (becomesPaid) settled.add(target.invoice.id);
    left -= allocated;
    rows.push(...allocationRows(ctx, snapshot, target, allocated, at));
    appends.push(
      appendToInvoice(target, { type: 'payment_succeeded', data: { paymentId: payment.id, allocated } }),
    );
  }
  const surplus = left > 0 ? surplusCredit(ctx, snapshot, left, at) : null;
  if (surplus !== null) rows.push(ctx.db.insert(credits).values(surplus));
  const receipts = readStoredRequest(payment.request).stripeSendsReceipt
    ? NO_MESSAGES
    : allOf(
        sidesOf([customer, snapshot.parent], 'receipts').map(({ customerId: toCustomerId, recipients }) =>
          aboutPayment(ctx, at, { ...snapshot, toCustomerId }, `payment/${payment.id}`, recipients, {
            template: 'receipt',
          }),
        ),
      );
  const again = recheckAfterSlotFreed(ctx, snapshot.targets, at, settled);
  // A debit settles days after it was charged; a card succeeds the moment it is charged.
  const succeededAt = payment.state === 'processing' ? at : (facts.intent?.chargedAt ?? at);
  return changePayment(ctx, snapshot, {
    commandId: `outcome/${payment.id}/succeeded`,
    type: 'succeeded',
    data: { received, currency: payment.currency, surplus: left, intentId: facts.intent?.intentId ?? null },
    columns: {
      ...outcomeColumns(facts),
      state: 'succeeded',
      // Whatever had closed it before is undone.
      closeReason: null,
      ...(payment.lookBackAt !== null && { lookBackAt: at }),
      amountReceived: received,
      beganAt: payment.beganAt ?? facts.intent?.chargedAt ?? at,
      succeededAt,
      closedAt: at,
      checkAt: null,
      // It is not sent again.
      request: reduceRequest(payment.request),
      requestReduced: true,
    },
    appends,
    rows: [
      ...again.rows,
      ...rows,
      markPaid(ctx.db, usedIn(payment, facts), succeededAt, at),
      ...receiptRows(ctx, snapshot.merchant, {
        sourceId: payment.id,
        livemode: payment.livemode,
        movedOn: localDateAt(succeededAt, snapshot.merchant.timeZone),
      }),
      ...receipts.rows,
    ],
    effects: [
      ...receipts.effects,
      ...syncSavedMethod(ctx, snapshot),
      // Until now, the events of its refunds and disputes were taken for another's.
      ...(isOpen(payment.state) || payment.stripePaymentIntentId !== null
        ? []
        : [effect(ctx, 'record_refunds_and_disputes', { paymentId: payment.id })]),
      ...(surplus === null ? [] : [effect(ctx, 'refund_surplus', { creditId: surplus.id })]),
      ...again.effects,
      // Both sides are told of a method that was declined before, now that another has paid.
      ...(payment.via === 'autopay' && payment.attempt > 1
        ? [...settled].map((invoiceId) => effect(ctx, 'collect', { invoiceId }))
        : []),
      // Another payment may hold the slot of an invoice that is paid now: it must not be completed.
      ...snapshot.targets
        .map(({ slotPaymentId }) => slotPaymentId)
        .filter((holder) => holder !== null)
        .filter((holder) => holder !== payment.id)
        .map((paymentId) => effect(ctx, 'expire_payment', { paymentId })),
    ],
  });
}

/** The surplus that covers no invoice: it was not meant to be collected, and is refunded. */
function surplusCredit(
  ctx: Context,
  { payment }: PaymentSnapshot,
  amount: number,
  at: number,
): typeof credits.$inferInsert {
  const { id: paymentId, merchantId, customerId, currency } = payment;
  ctx.log('payment_surplus', { paymentId, amount, currency });
  const reason = 'unintended_collection' as const;
  const id = newId(ctx, 'crd');
  return { id, merchantId, customerId, paymentId, currency, amount, balance: amount, reason, createdAt: at };
}

/** Payment statuses caused by another payment, which this one does not change. */
const STAYS: ReadonlySet<PaymentStatus> = new Set(['disputed', 'partially_refunded']);

const NOTHING_TO_COLLECT = { nextCheckAt: null, collectStage: null, collectReason: null } as const;

function allocationRows(
  ctx: Context,
  { payment }: PaymentSnapshot,
  { invoice }: Target,
  allocated: number,
  at: number,
): Statement[] {
  if (allocated === 0) return [];
  const amountPaid = invoice.amountPaid + allocated;
  const isPaid = amountPaid === invoice.amountDue;
  const version = invoice.version + 1;
  return [
    allocatePayment(ctx, payment, invoice, allocated, at),
    ctx.db
      .update(invoices)
      .set({
        amountPaid,
        version,
        paymentStatus: STAYS.has(invoice.paymentStatus) ? invoice.paymentStatus : 'none',
        updatedAt: at,
        ...(isPaid && { status: 'paid', paidAt: at, ...NOTHING_TO_COLLECT }),
      })
      .where(eq(invoices.id, invoice.id)),
    insertVersion(ctx.db, invoice, { version, amountPaid, reason: 'payment', at }),
  ];
}
