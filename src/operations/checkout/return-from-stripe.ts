import { eq } from 'drizzle-orm';
import { merchants, payments, paymentTargets } from '../../db/schema/index.ts';
import { takeAsking, takePaymentCheck } from '../../db/writes/checks.ts';
import { isOpen, type PaymentState } from '../../domain/payment/state.ts';
import type { Context } from '../core/context.ts';
import { pollEvery } from '../facts/payment-timing.ts';
import { recordOutcome } from '../payments/record-outcome.ts';

export type Returned = {
  readonly invoiceId: string;
  readonly outcome: 'succeeded' | 'processing' | 'failed' | 'open' | 'unknown';
  /** Who sends the receipt of this merchant's payments. */
  readonly receiptsBy: 'quittance' | 'stripe';
  /** What the payer was told of what the link keeps; null where it keeps nothing. */
  readonly saysOfKeeping: 'announced' | 'if_asked' | null;
};

/**
 * The payer returns from Stripe: the outcome is recorded as a webhook would do it, so that the page is right even if no
 * webhook ever comes. A payment that is over is not retrieved again.
 */
export async function returnFromStripe(ctx: Context, paymentId: string): Promise<Returned | null> {
  const [row] = await ctx.db
    .select({
      state: payments.state,
      checkAt: payments.checkAt,
      askedAt: payments.askedAt,
      invoiceId: paymentTargets.invoiceId,
      receiptsBy: merchants.receiptsBy,
      linkTerms: payments.linkTerms,
    })
    .from(payments)
    .innerJoin(paymentTargets, eq(paymentTargets.paymentId, payments.id))
    .innerJoin(merchants, eq(merchants.id, payments.merchantId))
    .where(eq(payments.id, paymentId))
    .limit(1);
  if (row === undefined) return null;
  const { invoiceId, receiptsBy, linkTerms } = row;
  const saysOfKeeping = linkTerms?.keeps ?? null;
  const recorded =
    isOpen(row.state) && (await mayAsk(ctx, paymentId, row))
      ? await recordOutcome(ctx, paymentId)
      : { state: row.state, known: true };
  const returned = (outcome: Returned['outcome']): Returned => ({
    invoiceId,
    receiptsBy,
    saysOfKeeping,
    outcome,
  });
  switch (recorded.state) {
    case 'succeeded':
    case 'returned':
      return returned('succeeded');
    case 'processing':
    case 'verifying':
      return returned('processing');
    case 'failed':
    case 'canceled':
      return returned('failed');
    case 'claimed':
    case 'session_open':
    case 'confirming':
    case 'authenticating':
    case 'unknown':
      return returned(recorded.known ? 'open' : 'unknown');
  }
}

/** However often the page is opened, Stripe is asked once in this time; in between it shows what D1 knows. */
const ASK_EVERY_MS = 3000;
/** A debit takes days: reloading the page must not ask Stripe each time. */
const ASK_ABOUT_DEBIT_EVERY_MS = 60_000;

type Asked = {
  readonly state: PaymentState;
  readonly checkAt: number | null;
  readonly askedAt: number | null;
};

async function mayAsk(ctx: Context, id: string, { state, checkAt, askedAt }: Asked): Promise<boolean> {
  const now = ctx.now();
  if (state !== 'processing' && state !== 'verifying') {
    const before = now - ASK_EVERY_MS;
    return (askedAt === null || askedAt <= before) && takeAsking(ctx.db, { id, now, before });
  }
  const next = now + pollEvery(state);
  if ((checkAt ?? 0) > next - ASK_ABOUT_DEBIT_EVERY_MS) return false;
  return takePaymentCheck(ctx.db, { id, dueBy: next - ASK_ABOUT_DEBIT_EVERY_MS, next });
}
