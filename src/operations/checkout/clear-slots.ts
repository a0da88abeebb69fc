import type { ToPay } from '../../db/queries/portal-pay.ts';
import type { Context } from '../core/context.ts';
import { CLAIM_ABANDONED_MS } from '../facts/payment-timing.ts';
import { canStillSucceed, expireSession } from '../payments/expire-session.ts';

type Wanted = { readonly invoiceId: string; readonly version: number; readonly amount: number };

/** What stands in the way of one payment for several invoices. */
export type Room =
  /** Every slot is free. */
  | { readonly kind: 'free' }
  /** A payment that is for exactly the same is open already: it is gone on with. */
  | { readonly kind: 'same'; readonly paymentId: string }
  /** Money is on its way for one of them. */
  | { readonly kind: 'processing'; readonly invoiceId: string }
  /** Room was made, or somebody is making a session this moment: look again. */
  | { readonly kind: 'cleared' | 'wait' }
  | { readonly kind: 'stripe_unavailable' };

/**
 * Makes room for a payment: sessions that are open for these invoices, whoever began them, are expired and believed
 * to be over only when Stripe says so. What has begun to move is never stopped.
 */
export async function clearSlots(ctx: Context, read: ToPay, wanted: readonly Wanted[]): Promise<Room> {
  const [first] = read.taken;
  if (first === undefined) return { kind: 'free' };
  if (isSame(read, first.paymentId, wanted)) return { kind: 'same', paymentId: first.paymentId };
  const moving = read.taken.find(({ state }) => ['processing', 'verifying', 'confirming'].includes(state));
  if (moving !== undefined) return { kind: 'processing', invoiceId: moving.invoiceId };
  const now = ctx.now();
  const isYoung = read.taken.some(
    ({ state, claimedAt }) => state === 'claimed' && now < claimedAt + CLAIM_ABANDONED_MS,
  );
  if (isYoung) return { kind: 'wait' };
  for (const paymentId of new Set(read.taken.map((slot) => slot.paymentId))) {
    const state = await expireSession(ctx, paymentId);
    // What is moving now is found so when it is read again; anything else that is open could not be stopped.
    if (canStillSucceed(state) && state !== 'processing' && state !== 'verifying') {
      return { kind: 'stripe_unavailable' };
    }
  }
  return { kind: 'cleared' };
}

/** Whether the payment is a session from the portal over these invoices, versions and amounts, and no others. */
function isSame(read: ToPay, paymentId: string, wanted: readonly Wanted[]): boolean {
  const slot = read.taken.find((taken) => taken.paymentId === paymentId);
  const held = read.heldTargets.filter((target) => target.paymentId === paymentId);
  if (slot?.via !== 'portal' || slot.flow !== 'session' || slot.state !== 'session_open') return false;
  if (read.taken.length !== wanted.length || held.length !== wanted.length) return false;
  return wanted.every(({ invoiceId, version, amount }) =>
    held.some(
      (target) =>
        target.invoiceId === invoiceId && target.invoiceVersion === version && target.amount === amount,
    ),
  );
}
