import { and, eq } from 'drizzle-orm';
import { customers } from '../../db/schema/index.ts';
import { storeApiSignIn } from '../../db/writes/portal-sessions.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { SIGN_IN_LIFE_MS } from './timing.ts';

type Ask = {
  readonly customerId: string;
  readonly signInId: string;
  /** The key that asks: what it opens ends when it is revoked. */
  readonly apiKeyId: string;
};

/**
 * The business opens the portal for a user of its own: a link that signs in once, for this customer alone, within 15
 * minutes. A retry with the same id returns the same link. Rejects with `not_found` and `caller_over`.
 */
export async function openPortalFor(
  ctx: Context,
  { scope, ...ask }: Scoped<Ask>,
): Promise<Outcome<{ readonly url: string; readonly expiresAt: number }>> {
  const [customer] = await ctx.db
    .select({ id: customers.id, erasedAt: customers.erasedAt })
    .from(customers)
    .where(
      and(
        eq(customers.id, ask.customerId),
        eq(customers.merchantId, scope.merchantId),
        eq(customers.livemode, scope.livemode),
      ),
    );
  if (customer === undefined) return refused({ code: 'not_found', what: 'customer' });
  if (customer.erasedAt !== null) return refused({ code: 'customer_erased' });
  const now = ctx.now();
  const stored = await storeApiSignIn(ctx.db, {
    id: ask.signInId,
    livemode: scope.livemode,
    customerId: customer.id,
    apiKeyId: ask.apiKeyId,
    requestedAt: now,
    expiresAt: now + SIGN_IN_LIFE_MS,
  });
  if (stored === undefined) return refused({ code: 'not_found', what: 'customer' });
  const { requestedAt, expiresAt } = stored;
  if (expiresAt === requestedAt) return refused({ code: 'caller_over' });
  const url = await ctx.links.url('sign_in', { id: ask.signInId, version: 1 });
  return done({ url, expiresAt });
}
