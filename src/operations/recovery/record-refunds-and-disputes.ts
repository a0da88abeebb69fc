import { DONE, type Outcome, refused, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { recordDisputes } from '../disputes/record-disputes.ts';
import { recordRefunds } from '../refunds/record-refunds.ts';

/**
 * Records what was refunded and disputed of a payment that nobody knew here while it happened. A dispute that cannot be
 * throws, so that the job is retried, and is shown to a person in the end. Refused where Stripe refuses
 * the key or the account, which is on record and told: there is more to know once they are mended.
 */
export async function recordRefundsAndDisputes(
  ctx: Context,
  { paymentId }: { readonly paymentId: string },
): Promise<Outcome<null>> {
  const refunds = await recordRefunds(ctx, paymentId);
  const disputes = await recordDisputes(ctx, paymentId);
  if (disputes.anomaly !== null) throw new Error(disputes.anomaly);
  if (refunds.known && disputes.known) return DONE;
  const isRefused = refunds.isRefused === true || disputes.isRefused === true;
  return isRefused ? refused({ code: 'stripe_refuses' }) : STRIPE_UNAVAILABLE;
}
