import { done, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { chargeClaimed } from '../payments/charge-claimed.ts';
import type { PayOutcome } from './order.ts';

/** Charges the method on file that a payment was claimed for: autopay's path, with the payer present. */
export async function chargeMethod(ctx: Context, paymentId: string): Promise<PayOutcome> {
  const { state, isRefused } = await chargeClaimed(ctx, paymentId);
  const isPaying = state === 'succeeded' || state === 'returned' || state === 'processing';
  if (isRefused && !isPaying) return refused({ code: 'stripe_refuses' });
  switch (state) {
    case 'succeeded':
    case 'returned':
      return done({ kind: 'paid', paymentId });
    case 'processing':
    case 'verifying':
      return done({ kind: 'processing', paymentId });
    case 'failed':
      return done({ kind: 'declined', paymentId });
    case 'canceled':
      // It never reached the bank: the final check forbade it.
      return refused({ code: 'changed' });
    case 'claimed':
    case 'session_open':
    case 'confirming':
    case 'authenticating':
    case 'unknown':
      return done({ kind: 'unknown', paymentId });
    default:
      return state satisfies never;
  }
}
