import type { StripeResult } from '../../adapters/stripe/port-result.ts';
import type { PaymentSnapshot } from '../../db/queries/payment.ts';
import { chargeOf, isAboutAccess, type RefusedCall, type RefusedFor } from '../../domain/stripe-refusal.ts';
import type { Context } from '../core/context.ts';
import { endRefusals } from '../refusals/end-refusals.ts';
import { recordRefusal } from '../refusals/record-refusal.ts';

/** Stripe refuses something about a payment that is open: it stays so, and the business is told what to mend. */
export function recordRefused(
  ctx: Context,
  { payment, targets }: PaymentSnapshot,
  refusal: RefusedCall,
  wanted: RefusedFor,
): Promise<void> {
  const { connectionId, customerId } = payment;
  const invoiceId = targets[0]?.invoice.id ?? null;
  return recordRefusal(ctx, { connectionId, customerId, invoiceId, refusal, wanted });
}

/** What Stripe answered to closing a payment. One that is over already is refused as well, which is no news. */
export async function noteClosing(
  ctx: Context,
  snapshot: PaymentSnapshot,
  answer: StripeResult<unknown>,
): Promise<void> {
  if (answer.kind === 'ok') await end(ctx, snapshot, 'close');
  if (answer.kind === 'refused' && isAboutAccess(answer)) await recordRefused(ctx, snapshot, answer, 'close');
}

/** Stripe lets a payment be read again. */
export const endReadingRefused = (ctx: Context, snapshot: PaymentSnapshot): Promise<void> =>
  end(ctx, snapshot, 'reading');

/** Stripe takes a charge again; that of a card says nothing of accounts. */
export async function endChargeRefused(ctx: Context, snapshot: PaymentSnapshot): Promise<void> {
  await end(ctx, snapshot, 'charge');
  await end(ctx, snapshot, chargeOf(snapshot.methodType));
}

async function end(
  ctx: Context,
  { payment, targets, refusals }: PaymentSnapshot,
  wanted: RefusedFor,
): Promise<void> {
  if (refusals === 0) return;
  await endRefusals(
    ctx,
    payment.merchantId,
    [
      { type: 'connection', id: payment.connectionId },
      ...targets.map(({ invoice }) => ({ type: 'invoice', id: invoice.id }) as const),
    ],
    wanted,
  );
}
