import { DONE, type Outcome, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { recordDisputes } from '../disputes/record-disputes.ts';
import { recordRefunds } from '../refunds/record-refunds.ts';

/**
 * Records what was refunded and disputed of a payment that nobody knew here while it happened. A dispute that cannot be
 * throws, so that the job is retried, and is shown to a person in the end.
 */
export async function recordRefundsAndDisputes(
  ctx: Context,
  { paymentId }: { readonly paymentId: string },
): Promise<Outcome<null>> {
  const refunds = await recordRefunds(ctx, paymentId);
  const disputes = await recordDisputes(ctx, paymentId);
  if (disputes.anomaly !== null) throw new Error(disputes.anomaly);
  return refunds.known && disputes.known ? DONE : STRIPE_UNAVAILABLE;
}
