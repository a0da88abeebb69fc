import { eq } from 'drizzle-orm';
import type { Append, Committed, Effect } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import type { PaymentSnapshot } from '../../db/queries/payment.ts';
import { allocations, credits, invoices, invoiceVersions, type Json, slots } from '../../db/schema/index.ts';
import type { SessionFacts } from '../../domain/payment/outcome.ts';
import { settle } from '../../domain/payment/settle.ts';
import type { CloseReason } from '../../domain/payment/state.ts';
import { type Context, effect, newId } from '../context.ts';
import { messageRows, recipientsOf } from '../recipients.ts';
import { changePayment } from './change-payment.ts';
import { lookEvery } from './timing.ts';

type Target = PaymentSnapshot['targets'][number];

/** What Stripe's object says of the payment, in its columns. */
const factColumns = ({ intent }: SessionFacts) =>
  intent === null
    ? {}
    : {
        stripePaymentIntentId: intent.intentId,
        ...(intent.chargeId !== null && { stripeChargeId: intent.chargeId }),
        ...(intent.method !== null && { method: intent.method }),
      };

const onInvoice = ({ invoice, head }: Target, type: string, data: Json): Append => ({
  stream: { type: 'invoice', id: invoice.id },
  head,
  type,
  data,
});

/** Verbs that waited for this payment to be over. */
const finishVerbs = (ctx: Context, targets: readonly Target[]): Effect[] =>
  targets
    .filter(({ invoice }) => invoice.pendingVerb !== null)
    .map(({ invoice }) => effect(ctx, 'finish_verb', { invoiceId: invoice.id }));

/** The payment is further along: a debit under way shows on its invoices. */
export function applyAdvance(
  ctx: Context,
  snapshot: PaymentSnapshot,
  facts: SessionFacts,
  to: 'session_open' | 'authenticating' | 'verifying' | 'processing',
): Promise<Committed> {
  const at = ctx.now();
  const { payment } = snapshot;
  const isProcessing = to === 'processing';
  return changePayment(ctx, snapshot, {
    commandId: `outcome/${payment.id}/${to}`,
    type: to,
    data: { intentId: facts.intent?.intentId ?? null },
    columns: {
      ...factColumns(facts),
      state: to,
      checkAt: at + lookEvery(to),
      ...(isProcessing && { beganAt: facts.intent?.chargedAt ?? at }),
    },
    appends: isProcessing
      ? snapshot.targets.map((target) => onInvoice(target, 'payment_processing', { paymentId: payment.id }))
      : [],
    rows: isProcessing
      ? snapshot.targets.map(({ invoice }) =>
          ctx.db
            .update(invoices)
            .set({ paymentStatus: 'processing', updatedAt: at })
            .where(eq(invoices.id, invoice.id)),
        )
      : [],
  });
}

/** The payment is over without money: its slots are free, and a failure shows on its invoices. */
export function applyClose(
  ctx: Context,
  snapshot: PaymentSnapshot,
  facts: SessionFacts,
  close: { readonly to: 'failed' | 'canceled'; readonly reason: CloseReason },
): Promise<Committed> {
  const at = ctx.now();
  const { payment, targets } = snapshot;
  const failureCode = facts.intent?.failureCode ?? null;
  const rows: Statement[] = [ctx.db.delete(slots).where(eq(slots.paymentId, payment.id))];
  for (const { invoice } of targets) {
    const before = invoice.paymentStatus === 'processing' ? 'none' : invoice.paymentStatus;
    const paymentStatus = close.to === 'failed' ? 'failed' : before;
    rows.push(
      ctx.db.update(invoices).set({ paymentStatus, updatedAt: at }).where(eq(invoices.id, invoice.id)),
    );
  }
  return changePayment(ctx, snapshot, {
    commandId: `outcome/${payment.id}/closed`,
    type: close.to,
    data: { reason: close.reason, failureCode },
    columns: {
      ...factColumns(facts),
      state: close.to,
      closeReason: close.reason,
      failureCode,
      closedAt: at,
      checkAt: null,
    },
    appends: targets.map((target) =>
      onInvoice(target, close.to === 'failed' ? 'payment_failed' : 'payment_closed', {
        paymentId: payment.id,
      }),
    ),
    rows,
    effects: finishVerbs(ctx, targets),
  });
}

