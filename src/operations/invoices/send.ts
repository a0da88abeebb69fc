import { eq } from 'drizzle-orm';
import type { Change } from '../../db/commit.ts';
import { selectCreditsFor, selectCustomerHead } from '../../db/queries/credits.ts';
import { selectInvoice, selectLineCount } from '../../db/queries/invoices.ts';
import { markSent } from '../../db/queries/invoices-write.ts';
import { selectMethodsFor, selectParentFor } from '../../db/queries/methods-for-invoice.ts';
import { recheckAt } from '../../db/queries/next-check.ts';
import { invoices } from '../../db/schema/index.ts';
import { headOf, selectCommand, selectHead } from '../../db/streams.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Rejection } from '../../domain/rejection.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  effect,
  retryOnConflict,
} from '../core/context.ts';
import { distinctAddresses } from '../core/mailbox.ts';
import { allOf, messageRows, sidesOf } from '../core/queue-message.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { namedCharge } from '../facts/named-charge.ts';
import { instalmentsOf } from './draft-plan.ts';
import { finalization } from './finalization.ts';
import { type Dating, refuseIssueDate, UNDATED } from './issue-date.ts';
import { refuseEInvoice } from './refuse-e-invoice.ts';
import { refuseIssue } from './refuse-issue.ts';
import { refuseTaxStatus } from './refuse-tax-status.ts';
import { type MailTaken, takeMails } from './take-mails.ts';

type Ask = {
  readonly invoiceId: string;
  readonly commandId: string;
  /** Addresses for this time, such as a corrected one; null for the customer's own. */
  readonly to: readonly string[] | null;
  /** The API key that its mails are counted for. */
  readonly byKey?: string;
  /** Of a draft. */
  readonly dating?: Dating;
};

/**
 * Sends an invoice by email, and finalizes a draft first, in the same commit. A paid one is sent as a copy. Rejects
 * with `not_found`, `no_recipient`, `invoice_without_lines`, `verb_pending`, `too_many_mails` for a key that has sent as
 * many as it may today, `invoice_not_open` if it is void or uncollectible, and `invalid` for a draft of which no e-invoice
 * could be made, where the business sends them.
 */
export function sendInvoice(
  ctx: Context,
  { scope, ...ask }: Scoped<Ask>,
): Promise<Outcome<{ invoiceId: string }>> {
  let mails: MailTaken | null = null;
  const take = async (count: number): Promise<MailTaken> => {
    mails ??= await takeMails(ctx, ask.byKey ?? null, count);
    return mails;
  };
  return retryOnConflict(ctx, () => attempt(ctx, scope, ask, take));
}

