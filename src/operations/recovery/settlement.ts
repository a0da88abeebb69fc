import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Append } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import { invoices, unknownObjects } from '../../db/schema/index.ts';
import { type Head, headIn } from '../../db/streams.ts';
import type { Context } from '../core/context.ts';

type Settled = {
  readonly connectionId: string;
  readonly paymentId: string;
  /** The invoices that it names, with the heads of their streams. */
  readonly invoiceIds: readonly string[];
  readonly heads: readonly (Head & { readonly streamId: string })[];
};

/**
 * What ends an unknown object: it is resolved, and its invoices are unfrozen, unless another unknown object holds them,
 * and are due for a check. To be committed on the streams of those invoices.
 */
export function settlement(
  ctx: Context,
  { connectionId, paymentId, invoiceIds, heads }: Settled,
  { by, at }: { readonly by: string; readonly at: number },
): { readonly appends: readonly Append[]; readonly rows: readonly Statement[] } {
  return {
    appends: invoiceIds.map((id) => ({
      stream: { type: 'invoice', id },
      head: headIn(heads, id),
      type: 'unknown_object_settled',
      data: { paymentId, by },
    })),
    rows: [
      ctx.db
        .update(unknownObjects)
        .set({ resolvedAt: at })
        .where(
          and(
            eq(unknownObjects.connectionId, connectionId),
            eq(unknownObjects.paymentId, paymentId),
            isNull(unknownObjects.resolvedAt),
          ),
        ),
      ctx.db
        .update(invoices)
        .set({ frozenAt: null, nextCheckAt: sql`iif(${invoices.nextCheckAt} is null, null, ${at})` })
        .where(and(inArray(invoices.id, [...invoiceIds]), sql`not exists (${HELD_BY_ANOTHER})`)),
    ],
  };
}

const HELD_BY_ANOTHER = sql`select 1 from unknown_object_invoices named
  join unknown_objects object on object.connection_id = named.connection_id and object.payment_id = named.payment_id
  where named.invoice_id = ${invoices.id} and object.resolved_at is null`;
