import { eq } from 'drizzle-orm';
import type { Committed } from '../../db/commit.ts';
import type { PaymentSnapshot } from '../../db/queries/payment.ts';
import { slots } from '../../db/schema/index.ts';
import type { Context } from '../context.ts';
import { changePayment } from './change-payment.ts';
import { lookAgain } from './look-again.ts';

/**
 * Closes a payment of which nothing exists at Stripe that could bring money: its only request was refused, or it
 * was never made. `failureCode` says what the refusal was about; a refused charge is a failed attempt.
 */
export function closeWithout(
  ctx: Context,
  snapshot: PaymentSnapshot,
  close: {
    readonly to: 'failed' | 'canceled';
    readonly reason: 'refused' | 'never_created';
    readonly failureCode: string | null;
  },
): Promise<Committed> {
  const { payment, targets } = snapshot;
  const at = ctx.now();
  const again = lookAgain(ctx, targets, at);
  return changePayment(ctx, snapshot, {
    commandId: `close/${payment.id}`,
    type: 'closed',
    data: { reason: close.reason, failureCode: close.failureCode },
    columns: {
      state: close.to,
      closeReason: close.reason,
      failureCode: close.failureCode,
      closedAt: at,
      checkAt: null,
    },
    rows: [ctx.db.delete(slots).where(eq(slots.paymentId, payment.id)), ...again.rows],
    appends: targets.map(({ invoice, head }) => ({
      stream: { type: 'invoice', id: invoice.id },
      head,
      type: 'payment_closed',
      data: { paymentId: payment.id, reason: close.reason },
    })),
    effects: again.effects,
  });
}
