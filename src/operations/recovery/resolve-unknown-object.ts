import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Append } from '../../db/commit.ts';
import { connections, invoices, unknownObjectInvoices, unknownObjects } from '../../db/schema/index.ts';
import { headIn, selectHeads } from '../../db/streams.ts';
import { CONFLICT, type Context, commitChange, decided, retryOnConflict } from '../core/context.ts';

/**
 * Resolves an unknown object: its payment was adopted, or a person has reviewed it. Its invoices are unfrozen, unless
 * another unknown object holds them, and are due for a check.
 */
export async function resolveUnknownObject(
  ctx: Context,
  connectionId: string,
  paymentId: string,
  { by }: { readonly by: string },
): Promise<void> {
  await retryOnConflict(ctx, async () => {
    const mine = and(
      eq(unknownObjects.connectionId, connectionId),
      eq(unknownObjects.paymentId, paymentId),
      isNull(unknownObjects.resolvedAt),
    );
    const [[object], named] = await ctx.db.batch([
      ctx.db
        .select({ merchantId: connections.merchantId })
        .from(unknownObjects)
        .innerJoin(connections, eq(connections.id, unknownObjects.connectionId))
        .where(mine),
      ctx.db
        .select({ id: unknownObjectInvoices.invoiceId })
        .from(unknownObjectInvoices)
        .where(
          and(
            eq(unknownObjectInvoices.connectionId, connectionId),
            eq(unknownObjectInvoices.paymentId, paymentId),
          ),
        ),
    ]);
    if (object === undefined) return decided(null);
    const at = ctx.now();
    const resolution = ctx.db.update(unknownObjects).set({ resolvedAt: at }).where(mine);
    const [first, ...others] = named.map(({ id }) => id);
    if (first === undefined) {
      await resolution;
      return decided(null);
    }
    const ids = [first, ...others];
    const heads = await selectHeads(ctx.db, 'invoice', ids);
    const entry = (id: string): Append => ({
      stream: { type: 'invoice', id },
      head: headIn(heads, id),
      type: 'unknown_object_settled',
      data: { paymentId, by },
    });
    const before = heads.reduce((sum, { seq }) => sum + seq, 0);
    const committed = await commitChange(ctx, {
      merchantId: object.merchantId,
      commandId: `settle_unknown/${paymentId}/${before + 1}`,
      at,
      appends: [entry(first), ...others.map(entry)],
      rows: [
        resolution,
        ctx.db
          .update(invoices)
          .set({ frozenAt: null, nextCheckAt: sql`iif(${invoices.nextCheckAt} is null, null, ${at})` })
          .where(and(inArray(invoices.id, ids), sql`not exists (${HELD_BY_ANOTHER})`)),
      ],
      effects: [],
      result: null,
    });
    return committed.kind === 'committed' ? decided(null) : CONFLICT;
  });
}

const HELD_BY_ANOTHER = sql`select 1 from unknown_object_invoices named
  join unknown_objects object on object.connection_id = named.connection_id and object.payment_id = named.payment_id
  where named.invoice_id = ${invoices.id} and object.resolved_at is null`;
