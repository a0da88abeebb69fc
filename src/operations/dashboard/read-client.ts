import { selectCustomer, selectCustomers, selectExternalIds } from '../../db/queries/customers.ts';
import { selectFigures } from '../../db/queries/figures.ts';
import { selectInvoices, selectMerchant } from '../../db/queries/invoices.ts';
import { listed } from '../../db/queries/listed.ts';
import { selectParentOf } from '../../db/queries/parents.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Profile } from '../../domain/profile/profile.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { profileOf } from '../facts/profile.ts';
import { onFile, type ShownMethod, selectOnFile } from '../methods/list-methods.ts';
import { type CustomerResource, customerResource } from '../resources/customers.ts';
import { type InvoiceSummary, invoiceSummary } from '../resources/invoices.ts';
import { type Figures, figuresOf } from '../resources/list-figures.ts';
import { ALL_INVOICES, invoiceFilters, invoiceOrder } from '../resources/list-invoices.ts';

type Named = { readonly id: string; readonly name: string };

/** What the business knows of a customer at a glance. */
export type Client = {
  readonly customer: CustomerResource;
  readonly figures: readonly Figures[];
  readonly methods: readonly ShownMethod[];
  /** The newest. */
  readonly invoices: readonly InvoiceSummary[];
  /** Whom it pays for, the first so many. */
  readonly children: readonly Named[];
  /** Who pays for it. */
  readonly parent: Named | null;
  readonly business: Profile;
};

type Ask = {
  readonly customerId: string;
  /** How many of its invoices, and of whom it pays for. */
  readonly most: { readonly invoices: number; readonly children: number };
};

/** A customer's page, in one round trip. Rejects with `not_found`. */
export async function readClient(
  ctx: Context,
  { scope, customerId, most }: Scoped<Ask>,
): Promise<Outcome<Client>> {
  const { db } = ctx;
  const now = ctx.now();
  const asked = { ...ALL_INVOICES, customerId };
  const newest = { order: invoiceOrder(asked), after: null, limit: most.invoices };
  const family = { email: null, externalId: null, alias: null, search: null, parentId: customerId };
  const [[found], externalIds, [merchant], [parent], figures, invoices, children, ...methods] =
    await db.batch([
      selectCustomer(db, scope, customerId),
      selectExternalIds(db, customerId),
      selectMerchant(db, scope.merchantId),
      selectParentOf(db, scope, customerId),
      selectFigures(db, scope, listed([customerId]), now),
      selectInvoices(db, scope, invoiceFilters(asked), newest, now),
      selectCustomers(db, scope, family, { startingAfter: null, limit: most.children }),
      ...selectOnFile(db, { ...scope, customerId }, now),
    ]);
  const filed = onFile(methods);
  if (filed.kind !== 'done') return filed;
  if (found === undefined || merchant === undefined) return refused({ code: 'not_found', what: 'customer' });
  return done({
    customer: customerResource(found, externalIds),
    figures: figures.map(figuresOf),
    methods: filed.value.methods,
    invoices: await Promise.all(invoices.slice(0, most.invoices).map((row) => invoiceSummary(ctx, row))),
    children: children
      .slice(0, most.children)
      .map(({ customer: { id, legalName } }) => ({ id, name: legalName })),
    parent: parent ?? null,
    business: profileOf(merchant),
  });
}
