import type { Append } from '../../db/commit.ts';
import type { Statement } from '../../db/database.ts';
import { type Head, headIn } from '../../db/streams.ts';
import { resolved, unfrozen } from '../../db/writes/findings.ts';
import type { Context } from '../core/context.ts';

type Settled = {
  readonly connectionId: string;
  readonly paymentId: string;
  /** The invoices that it names and that are here, with the heads of their streams. */
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
      resolved(ctx.db, { connectionId, paymentId, at }),
      unfrozen(ctx.db, { connectionId, paymentId, at }),
    ],
  };
}
