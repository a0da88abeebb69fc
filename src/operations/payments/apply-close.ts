import { eq } from 'drizzle-orm';
import type { Committed } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import type { PaymentSnapshot } from '../../db/queries/payment.ts';
import { invoices, slots } from '../../db/schema/index.ts';
import { markDeclined } from '../../db/writes/method-marks.ts';
import { classifyFailure } from '../../domain/collection/declines.ts';
import type { Truth } from '../../domain/payment/outcome.ts';
import type { CloseReason } from '../../domain/payment/state.ts';
import { type Context, effect } from '../core/context.ts';
import {
  aboutPayment,
  allOf,
  businessRecipients,
  type MessageRows,
  NO_MESSAGES,
  recipientsOf,
} from '../core/queue-message.ts';
import { changePayment } from './change-payment.ts';
import { appendToInvoice, outcomeColumns, usedIn } from './outcome-columns.ts';
import { recheckAfterSlotFreed } from './recheck-after-slot-freed.ts';
import { syncSavedMethod } from './sync-saved-method.ts';

/**
 * The payment ends without money: its slots are freed, a failure shows on its invoices, and what waited for the slot is
 * enqueued. Collection notifies of a failed automatic charge, with what happens next; a payer's own debit that the bank
 * returned is notified here. `refusedWith` is Stripe's code if it refused to confirm.
 */
export function applyClose(
  ctx: Context,
  snapshot: PaymentSnapshot,
  facts: Truth,
  close: { readonly to: 'failed' | 'canceled'; readonly reason: CloseReason },
  refusedWith?: string,
): Promise<Committed> {
  const at = ctx.now();
  const { payment, targets } = snapshot;
  const failureCode = refusedWith ?? facts.intent?.failureCode ?? null;
  const adviceCode = facts.intent?.adviceCode ?? null;
  const again = recheckAfterSlotFreed(ctx, targets, at);
  const rows: Statement[] = [ctx.db.delete(slots).where(eq(slots.paymentId, payment.id))];
  // An invoice that another payment has paid in the meantime does not show this one's failure.
  for (const { invoice } of targets.filter((target) => target.invoice.status !== 'paid')) {
    const before = invoice.paymentStatus === 'processing' ? 'none' : invoice.paymentStatus;
    const paymentStatus = close.to === 'failed' ? 'failed' : before;
    rows.push(
      ctx.db.update(invoices).set({ paymentStatus, updatedAt: at }).where(eq(invoices.id, invoice.id)),
    );
  }
  // Stripe's page reports at once what fails there; what fails after the payer has left it is a debit.
  const wasDebit = payment.flow === 'session' || payment.state === 'processing';
  const bounced = payment.via !== 'autopay' && wasDebit && close.to === 'failed';
  const notification = bounced ? debitBounced(ctx, snapshot, facts, failureCode, at) : NO_MESSAGES;
  const { customerId, connectionId } = payment;
  const wasDeclined = close.to === 'failed' || failureCode !== null;
  const kind = (facts.intent?.method ?? payment.method)?.kind ?? null;
  // A technical error says nothing about the method.
  const isMarked = wasDeclined && classifyFailure(failureCode, kind, adviceCode) !== 'technical';
  const marks = isMarked ? [markDeclined(ctx.db, usedIn(payment, facts), at)] : [];
  return changePayment(ctx, snapshot, {
    commandId: `outcome/${payment.id}/closed`,
    type: close.to,
    data: { reason: close.reason, failureCode, ...(adviceCode !== null && { adviceCode }) },
    columns: {
      ...outcomeColumns(facts),
      state: close.to,
      closeReason: close.reason,
      failureCode,
      adviceCode,
      closedAt: at,
      checkAt: null,
    },
    appends: targets.map((target) =>
      appendToInvoice(target, {
        type: close.to === 'failed' ? 'payment_failed' : 'payment_closed',
        data: { paymentId: payment.id },
      }),
    ),
    rows: [...rows, ...marks, ...again.rows, ...notification.rows],
    effects: [
      ...again.effects,
      ...notification.effects,
      // The failure may have changed the method at Stripe: removed, blocked or replaced.
      ...(refusedWith === undefined ? [] : [effect(ctx, 'sync_methods', { customerId, connectionId })]),
      // A debit that nobody saw under way left its account on file all the same.
      ...(wasDebit && close.to === 'failed' ? syncSavedMethod(ctx, snapshot) : []),
    ],
  });
}

function debitBounced(
  ctx: Context,
  snapshot: PaymentSnapshot,
  { intent }: Truth,
  failureCode: string | null,
  at: number,
): MessageRows {
  const { payment, merchant, customer } = snapshot;
  const cause = `payment/${payment.id}/failed`;
  const failure = {
    amount: payment.amount,
    method: intent?.method ?? payment.method,
    failureCode,
    nextAttemptAt: null,
    wasAutomatic: false,
  };
  return allOf([
    aboutPayment(ctx, at, snapshot, cause, recipientsOf(customer), {
      template: 'payment_failed',
      ...failure,
    }),
    aboutPayment(ctx, at, snapshot, cause, businessRecipients(merchant), {
      template: 'payment_failed_business',
      ...failure,
    }),
  ]);
}
