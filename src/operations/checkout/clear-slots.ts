import { type Cart, holdsSlot, type Slot } from '../../db/queries/cart.ts';
import type { Context } from '../core/context.ts';
import { linkTermsOf } from '../facts/link-terms.ts';
import { CLAIM_ABANDONED_MS } from '../facts/payment-timing.ts';
import type { ClaimTarget } from '../payments/commit-claim.ts';
import { canStillSucceed, expireSession } from '../payments/expire-session.ts';
import type { Order } from './order.ts';

/** The result of clearing the slots for one payment. */
export type Cleared =
  | { readonly kind: 'free' }
  /** A session for exactly this order is already open: it is reused. */
  | { readonly kind: 'same'; readonly slot: Slot }
  /** The slot's payment was closed: everything has to be read again. */
  | { readonly kind: 'cleared' }
  /** Another request is creating a session, or charging a method, right now. */
  | { readonly kind: 'wait' | 'busy' }
  | { readonly kind: 'stripe_unavailable' };

/**
 * Frees the slots that a payment needs: open sessions for these invoices, from any entrance, are expired, and count as
 * over only once Stripe says so. Money that has begun to move is never stopped, and nobody ends a session whose payer, at
 * the other entrance or for another customer, is authenticating.
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
  if (cart.slots.some((held) => isAuthenticatingElsewhere(cart, held, order))) return { kind: 'busy' };
  for (const { id } of cart.slots) {
    if (!(await closeSession(ctx, id))) return { kind: 'stripe_unavailable' };
  }
  return { kind: 'cleared' };
}

/**
 * Closes a payment that holds a slot. True if it is over or its money has begun to move; the caller reads again to find
 * out.
 */
export async function closeSession(ctx: Context, paymentId: string): Promise<boolean> {
  const state = await expireSession(ctx, paymentId);
  return !canStillSucceed(state) || state === 'processing' || state === 'verifying';
}

/** Whether its payer came by the other entrance, or is another customer, and is authenticating at their bank. */
const isAuthenticatingElsewhere = (
  { customer }: Cart,
  { state, via, customerId }: Slot,
  { from }: Order,
): boolean => state === 'authenticating' && (via !== from.via || customerId !== customer.id);

/**
 * Whether a slot's session can be reused: same payer, same entrance, the merchant's current account, exactly these invoices,
 * versions and amounts, and the slot of each. While its payer authenticates, the other entrance reuses it as well.
 */
function isSame(cart: Cart, slot: Slot, order: Order, targets: readonly ClaimTarget[]): boolean {
  if (order.methodId !== null) return false;
  // Stripe's page shows what its customer has on file there.
  if (slot.customerId !== cart.customer.id) return false;
  if (slot.via !== order.from.via && !isAuthenticatingElsewhere(cart, slot, order)) return false;
  if (slot.connectionId !== cart.connection?.id || slot.targets.length !== targets.length) return false;
  if (slot.total !== targets.reduce((sum, { amount }) => sum + amount, 0)) return false;
  // What its payer was told there is not what holds now.
  if (slot.linkTerms !== null && slot.linkTerms.keeps !== linkTermsOf({}, cart)?.keeps) return false;
  return targets.every(
    ({ invoice, amount }) =>
      holdsSlot(slot, invoice.id) &&
      slot.targets.some(
        (held) => held.invoiceId === invoice.id && held.version === invoice.version && held.amount === amount,
      ),
  );
}

/** The state of a payment that holds a slot, as seen by another payment that needs it. */
export type Standing =
  /** Money is on its way, which takes days and is never stopped. */
  | 'moving'
  /** A method on file is being charged: its worker finishes that, or the sweep cancels it. */
  | 'charging'
  /** Another worker is creating its session right now, unless it died. */
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
      throw new Error('slot held by a closed payment');
    default:
      return state satisfies never;
  }
}
