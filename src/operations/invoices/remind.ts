import { selectInvoice } from '../../db/queries/invoices.ts';
import { selectParentFor } from '../../db/queries/methods-for-invoice.ts';
import { headOf, selectCommand, selectHead } from '../../db/streams.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  retryOnConflict,
} from '../core/context.ts';
import { allOf, messageRows, sidesOf } from '../core/queue-message.ts';
import type { Scope, Scoped } from '../core/scope.ts';

type Ask = { readonly invoiceId: string; readonly commandId: string };

/**
 * Reminds whoever owes an open invoice, once a command. It changes nothing of when they are reminded by themselves. Rejects with
 * `not_found`, `invoice_not_open`, `verb_pending` and `no_recipient`.
 */
export const remindInvoice = (
  ctx: Context,
  { scope, ...ask }: Scoped<Ask>,
): Promise<Outcome<{ invoiceId: string }>> => retryOnConflict(ctx, () => attempt(ctx, scope, ask));

async function attempt(
  ctx: Context,
  scope: Scope,
  { invoiceId, commandId }: Ask,
): Promise<ConflictOr<Outcome<{ invoiceId: string }>>> {
  const { db } = ctx;
  const stream = { type: 'invoice', id: invoiceId } as const;
  const [head, commanded, [found], [above]] = await db.batch([
    selectHead(db, stream),
    selectCommand(db, stream, commandId),
    selectInvoice(db, scope, invoiceId),
    selectParentFor(db, invoiceId),
  ]);
  if (found === undefined) return decided(refused({ code: 'not_found', what: 'invoice' }));
  if (commanded.length > 0) return decided(done({ invoiceId }));
  const { invoice, customer } = found;
  if (invoice.status !== 'open') {
    return decided(refused({ code: 'invoice_not_open', status: invoice.status }));
  }
  if (invoice.pendingVerb !== null) {
    return decided(refused({ code: 'verb_pending', verb: invoice.pendingVerb.verb }));
  }
  const payer = above?.pays === 1 ? above.parent : customer;
  const sides = sidesOf(payer === customer ? [customer, above?.parent] : [payer, customer]);
  const recipients = sides.reduce((all, side) => all + side.recipients.length, 0);
  if (recipients === 0) return decided(refused({ code: 'no_recipient' }));
  const at = ctx.now();
  const failed = invoice.paymentStatus === 'failed';
  const message = allOf(
    sides.map((side) =>
      messageRows(ctx, at, {
        merchantId: scope.merchantId,
        invoiceId,
        paymentId: null,
        cause: `remind/${commandId}`,
        ...side,
        message: { template: 'reminder', number: invoice.reminders, failed },
      }),
    ),
  );
  const committed = await commitChange(ctx, {
    merchantId: scope.merchantId,
    commandId,
    at,
    appends: [{ stream, head: headOf(head), type: 'reminded', data: { recipients } }],
    rows: message.rows,
    effects: message.effects,
    result: { invoiceId },
  });
  return committed.kind === 'committed' ? decided(done({ invoiceId })) : CONFLICT;
}
