import { eq } from 'drizzle-orm';
import type { Committed } from '../../db/commit.ts';
import type { PaymentSnapshot } from '../../db/queries/payment.ts';
import { invoices } from '../../db/schema/index.ts';
import type { Truth } from '../../domain/payment/outcome.ts';
import type { Context } from '../core/context.ts';
import { aboutPayment, type MessageRows, NO_MESSAGES, recipientsOf } from '../core/queue-message.ts';
import { DEBIT_TAKES_MS, pollEvery } from '../facts/payment-timing.ts';
import { changePayment } from './change-payment.ts';
import { appendToInvoice, outcomeColumns } from './outcome-columns.ts';
import { syncSavedMethod } from './sync-saved-method.ts';

/** The payment has advanced: a debit under way shows on its invoices, and its payer is notified how long it takes. */
export function applyAdvance(
  ctx: Context,
  snapshot: PaymentSnapshot,
  facts: Truth,
  to: 'session_open' | 'authenticating' | 'verifying' | 'processing',
): Promise<Committed> {
  const at = ctx.now();
  const { payment, targets } = snapshot;
  const isProcessing = to === 'processing';
  const notification = isProcessing ? debitStarted(ctx, snapshot, facts, at) : NO_MESSAGES;
  return changePayment(ctx, snapshot, {
    commandId: `outcome/${payment.id}/${to}`,
    type: to,
    data: { intentId: facts.intent?.intentId ?? null },
    columns: {
      ...outcomeColumns(facts),
      state: to,
      checkAt: at + pollEvery(to),
      ...(isProcessing && { beganAt: facts.intent?.chargedAt ?? at }),
    },
    appends: isProcessing
      ? targets.map((target) =>
          appendToInvoice(target, { type: 'payment_processing', data: { paymentId: payment.id } }),
        )
      : [],
    rows: isProcessing
      ? [
          ...targets.map(({ invoice }) =>
            ctx.db
              .update(invoices)
              .set({ paymentStatus: 'processing', updatedAt: at })
              .where(eq(invoices.id, invoice.id)),
          ),
          ...notification.rows,
        ]
      : [],
    effects: [...notification.effects, ...(isProcessing ? syncSavedMethod(ctx, snapshot) : [])],
  });
}

function debitStarted(ctx: Context, snapshot: PaymentSnapshot, { intent }: Truth, at: number): MessageRows {
  const { payment, customer } = snapshot;
  return aboutPayment(ctx, at, snapshot, `payment/${payment.id}/processing`, recipientsOf(customer), {
    template: 'debit_started',
    amount: payment.amount,
    method: intent?.method ?? null,
    expectedAt: at + DEBIT_TAKES_MS,
  });
}