async function attempt(
  ctx: Context,
  scope: Scope,
  { invoiceId, commandId, to, dating = UNDATED }: Ask,
  /** Counts its mails, once however often it has to be decided. */
  take: (count: number) => Promise<MailTaken>,
): Promise<ConflictOr<Outcome<{ invoiceId: string }>>> {
  const { db } = ctx;
  const stream = { type: 'invoice', id: invoiceId } as const;
  const [head, commanded, [found], [counted], credits, customerHead, methods, [above]] = await db.batch([
    selectHead(db, stream),
    selectCommand(db, stream, commandId),
    selectInvoice(db, scope, invoiceId),
    selectLineCount(db, invoiceId),
    selectCreditsFor(db, invoiceId),
    selectCustomerHead(db, invoiceId),
    selectMethodsFor(db, invoiceId),
    selectParentFor(db, invoiceId),
  ]);
  if (found === undefined) return decided(refused({ code: 'not_found', what: 'invoice' }));
  if (commanded.length > 0) return decided(done({ invoiceId }));
  const { invoice, customer } = found;
  const payer = above?.pays === 1 ? above.parent : customer;
  const sides =
    to === null
      ? sidesOf(payer === customer ? [customer, above?.parent] : [payer, customer])
      : [{ customerId: customer.id, recipients: distinctAddresses(to) }];
  const recipients = sides.flatMap((side) => side.recipients);
  const refusal = refuseSend(invoice, counted?.lines ?? 0, recipients);
  if (refusal !== null) return decided(refused(refusal));
  const isDraft = invoice.status === 'draft';
  const unfit = isDraft
    ? ((await refuseTaxStatus(ctx, scope, found)) ?? (await refuseEInvoice(ctx, scope, found)))
    : null;
  if (unfit !== null) return decided(unfit);
  const undatable = isDraft ? await refuseIssueDate(ctx, found, dating, ctx.now()) : null;
  if (undatable !== null) return decided(refused(undatable));
  const taken = await take(recipients.length);
  if (taken !== 'taken') return decided(refused(taken));
  const at = ctx.now();
  const parts = isDraft ? instalmentsOf(ctx, found, dating, at) : done(found.plan.instalments);
  if (parts.kind !== 'done') return decided(parts);
  const facts = { ...found, credits, customerHead: headOf(customerHead), parts: parts.value };
  const finalized = isDraft ? finalization(ctx, facts, at, { sent: true, dating }) : null;
  // Collection begins when it is first sent: an invoice that was never sent is not charged automatically.
  const collects = (finalized?.status ?? invoice.status) === 'open' && invoice.sentAt === null;
  const chargeAt = collects
    ? namedCharge(
        ctx,
        { ...found, customer: payer, methods, parts: parts.value },
        finalized?.credited ?? 0,
        at,
      )
    : null;
  const message = allOf(
    sides.map((side) =>
      messageRows(ctx, at, {
        merchantId: scope.merchantId,
        invoiceId,
        paymentId: null,
        cause: `send/${commandId}`,
        ...side,
        // A charge is named to whoever pays it.
        message: { template: 'invoice_sent', chargeAt: side.customerId === payer.id ? chargeAt : null },
      }),
    ),
  );
  const change: Change = {
    merchantId: scope.merchantId,
    commandId,
    at,
    appends: [
      {
        stream,
        head: headOf(head),
        type: isDraft ? 'finalized_and_sent' : 'sent',
        data: {
          status: finalized?.status ?? invoice.status,
          currency: invoice.currency,
          amountDue: invoice.amountDue,
          recipients: recipients.length,
          ...(finalized !== null && { credited: finalized.credited }),
        },
      },
      ...(finalized?.appends ?? []),
    ],
    rows: [
      ...(finalized?.rows ?? [markSent(db, invoice, at)]),
      ...message.rows,
      ...(collects ? [db.update(invoices).set(recheckAt(at)).where(eq(invoices.id, invoiceId))] : []),
    ],
    effects: [
      ...(finalized?.effects ?? []),
      ...message.effects,
      ...(collects ? [effect(ctx, 'collect', { invoiceId })] : []),
    ],
    result: { invoiceId },
  };
  try {
    const committed = await commitChange(ctx, change);
    return committed.kind === 'committed' ? decided(done({ invoiceId })) : CONFLICT;
  } catch (error) {
    // Another one of the series may have been issued since, with a later date: a trigger refused this one.
    const since = isDraft ? await refuseIssueDate(ctx, found, dating, at) : null;
    if (since !== null) return decided(refused(since));
    throw error;
  }
}

type Invoice = typeof invoices.$inferSelect;

function refuseSend(invoice: Invoice, lines: number, recipients: readonly string[]): Rejection | null {
  if (invoice.status === 'void' || invoice.status === 'uncollectible') {
    return { code: 'invoice_not_open', status: invoice.status };
  }
  if (invoice.pendingVerb !== null) return { code: 'verb_pending', verb: invoice.pendingVerb.verb };
  const unissuable = invoice.status === 'draft' ? refuseIssue(invoice, lines) : null;
  return unissuable ?? (recipients.length === 0 ? { code: 'no_recipient' } : null);
}
