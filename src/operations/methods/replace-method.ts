import { eq } from 'drizzle-orm';
import type { Effect } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import { paymentMethods } from '../../db/schema/index.ts';
import { REMOVING } from '../../domain/methods/follow.ts';
import { type Context, effect } from '../core/context.ts';
import type { SetupSnapshot } from './change-setup.ts';

type Replaced = { readonly rows: readonly Statement[]; readonly effects: readonly Effect[] };
const NOTHING: Replaced = { rows: [], effects: [] };

/**
 * Replaces the card that a set-up was begun for: the new one takes its place in the order, its lead too, and the old one
 * is removed after that. For the commit on the customer's stream that ends the set-up, after the new card was
 * synced.
 */
export function replaceMethod(
  ctx: Context,
  { setup, methods }: SetupSnapshot,
  stripePaymentMethodId: string | null,
): Replaced {
  const old = methods.find(({ id, state }) => id === setup.replaces && state !== 'detached');
  const fresh = methods.find((method) => method.stripePaymentMethodId === stripePaymentMethodId);
  if (old === undefined || fresh?.state !== 'usable' || fresh.id === old.id) return NOTHING;
  const at = ctx.now();
  const isDefault = old.isDefault || fresh.isDefault;
  return {
    // The old one first: two may not be the default at once.
    rows: [
      ctx.db
        .update(paymentMethods)
        .set({
          state: 'unusable',
          stateReason: REMOVING,
          isDefault: false,
          position: fresh.position,
          updatedAt: at,
        })
        .where(eq(paymentMethods.id, old.id)),
      ctx.db
        .update(paymentMethods)
        .set({
          isDefault,
          position: old.position,
          paidAt: latest(old.paidAt, fresh.paidAt),
          defaultSetAt: latest(old.defaultSetAt, fresh.defaultSetAt),
          updatedAt: at,
        })
        .where(eq(paymentMethods.id, fresh.id)),
    ],
    effects: [effect(ctx, 'remove_method', { methodId: old.id })],
  };
}

const latest = (a: number | null, b: number | null): number | null =>
  a !== null && (b === null || a > b) ? a : b;
