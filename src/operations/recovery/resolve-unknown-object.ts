import { and, eq, isNull } from 'drizzle-orm';
import { connections, unknownObjectInvoices, unknownObjects } from '../../db/schema/index.ts';
import { selectHeads } from '../../db/streams.ts';
import { markResolved } from '../../db/writes/findings.ts';
import { CONFLICT, type Context, commitChange, decided, retryOnConflict } from '../core/context.ts';
import { settlement } from './settlement.ts';

/**
 * Resolves an unknown object: its payment was adopted, or Stripe can be asked about it again. Its invoices are unfrozen,
 * unless another unknown object holds them, and are due for a check.
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
    const ids = named.map(({ id }) => id);
    const heads = await selectHeads(ctx.db, 'invoice', ids);
    const { appends, rows } = settlement(
      ctx,
      { connectionId, paymentId, invoiceIds: ids, heads },
      { by, at },
    );
    const [first, ...others] = appends;
    if (first === undefined) {
      await markResolved(ctx.db, { connectionId, paymentId, at });
      return decided(null);
    }
    const before = heads.reduce((sum, { seq }) => sum + seq, 0);
    const committed = await commitChange(ctx, {
      merchantId: object.merchantId,
      commandId: `settle_unknown/${paymentId}/${before + 1}`,
      at,
      appends: [first, ...others],
      rows,
      effects: [],
      result: null,
    });
    return committed.kind === 'committed' ? decided(null) : CONFLICT;
  });
}
