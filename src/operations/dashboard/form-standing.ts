import { selectInvoice } from '../../db/queries/invoices.ts';
import { selectCommand } from '../../db/streams.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';

type Ask = {
  readonly invoiceId: string;
  readonly commandId: string;
  /** The version of the invoice that the form was drawn of. */
  readonly version: number;
};

/**
 * Whether a form about an invoice is of the invoice as it stands: two people who look at the same debt do not both record it.
 * What the form itself has changed does not count, so pressing twice is no conflict. Rejects with `not_found` and `changed`.
 */
export async function checkForm(
  ctx: Context,
  { scope, invoiceId, commandId, version }: Scoped<Ask>,
): Promise<Outcome<null>> {
  const [[found], commanded] = await ctx.db.batch([
    selectInvoice(ctx.db, scope, invoiceId),
    selectCommand(ctx.db, { type: 'invoice', id: invoiceId }, commandId),
  ]);
  if (found === undefined) return refused({ code: 'not_found', what: 'invoice' });
  const isCurrent = commanded.length > 0 || found.invoice.version === version;
  return isCurrent ? done(null) : refused({ code: 'changed' });
}
