import type { Database } from '../../db/database.ts';
import { selectCustomer } from '../../db/queries/customers.ts';
import { selectPaidInvoices, selectPayers } from '../../db/queries/payments-shown.ts';
import { endOfDay, instantAt, type LocalDate } from '../../domain/calendar.ts';
import { firstIdAt } from '../../domain/ids.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Standing } from '../../domain/payment/standing.ts';
import type { RefundState } from '../../domain/payment/state.ts';
import type { Context } from '../core/context.ts';
import type { ListOf, Page } from '../core/page.ts';
import type { Scope, Scoped } from '../core/scope.ts';
import { listDisputes } from '../resources/list-disputes.ts';
import { listPayments } from '../resources/list-payments.ts';
import type { PaymentSummary } from '../resources/payments.ts';
import { type DisputeResource, listRefunds, type RefundResource } from '../resources/refunds.ts';

/** Whose money it is, for which invoices, and on which account at Stripe. */
export type Whose = {
  readonly customerId: string;
  readonly customerName: string;
  readonly numbers: readonly string[];
  readonly account: string;
};

type NamedList<T> = ListOf<T & { readonly whose: Whose }>;

type Ask = {
  readonly filters: {
    readonly standing: Standing | null;
    readonly customerId: string | null;
    /** Days of the business's time zone, both included. */
    readonly from: LocalDate | null;
    readonly to: LocalDate | null;
    readonly timeZone: string;
  };
  readonly page: Page;
};

/** The customer whose payments alone were asked for; null for all. */
type OfCustomer = { readonly customer: { readonly id: string; readonly name: string } | null };

/** Payments with who paid and for what, newest first, in two round trips. Rejects with `not_found`. */
export async function listNamedPayments(
  ctx: Context,
  { scope, filters: { standing, customerId, from, to, timeZone }, page }: Scoped<Ask>,
): Promise<Outcome<NamedList<PaymentSummary> & OfCustomer>> {
  const filters = {
    customerId,
    invoiceId: null,
    state: null,
    standing,
    fromId: from === null ? null : firstIdAt('pay', instantAt(from, 0, timeZone)),
    beforeId: to === null ? null : firstIdAt('pay', endOfDay(to, timeZone)),
  };
  return withNames(ctx, scope, await listPayments(ctx, { scope, filters, page }), ({ id }) => id, customerId);
}

/** Refunds in the same way. */
export async function listNamedRefunds(
  ctx: Context,
  { scope, state, page }: Scoped<{ readonly state: RefundState | null; readonly page: Page }>,
): Promise<Outcome<NamedList<RefundResource>>> {
  const listed = await listRefunds(ctx, { scope, filters: { paymentId: null, state, held: null }, page });
  return withNames(ctx, scope, listed, ({ paymentId }) => paymentId);
}

/** Disputes in the same way. */
export async function listNamedDisputes(
  ctx: Context,
  { scope, isOpen, page }: Scoped<{ readonly isOpen: boolean | null; readonly page: Page }>,
): Promise<Outcome<NamedList<DisputeResource>>> {
  const listed = await listDisputes(ctx, { scope, filters: { isOpen }, page });
  return withNames(ctx, scope, listed, ({ paymentId }) => paymentId);
}

async function withNames<T>(
  ctx: Context,
  scope: Scope,
  listed: Outcome<ListOf<T>>,
  paymentOf: (one: T) => string,
  customerId: string | null = null,
): Promise<Outcome<NamedList<T> & OfCustomer>> {
  if (listed.kind !== 'done') return listed;
  const { data, ...more } = listed.value;
  const ids = data.map(paymentOf);
  const [payers, paid, [asked] = []] = await ctx.db.batch([
    selectPayers(ctx.db, scope, ids),
    selectPaidInvoices(ctx.db, scope, ids),
    ...selectAsked(ctx.db, scope, customerId),
  ]);
  if (customerId !== null && asked === undefined) return refused({ code: 'not_found', what: 'customer' });
  const payerOf = new Map(payers.map((payer) => [payer.paymentId, payer]));
  const invoicesOf = Map.groupBy(paid, ({ paymentId }) => paymentId);
  return done({
    ...more,
    customer: asked === undefined ? null : { id: asked.customer.id, name: asked.customer.legalName },
    data: data.flatMap((one) => {
      const payer = payerOf.get(paymentOf(one));
      if (payer === undefined) return [];
      const numbers = (invoicesOf.get(payer.paymentId) ?? []).flatMap((each) => invoiceNumber(each) ?? []);
      const { customerId, name: customerName, account } = payer;
      return [{ ...one, whose: { customerId, customerName, numbers, account } }];
    }),
  });
}

const selectAsked = (db: Database, scope: Scope, customerId: string | null) =>
  customerId === null ? [] : [selectCustomer(db, scope, customerId)];
