import type { Effect } from '../../db/commit.ts';
import type { PaymentSnapshot } from '../../db/queries/payment.ts';
import { readStoredRequest } from '../../domain/payment/stored-request.ts';
import { type Context, effect } from '../core/context.ts';

/** A session that saves its payer's method attaches it to the Stripe customer: it is synced from there. */
export function syncSavedMethod(ctx: Context, { payment }: PaymentSnapshot): readonly Effect[] {
  if (payment.flow !== 'session' || !readStoredRequest(payment.request).savesMethod) return [];
  const { customerId, connectionId } = payment;
  return [effect(ctx, 'sync_methods', { customerId, connectionId })];
}
