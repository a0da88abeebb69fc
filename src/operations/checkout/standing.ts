import type { Slot } from '../../db/queries/cart.ts';
import type { Context } from '../core/context.ts';
import { CLAIM_ABANDONED_MS } from '../facts/payment-timing.ts';

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
