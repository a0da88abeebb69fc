import type { Effect } from '../../db/commit.ts';
import type { PaymentSnapshot } from '../../db/queries/payment.ts';
import { type Context, effect } from '../context.ts';

/** A session that keeps its payer's method leaves it with the Stripe customer: it is looked up there. */
export function keptMethod(ctx: Context, { payment }: PaymentSnapshot): readonly Effect[] {
  if (payment.flow !== 'session') return [];
  const { payment_intent_data: intent }: { payment_intent_data?: { setup_future_usage?: string } } =
    JSON.parse(payment.request);
  if (intent?.setup_future_usage === undefined) return [];
  const { customerId, connectionId } = payment;
  return [effect(ctx, 'sync_methods', { customerId, connectionId })];
}
