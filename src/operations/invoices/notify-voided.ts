import { and, eq, gt, inArray, or } from 'drizzle-orm';
import { customers, emails, invoices } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { DONE, type Outcome } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  retryOnConflict,
} from '../core/context.ts';
import { allOf, messageRows } from '../core/queue-message.ts';

/** Queues the message that an invoice is void, to every address it was sent to. Once, however often it runs. */
export function notifyVoided(
  ctx: Context,
  { invoiceId }: { readonly invoiceId: string },
): Promise<Outcome<null>> {
  const stream = { type: 'invoice', id: invoiceId } as const;
  return retryOnConflict(ctx, async (): Promise<ConflictOr<Outcome<null>>> => {
    const [found, sent, head] = await ctx.db.batch([
      ctx.db
        .select({ invoice: invoices, customer: customers })
        .from(invoices)
        .innerJoin(customers, eq(customers.id, invoices.customerId))
        .where(eq(invoices.id, invoiceId)),
      ctx.db
        .select({ recipient: emails.recipient, customerId: emails.aboutCustomerId })
        .from(emails)
        .where(
          and(
            eq(emails.invoiceId, invoiceId),
            eq(emails.template, 'invoice_sent'),
            // An address that never got the invoice is not notified that it is void.
            or(inArray(emails.state, ['sending', 'sent', 'unknown']), gt(emails.unknownSends, 0)),
          ),
        ),
      selectHead(ctx.db, stream),
    ]);
    const row = found[0];
    if (row === undefined) return decided(DONE);
    const everybody = new Map(sent.map(({ recipient, customerId }) => [recipient, customerId]));
    const at = ctx.now();
    const { rows, effects } = allOf(
      [...everybody].map(([recipient, customerId]) =>
        messageRows(ctx, at, {
          merchantId: row.invoice.merchantId,
          invoiceId,
          paymentId: null,
          ...(customerId !== null && { customerId }),
          cause: `invoice/${invoiceId}/voided`,
          recipients: [recipient],
          message: { template: 'invoice_voided' },
        }),
      ),
    );
    const committed = await commitChange(ctx, {
      merchantId: row.invoice.merchantId,
      commandId: `tell_voided/${invoiceId}`,
      at,
      appends: [{ stream, head: headOf(head), type: 'voiding_announced', data: { messages: rows.length } }],
      rows,
      effects,
      result: null,
    });
    return committed.kind === 'committed' ? decided(DONE) : CONFLICT;
  });
}
