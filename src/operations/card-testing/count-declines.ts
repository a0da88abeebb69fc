import { eq } from 'drizzle-orm';
import type { StripePort } from '../../adapters/stripe/port.ts';
import type { FailedCard } from '../../adapters/stripe/port-intents.ts';
import type { StripeResult } from '../../adapters/stripe/port-result.ts';
import type { Counted } from '../../db/queries/decline-counts.ts';
import type { PaymentSnapshot } from '../../db/queries/payment.ts';
import { cardDeclines } from '../../db/schema/index.ts';
import { storeDeclines } from '../../db/writes/card-declines.ts';
import { DECLINES_COUNT_FOR_MS } from '../../domain/payment/card-testing.ts';
import type { Context } from '../core/context.ts';
import { endRefusals } from '../refusals/end-refusals.ts';
import { recordRefusal } from '../refusals/record-refusal.ts';

/** Whose declines are counted where a payment's are: the link's only where it was by link. */
export const countedFor = ({ payment, targets }: PaymentSnapshot): Counted => ({
  merchantId: payment.merchantId,
  livemode: payment.livemode,
  customerId: payment.customerId,
  invoiceId: payment.via === 'link' ? (targets[0]?.invoice.id ?? null) : null,
});

/**
 * Stores each card that was refused on a payment's page at Stripe, by Stripe's charges: events are lost, doubled and out
 * of order, and one that is late tells of several attempts. An attempt without a charge never reached a bank, so it told
 * nobody whether a card is good. False where nothing is new.
 */
export async function countDeclines(
  ctx: Context,
  stripe: StripePort,
  snapshot: PaymentSnapshot,
  { intentId, latest }: { readonly intentId: string; readonly latest: FailedCard | null },
): Promise<boolean> {
  const known = await ctx.db
    .select({ chargeId: cardDeclines.chargeId })
    .from(cardDeclines)
    .where(eq(cardDeclines.chargeId, latest?.chargeId ?? ''));
  if (known.length > 0) return false;
  const listed = await stripe.listFailedCards(intentId);
  await noteListing(ctx, snapshot, listed);
  const now = ctx.now();
  // The next look asks again: a card that was stored by itself would hide those before it.
  if (listed.kind === 'unknown') return false;
  // Where a key may not read the list, what was retrieved with the payment counts alone.
  const failed = listed.kind === 'ok' ? listed.value : latest === null ? [] : [latest];
  const counting = failed.filter(({ failedAt }) => failedAt > now - DECLINES_COUNT_FOR_MS);
  const of = countedFor(snapshot);
  await storeDeclines(
    ctx.db,
    counting.map((charge) => ({
      ...of,
      chargeId: charge.chargeId,
      declinedAt: Math.min(charge.failedAt, now),
    })),
  );
  return counting.length > 0;
}

/** A key that may not list charges counts fewer cards than were tried: its business has to know. */
async function noteListing(
  ctx: Context,
  { payment, refusals }: PaymentSnapshot,
  listed: StripeResult<unknown>,
): Promise<void> {
  const { merchantId, connectionId, customerId } = payment;
  if (listed.kind === 'refused') {
    const about = { connectionId, customerId, invoiceId: null };
    await recordRefusal(ctx, { ...about, refusal: listed, wanted: 'declines' });
  }
  if (listed.kind === 'ok' && refusals > 0) {
    await endRefusals(ctx, merchantId, [{ type: 'connection', id: connectionId }], 'declines');
  }
}
