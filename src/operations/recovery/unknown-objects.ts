import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { connections, unknownObjects } from '../../db/schema/index.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { resolveUnknownObject } from './resolve-unknown-object.ts';

const MOST = 200;

export type UnknownView = {
  readonly connectionId: string;
  readonly paymentId: string;
  readonly stripeId: string;
  readonly invoiceId: string | null;
  readonly reason: string;
  readonly foundAt: number;
};

const ofMerchant = (ctx: Context, { merchantId, livemode }: Scope) =>
  and(
    isNull(unknownObjects.resolvedAt),
    inArray(
      unknownObjects.connectionId,
      ctx.db
        .select({ id: connections.id })
        .from(connections)
        .where(and(eq(connections.merchantId, merchantId), eq(connections.livemode, livemode))),
    ),
  );

/**
 * Quarantined objects at Stripe, whose metadata claims a payment of the merchant that is not known here, oldest first.
 */
export const listUnknownObjects = async (
  ctx: Context,
  { scope }: Scoped<unknown>,
): Promise<Outcome<readonly UnknownView[]>> =>
  done(
    await ctx.db
      .select()
      .from(unknownObjects)
      .where(ofMerchant(ctx, scope))
      .orderBy(asc(unknownObjects.foundAt))
      .limit(MOST),
  );

/**
 * A person dismisses an unknown object: its invoice is unfrozen, unless another one holds it. Its money at Stripe stays
 * unexplained in the reconciliation. Rejects with `not_found`.
 */
export async function dismissUnknownObject(
  ctx: Context,
  { scope, paymentId, by }: Scoped<{ readonly paymentId: string; readonly by: string }>,
): Promise<Outcome<UnknownView>> {
  const [found] = await ctx.db
    .select()
    .from(unknownObjects)
    .where(and(ofMerchant(ctx, scope), eq(unknownObjects.paymentId, paymentId)));
  if (found === undefined) return refused({ code: 'not_found', what: 'payment' });
  await resolveUnknownObject(ctx, found.connectionId, paymentId, { by });
  return done(found);
}
