import { selectKeyNames } from '../../db/queries/api-keys.ts';
import { type HandRow, selectHands } from '../../db/queries/audit-log.ts';
import { type InvoiceAttempts, readInvoiceAttempts } from '../../db/queries/invoice-attempts.ts';
import { type InvoicePage, readInvoicePage } from '../../db/queries/invoice-page.ts';
import { selectNamedParent } from '../../db/queries/parents.ts';
import type { InvoiceView } from '../../domain/invoice/view.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { handKey, keyOf } from '../../domain/timeline.ts';
import type { Context } from '../core/context.ts';
import { distinctAddresses } from '../core/mailbox.ts';
import type { ListOf } from '../core/page.ts';
import { recipientsOf } from '../core/queue-message.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { plannedMethod } from '../facts/planned-method.ts';
import { businessLedger } from '../resources/invoices.ts';
import { listMessages, type MessageSummary } from '../resources/list-messages.ts';
import { drawInvoice, EVERY_LINE } from '../resources/show-invoice.ts';
import { listInvoiceTimeline } from '../timeline/list-invoice-timeline.ts';
import type { Timeline, TimelinePage } from '../timeline/timeline.ts';

/** An invoice as its business sees it: the one ledger, with everything that a business may know. */
export type BusinessInvoice = {
  readonly view: InvoiceView;
  readonly row: InvoicePage['invoice'];
  readonly customer: InvoicePage['customer'];
  /** Who pays it by itself: its customer, or the one that pays for them. */
  readonly payerId: string;
  /** The addresses that it goes to by itself: its customer's, and those of whoever may pay for them. */
  readonly goesTo: readonly string[];
  readonly merchant: InvoicePage['merchant'];
};

/** Who did something, and from where. */
export type Hand = Pick<HandRow, 'name' | 'ip' | 'userAgent'>;

export type InvoiceRecord = BusinessInvoice &
  InvoiceAttempts & {
    readonly messages: ListOf<MessageSummary>;
    readonly timeline: Timeline;
    /** By the stream and the instant of an entry; absent for what nobody did by hand. */
    readonly hands: ReadonlyMap<string, Hand>;
    /** The name of whoever pays it by itself. */
    readonly payerName: string;
    /** The names of API keys that did something, by their ids. */
    readonly keys: ReadonlyMap<string, string>;
  };

const MESSAGES = 50;
const HANDS = 400;

/** One invoice of the business, with all of its lines. Rejects with `not_found`. */
export async function readBusinessInvoice(
  ctx: Context,
  { scope, invoiceId }: Scoped<{ readonly invoiceId: string }>,
): Promise<Outcome<BusinessInvoice>> {
  const page = await readInvoicePage(ctx.db, invoiceId, EVERY_LINE);
  if (page === null || !isOf(scope, page)) return refused({ code: 'not_found', what: 'invoice' });
  const { invoice, merchant, customer, payerId, plannedMethods: methods } = page;
  const { view } = await drawInvoice(ctx, page, 'en');
  const method = plannedMethod({ invoice, merchant, customer, payerId, methods }, ctx.now());
  const ledger = businessLedger(ctx, page, { method, isAutopayOff: page.payerAutopay === 'off' });
  const goesTo = distinctAddresses([
    ...recipientsOf(customer),
    ...page.parentContacts.filter(({ roles }) => roles.includes('invoices')).map(({ email }) => email),
  ]);
  return done({ view: { ...view, ledger }, row: invoice, customer, payerId, goesTo, merchant });
}

const isOf = (scope: Scope, { invoice }: InvoicePage): boolean =>
  invoice.merchantId === scope.merchantId && invoice.livemode === scope.livemode;

/**
 * Everything that the business has of one invoice: its money, each attempt and refund, its mails, and a page of its journal
 * with who did what by hand. Rejects with `not_found`.
 */
export async function readInvoiceRecord(
  ctx: Context,
  { scope, invoiceId, ...page }: Scoped<TimelinePage & { readonly invoiceId: string }>,
): Promise<Outcome<InvoiceRecord>> {
  const about = { invoiceId };
  const [found, attempts, messages, timeline] = await Promise.all([
    readBusinessInvoice(ctx, { scope, invoiceId }),
    readInvoiceAttempts(ctx.db, scope, invoiceId),
    listMessages(ctx, { scope, about, page: { startingAfter: null, limit: MESSAGES } }),
    listInvoiceTimeline(ctx, { scope, invoiceId, ...page }),
  ]);
  if (found.kind !== 'done') return found;
  if (messages.kind !== 'done') return messages;
  if (timeline.kind !== 'done') return timeline;
  const { data } = timeline.value.page;
  const ids = [...new Set(data.map(({ entry }) => entry.stream.id))];
  const keyIds = [...new Set(data.flatMap((entry) => keyOf(entry) ?? []))];
  const { customer, payerId } = found.value;
  const [hands, keys, [payer]] = await ctx.db.batch([
    selectHands(ctx.db, scope, ids, HANDS),
    selectKeyNames(ctx.db, scope.merchantId, keyIds),
    selectNamedParent(ctx.db, scope, payerId),
  ]);
  return done({
    ...found.value,
    ...attempts,
    payerName: payer?.name ?? customer.legalName,
    messages: messages.value,
    timeline: timeline.value,
    hands: new Map(hands.map(({ subjectId, at, ...hand }) => [handKey(subjectId, at), hand])),
    keys: new Map(keys.map(({ id, name }) => [id, name])),
  });
}
