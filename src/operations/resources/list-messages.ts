import { selectCustomer } from '../../db/queries/customers.ts';
import { selectMessages, selectUnreachable } from '../../db/queries/deliveries.ts';
import { selectInvoice } from '../../db/queries/invoices.ts';
import type { emails } from '../../db/schema/index.ts';
import { type Delivery, deliveryOf } from '../../domain/mail/delivery.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { mailboxKey } from '../core/mailbox.ts';
import { type ListOf, type Page, toPage } from '../core/page.ts';
import type { Scoped } from '../core/scope.ts';

/** A message to one recipient, as the API shows it. Instants in ms. */
export type MessageSummary = {
  readonly id: string;
  readonly template: string;
  readonly to: string;
  readonly invoiceId: string | null;
  readonly paymentId: string | null;
  readonly createdAt: number;
  readonly delivery: Delivery;
  /** What the server said last. */
  readonly statusCode: string | null;
  readonly words: string | null;
  readonly outcomeAt: number | null;
  /** A server said that this address does not exist, and none has taken a message for it since. */
  readonly isAddressUnreachable: boolean;
};

type About = { readonly invoiceId: string } | { readonly customerId: string };

/** The messages about an invoice, or about a customer, newest first. Rejects with `not_found`. */
export async function listMessages(
  ctx: Context,
  { scope, about, page }: Scoped<{ readonly about: About; readonly page: Page }>,
): Promise<Outcome<ListOf<MessageSummary>>> {
  const owner =
    'invoiceId' in about
      ? await selectInvoice(ctx.db, scope, about.invoiceId)
      : await selectCustomer(ctx.db, scope, about.customerId);
  const what = 'invoiceId' in about ? 'invoice' : 'customer';
  if (owner.length === 0) return refused({ code: 'not_found', what });
  const rows = await selectMessages(ctx.db, scope, about, page);
  const keys = [...new Set(rows.map(({ recipient }) => mailboxKey(recipient)))];
  const unreachable = await selectUnreachable(ctx.db, scope.merchantId, keys);
  const bad = new Set(unreachable.map(({ mailbox }) => mailbox));
  return done(
    toPage(
      rows.map((row) => summary(row, bad.has(mailboxKey(row.recipient)))),
      page.limit,
    ),
  );
}

const summary = (row: typeof emails.$inferSelect, isAddressUnreachable: boolean): MessageSummary => ({
  id: row.id,
  template: row.template,
  to: row.recipient,
  invoiceId: row.invoiceId,
  paymentId: row.paymentId,
  createdAt: row.createdAt,
  delivery: deliveryOf(row),
  statusCode: row.statusCode,
  words: row.lastError,
  outcomeAt: row.outcomeAt ?? row.sentAt,
  isAddressUnreachable,
});
