import type { Cart, Slot } from '../../db/queries/cart.ts';
import type { Context } from '../core/context.ts';
import { CLAIM_ABANDONED_MS } from '../facts/payment-timing.ts';
import type { ClaimTarget } from '../payments/commit-claim.ts';
import { canStillSucceed, expireSession } from '../payments/expire-session.ts';
import type { Order } from './order.ts';

/** What stood in the way of one payment for these invoices. */
export type Cleared =
  | { readonly kind: 'free' }
  /** A session that is for exactly this is open already: it is gone on with. */
  | { readonly kind: 'same'; readonly slot: Slot }
  /** It was closed: everything is read again. */
  | { readonly kind: 'cleared' }
  /** Somebody is making a session, or charging a method, this moment. */
  | { readonly kind: 'wait' | 'busy' }
  | { readonly kind: 'stripe_unavailable' };

/**
 * Frees the slots that a payment needs: sessions that are open for these invoices, whoever began them, are expired and
 * believed to be over only when Stripe says so. What has begun to move is never stopped.
 */
export async function clearSlots(
  ctx: Context,
  cart: Cart,
  order: Order,
  targets: readonly ClaimTarget[],
): Promise<Cleared> {
  const standings = cart.slots.map((slot) => standing(ctx, slot));
  if (standings.includes('charging')) return { kind: 'busy' };
  if (standings.includes('being_made')) return { kind: 'wait' };
  const [slot, another] = cart.slots;
  if (slot === undefined) return { kind: 'free' };
  if (another === undefined && isSame(cart, slot, order, targets)) return { kind: 'same', slot };
  for (const { id } of cart.slots) {
    if (!(await closeSession(ctx, id))) return { kind: 'stripe_unavailable' };
  }
  return { kind: 'cleared' };
}

/** Closes what stands in the way. True where it is over, or where money came to move, which is found by reading again. */
export async function closeSession(ctx: Context, paymentId: string): Promise<boolean> {
  const state = await expireSession(ctx, paymentId);
  return !canStillSucceed(state) || state === 'processing' || state === 'verifying';
}

/**
 * Whether it is a session of this entrance, to which it leads back, into the account that is the merchant's now, and
 * over these invoices, versions and amounts and no others.
 */
function isSame(cart: Cart, slot: Slot, order: Order, targets: readonly ClaimTarget[]): boolean {
  if (order.methodId !== null || slot.via !== order.from.via) return false;
  if (slot.connectionId !== cart.connection?.id || slot.targets.length !== targets.length) return false;
  if (slot.total !== targets.reduce((sum, { amount }) => sum + amount, 0)) return false;
  return targets.every(({ invoice, amount }) =>
    slot.targets.some(
      (held) => held.invoiceId === invoice.id && held.version === invoice.version && held.amount === amount,
    ),
  );
}

/** How a payment that holds a slot stands in the way of another. */
export type Standing =
  /** Money is on its way, which takes days and is never stopped. */
  | 'moving'
  /** A method on file is being charged: who claimed that finishes it, or the sweep cancels it. */
  | 'charging'
  /** Somebody is making its session this moment, unless that worker died. */
  | 'being_made'
  /** It waits for its payer at Stripe. */
  | 'waiting';

export function standing(ctx: Context, { state, flow, claimedAt }: Slot): Standing {
  switch (state) {
    case 'processing':
    case 'verifying':
      return 'moving';
    case 'confirming':
      return 'charging';
    case 'claimed':
      if (flow === 'intent') return 'charging';
      return ctx.now() < claimedAt + CLAIM_ABANDONED_MS ? 'being_made' : 'waiting';
    case 'unknown':
    case 'session_open':
    case 'authenticating':
      return flow === 'intent' ? 'charging' : 'waiting';
    case 'succeeded':
    case 'failed':
    case 'canceled':
    case 'returned':
      throw new Error('a closed payment holds a slot');
    default:
      return state satisfies never;
  }
}
