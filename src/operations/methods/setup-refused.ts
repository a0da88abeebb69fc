import { LOST_RACE, type Outcome, refused } from '../../domain/outcome.ts';
import type { RefusedCall } from '../../domain/stripe-refusal.ts';
import type { Context } from '../core/context.ts';
import { endRefusals } from '../refusals/end-refusals.ts';
import { recordRefusal } from '../refusals/record-refusal.ts';
import type { SetupRow } from './claim-setup.ts';
import { syncMethods } from './sync-methods.ts';

/**
 * Stripe refuses for good to put a method on file or to verify it: the business is told, and the customer hears so. A
 * customer that was deleted at Stripe is forgotten, so that the next attempt makes a new one.
 */
export async function setupRefused(
  ctx: Context,
  { customerId, connectionId }: SetupRow,
  refusal: RefusedCall,
): Promise<Outcome<never>> {
  if (refusal.code === 'resource_missing') {
    const synced = await syncMethods(ctx, { customerId, connectionId });
    if (synced.kind === 'done' && synced.value === 'no_customer') return LOST_RACE;
  }
  await recordRefusal(ctx, { customerId, connectionId, invoiceId: null, refusal, wanted: 'setup' });
  return refused({ code: 'stripe_refuses' });
}

/** Stripe takes it again. */
export const endSetupRefused = (ctx: Context, setup: SetupRow): Promise<void> =>
  endRefusals(
    ctx,
    setup.merchantId,
    [
      { type: 'customer', id: setup.customerId },
      { type: 'connection', id: setup.connectionId },
    ],
    'setup',
  );