/**
 * The money came: it is allocated, never beyond what is owed (I1); what is left over becomes credit that is
 * marked to go back; receipts are queued in the same commit.
 */
export function applySuccess(
  ctx: Context,
  snapshot: PaymentSnapshot,
  facts: SessionFacts,
  received: number,
): Promise<Committed> {
  const at = ctx.now();
  const { payment, merchant, customer } = snapshot;
  const rows: Statement[] = [ctx.db.delete(slots).where(eq(slots.paymentId, payment.id))];
  const appends: Append[] = [];
  let left = received;
  for (const target of snapshot.targets) {
    const share = Math.min(left, target.target.amount);
    const { allocated } = settle(target.invoice, share);
    left -= allocated;
    rows.push(...allocationRows(ctx, snapshot, target, allocated, at));
    appends.push(onInvoice(target, 'payment_succeeded', { paymentId: payment.id, allocated }));
  }
  if (left > 0) {
    const [currency, amount] = [payment.currency, left];
    const credit = {
      id: newId(ctx, 'crd'),
      merchantId: merchant.id,
      customerId: customer.id,
      currency,
      amount,
    };
    rows.push(
      ctx.db.insert(credits).values({
        ...credit,
        paymentId: payment.id,
        balance: amount,
        reason: 'unintended_collection',
        createdAt: at,
      }),
    );
    ctx.log('payment_surplus', { paymentId: payment.id, amount, currency });
  }
  const [first] = snapshot.targets;
  const receipts =
    !stripeSendsReceipt(payment.request) && first !== undefined
      ? messageRows(ctx, at, {
          merchantId: merchant.id,
          invoiceId: first.invoice.id,
          paymentId: payment.id,
          cause: `payment/${payment.id}`,
          template: 'receipt',
          recipients: recipientsOf(customer),
        })
      : { rows: [], effects: [] };
  return changePayment(ctx, snapshot, {
    commandId: `outcome/${payment.id}/succeeded`,
    type: 'succeeded',
    data: { received, currency: payment.currency, surplus: left, intentId: facts.intent?.intentId ?? null },
    columns: {
      ...factColumns(facts),
      state: 'succeeded',
      amountReceived: received,
      beganAt: payment.beganAt ?? facts.intent?.chargedAt ?? at,
      // A debit was charged days before it settled; a card, the moment it was.
      succeededAt: payment.state === 'processing' ? at : (facts.intent?.chargedAt ?? at),
      closedAt: at,
      checkAt: null,
    },
    appends,
    rows: [...rows, ...receipts.rows],
    effects: [
      ...receipts.effects,
      ...finishVerbs(ctx, snapshot.targets),
      // Another payment may hold the slot of what is paid now: it must not be completed.
      ...snapshot.targets
        .filter(({ slotPaymentId }) => slotPaymentId !== null && slotPaymentId !== payment.id)
        .map(({ slotPaymentId }) => effect(ctx, 'expire_payment', { paymentId: slotPaymentId })),
    ],
  });
}

/** Exactly one of the two sends the receipt: Stripe does where its request says to whom. */
function stripeSendsReceipt(request: string): boolean {
  const { payment_intent_data: intent }: { payment_intent_data?: { receipt_email?: string } } =
    JSON.parse(request);
  return intent?.receipt_email !== undefined;
}

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
    ctx.db.insert(allocations).values({
      id: newId(ctx, 'all'),
      merchantId: payment.merchantId,
      invoiceId: invoice.id,
      sourceType: 'payment',
      sourceId: payment.id,
      currency: payment.currency,
      amount: allocated,
      createdAt: at,
    }),
    ctx.db
      .update(invoices)
      .set({
        amountPaid,
        version,
        paymentStatus: 'none',
        updatedAt: at,
        ...(isPaid && { status: 'paid', paidAt: at }),
      })
      .where(eq(invoices.id, invoice.id)),
    ctx.db.insert(invoiceVersions).values({
      invoiceId: invoice.id,
      version,
      currency: invoice.currency,
      amountDue: invoice.amountDue,
      amountRemaining: invoice.amountDue - amountPaid,
      dueDate: invoice.dueDate,
      reason: 'payment',
      createdAt: at,
    }),
  ];
}
