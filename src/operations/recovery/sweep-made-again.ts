import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { isActive } from '../../db/queries/active-connection.ts';
import { someRow } from '../../db/queries/waiting-parts.ts';
import { connections, unknownObjectNames, unknownObjects } from '../../db/schema/index.ts';
import { mayBeginUnit, reserving, UNIT } from '../core/budget.ts';
import type { Context } from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import { matchListed } from './match-listed.ts';

const AT_ONCE = 20;

/** An invoice that was lost is here again under its name, as a schedule makes it, and was issued after the object was last tried. */
const NAMES_ONE_MADE_AGAIN = sql`exists (select 1 from unknown_object_names named
  join invoices again on again.id = named.invoice_id
  where named.connection_id = ${unknownObjects.connectionId} and named.payment_id = ${unknownObjects.paymentId}
    and again.merchant_id = ${connections.merchantId} and again.livemode = ${connections.livemode}
    and again.finalized_at >= coalesce(${unknownObjects.triedAt}, 0))`;

const selectMadeAgain = (ctx: Context) =>
  ctx.db
    .select({ connection: connections, stripeId: unknownObjects.stripeId })
    .from(unknownObjects)
    .innerJoin(connections, eq(connections.id, unknownObjects.connectionId))
    .where(
      and(
        isNull(unknownObjects.resolvedAt),
        isActive,
        eq(connections.livemode, ctx.livemode),
        NAMES_ONE_MADE_AGAIN,
      ),
    )
    .orderBy(asc(unknownObjects.foundAt))
    .limit(AT_ONCE);

/** Whether an invoice may have been made again. */
export const madeAgainWait = () => someRow(unknownObjectNames, sql`${unknownObjectNames.invoiceId} > ''`);

/**
 * Puts back what was paid for invoices that were lost with a restored database and have been made again since. They came frozen,
 * so that nothing is charged for them until this is done.
 */
export async function sweepMadeAgain(ctx: Context): Promise<void> {
  for (const { connection, stripeId } of await selectMadeAgain(ctx)) {
    if (!mayBeginUnit()) return;
    try {
      await reserving(UNIT, async () => {
        const stripe = await ctx.stripe(connection.account);
        const found = await stripe.findListed(stripeId);
        if (found.kind === 'ok') await matchListed(ctx, connection, found.value, { again: true });
        else ctx.log('made_again_not_found', { connectionId: connection.id, stripeId, why: found.kind });
      });
    } catch (error) {
      ctx.log('made_again_failed', { connectionId: connection.id, stripeId, ...describeError(error) });
    }
  }
}
