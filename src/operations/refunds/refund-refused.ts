import type { MoneySnapshot } from '../../db/queries/payment-money.ts';
import type { RefusedCall } from '../../domain/stripe-refusal.ts';
import type { Context } from '../core/context.ts';
import { endRefusals } from '../refusals/end-refusals.ts';
import { recordRefusal } from '../refusals/record-refusal.ts';

/** Stripe does not let refunds be made or read: they wait, and the business is told what to mend. */
export const refundRefused = (ctx: Context, money: MoneySnapshot, refusal: RefusedCall): Promise<void> =>
  recordRefusal(ctx, {
    connectionId: money.payment.connectionId,
    customerId: money.payment.customerId,
    invoiceId: null,
    refusal,
    wanted: 'refund',
  });

/** Stripe takes refunds again. */
export const endRefundRefused = (ctx: Context, { payment }: MoneySnapshot): Promise<void> =>
  endRefusals(
    ctx,
    payment.merchantId,
    [
      { type: 'connection', id: payment.connectionId },
      { type: 'customer', id: payment.customerId },
    ],
    'refund',
  );
