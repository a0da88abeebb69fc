import { and, eq, isNull, sql } from 'drizzle-orm';
import { invoices, unknownObjects } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { AGAIN, type Context, commitChange, done, untilCommitted } from '../context.ts';
import type { Connection } from '../inbox/verdict.ts';

/** An object at Stripe that says it is ours, about a payment that is not known here. */
export type UnknownObject = {
  readonly stripeId: string;
  /** What its metadata says; not believed. */
  readonly paymentId: string;
  readonly invoiceId: string | null;
  readonly reason: string;
};

type Met = { readonly isNew: boolean; readonly unknown: number };

/**
 * Puts an unknown object of ours on record, once, and freezes the invoice that it names, where it is one of this
 * connection's merchant: nothing is charged for it until somebody has looked. Tells whether it is new, and how many
 * payments that are not known here the connection has.
 */
export async function meetUnknown(ctx: Context, connection: Connection, object: UnknownObject): Promise<Met> {
  return untilCommitted<Met>(ctx, async () => {
    const { paymentId, stripeId, reason } = object;
    const stream = { type: 'invoice', id: object.invoiceId ?? '' } as const;
    const mine = and(
      eq(invoices.id, object.invoiceId ?? ''),
      eq(invoices.merchantId, connection.merchantId),
      eq(invoices.livemode, connection.livemode),
    );
    const [found, known, head] = await ctx.db.batch([
      ctx.db.select({ id: invoices.id, frozenAt: invoices.frozenAt }).from(invoices).where(mine),
      ctx.db
        .select({ paymentId: unknownObjects.paymentId })
        .from(unknownObjects)
        .where(and(eq(unknownObjects.connectionId, connection.id), isNull(unknownObjects.resolvedAt))),
      selectHead(ctx.db, stream),
    ]);
    if (known.some((row) => row.paymentId === paymentId))
      return done({ isNew: false, unknown: known.length });
    const [invoice] = found;
    const at = ctx.now();
    const record = ctx.db
      .insert(unknownObjects)
      .values({
        connectionId: connection.id,
        paymentId,
        stripeId,
        invoiceId: invoice?.id ?? null,
        reason,
        foundAt: at,
      })
      .onConflictDoUpdate({
        target: [unknownObjects.connectionId, unknownObjects.paymentId],
        set: { stripeId, reason, foundAt: at, resolvedAt: null },
      });
    if (invoice === undefined) {
      await record;
    } else {
      const committed = await commitChange(ctx, {
        merchantId: connection.merchantId,
        commandId: `freeze/${stripeId}/${headOf(head).seq + 1}`,
        at,
        appends: [{ stream, head: headOf(head), type: 'invoice_frozen', data: { stripeId, reason } }],
        rows: [
          record,
          ctx.db
            .update(invoices)
            .set({ frozenAt: sql`coalesce(${invoices.frozenAt}, ${at})`, updatedAt: at })
            .where(mine),
        ],
        effects: [],
        result: null,
      });
      if (committed.kind !== 'committed') return AGAIN;
    }
    ctx.log('unknown_object', {
      connectionId: connection.id,
      stripeId,
      invoiceId: invoice?.id ?? null,
      reason,
    });
    return done({ isNew: true, unknown: known.length + 1 });
  });
}
