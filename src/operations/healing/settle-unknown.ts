import { and, eq, isNull, sql } from 'drizzle-orm';
import { connections, invoices, unknownObjects } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { AGAIN, type Context, commitChange, done, untilCommitted } from '../context.ts';

/**
 * An unknown object is settled: its payment was adopted, or somebody has looked. Its invoice thaws, unless another
 * unknown object holds it, and is looked at again.
 */
export async function settleUnknown(
  ctx: Context,
  connectionId: string,
  paymentId: string,
  { by }: { readonly by: string },
): Promise<void> {
  await untilCommitted(ctx, async () => {
    const mine = and(
      eq(unknownObjects.connectionId, connectionId),
      eq(unknownObjects.paymentId, paymentId),
      isNull(unknownObjects.resolvedAt),
    );
    const [object] = await ctx.db
      .select({ invoiceId: unknownObjects.invoiceId, merchantId: connections.merchantId })
      .from(unknownObjects)
      .innerJoin(connections, eq(connections.id, unknownObjects.connectionId))
      .where(mine);
    if (object === undefined) return done(null);
    const at = ctx.now();
    const settled = ctx.db.update(unknownObjects).set({ resolvedAt: at }).where(mine);
    const { invoiceId, merchantId } = object;
    if (invoiceId === null) {
      await settled;
      return done(null);
    }
    const stream = { type: 'invoice', id: invoiceId } as const;
    const head = headOf(await selectHead(ctx.db, stream));
    const committed = await commitChange(ctx, {
      merchantId,
      commandId: `settle_unknown/${paymentId}/${head.seq + 1}`,
      at,
      appends: [{ stream, head, type: 'unknown_object_settled', data: { paymentId, by } }],
      rows: [
        settled,
        ctx.db
          .update(invoices)
          .set({ frozenAt: null, collectLookAt: sql`iif(${invoices.collectLookAt} is null, null, ${at})` })
          .where(
            and(
              eq(invoices.id, invoiceId),
              sql`not exists (select 1 from unknown_objects where invoice_id = ${invoiceId} and resolved_at is null)`,
            ),
          ),
      ],
      effects: [],
      result: null,
    });
    return committed.kind === 'committed' ? done(null) : AGAIN;
  });
}
