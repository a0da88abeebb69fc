import { eq } from 'drizzle-orm';
import { merchants, payments, paymentTargets } from '../../db/schema/index.ts';
import { isOpen } from '../../domain/payment/state.ts';
import type { Context } from '../context.ts';
import { recordOutcome } from './record-outcome.ts';

export type Returned = {
  readonly invoiceId: string;
  readonly outcome: 'succeeded' | 'processing' | 'failed' | 'open' | 'unknown';
  /** Who sends the receipt of this merchant's payments. */
  readonly receiptsBy: 'quittance' | 'stripe';
};

/**
 * A payer comes back from Stripe: the same door as the webhook's is taken, so that the page tells the truth
 * even where no webhook ever comes. A payment that is over is not asked for again.
 */
export async function returnFromStripe(ctx: Context, paymentId: string): Promise<Returned | null> {
  const [row] = await ctx.db
    .select({ state: payments.state, invoiceId: paymentTargets.invoiceId, receiptsBy: merchants.receiptsBy })
    .from(payments)
    .innerJoin(paymentTargets, eq(paymentTargets.paymentId, payments.id))
    .innerJoin(merchants, eq(merchants.id, payments.merchantId))
    .where(eq(payments.id, paymentId))
    .limit(1);
  if (row === undefined) return null;
  const { invoiceId, receiptsBy } = row;
  const recorded = isOpen(row.state)
    ? await recordOutcome(ctx, paymentId)
    : { state: row.state, known: true };
  const told = (outcome: Returned['outcome']): Returned => ({ invoiceId, receiptsBy, outcome });
  switch (recorded.state) {
    case 'succeeded':
    case 'returned':
      return told('succeeded');
    case 'processing':
    case 'verifying':
      return told('processing');
    case 'failed':
    case 'canceled':
      return told('failed');
    case 'claimed':
    case 'session_open':
    case 'confirming':
    case 'authenticating':
    case 'unknown':
      return told(recorded.known ? 'open' : 'unknown');
  }
}
