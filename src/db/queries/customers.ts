import { and, asc, desc, eq, inArray, lt, ne, type SQL, sql } from 'drizzle-orm';
import { aliasWord } from '../../domain/customer/search-words.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import {
  connections,
  customerExternalIds,
  customers,
  invoices,
  merchants,
  stripeCustomers,
} from '../schema/index.ts';
import { activeConnectionOf, connectionOfCustomer } from './active-connection.ts';
import { type CustomerSearch, found, withWord } from './customer-search.ts';
import type { Page } from './invoices.ts';
import { refusalOf } from './refusals.ts';
import { alsoWithin, within } from './scoped.ts';

/** The select for a customer with the Stripe customer it is linked to, for a read batch. */
export const selectCustomer = (db: Database, scope: Scope, customerId: string) =>
  selectLinked(db).where(and(within(customers, scope), eq(customers.id, customerId)));

const selectLinked = (db: Database) =>
  db
    .select({
      customer: customers,
      stripeCustomerId: stripeCustomers.stripeCustomerId,
      merchantPolicy: merchants.collectPolicy,
      refusal: refusalOf('customer', customers.id),
    })
    .from(customers)
    .innerJoin(merchants, eq(merchants.id, customers.merchantId))
    .leftJoin(connections, connectionOfCustomer)
    .leftJoin(
      stripeCustomers,
      and(eq(stripeCustomers.connectionId, connections.id), eq(stripeCustomers.customerId, customers.id)),
    );

/** The select for a customer's ids in other systems, for a read batch. */
export const selectExternalIds = (db: Database, customerId: string) =>
  db
    .select()
    .from(customerExternalIds)
    .where(eq(customerExternalIds.customerId, customerId))
    .orderBy(asc(customerExternalIds.key));

/** The select for the customer that a Stripe customer is already linked to, for a read batch. */
export const selectHolder = (db: Database, scope: Scope, customerId: string, stripeCustomerId: string) =>
  db
    .select({
      customerId: stripeCustomers.customerId,
      name: sql<string>`coalesce(${customers.legalName}, '')`,
    })
    .from(stripeCustomers)
    .innerJoin(connections, eq(connections.id, stripeCustomers.connectionId))
    .leftJoin(customers, eq(customers.id, stripeCustomers.customerId))
    .where(
      and(
        activeConnectionOf(scope),
        eq(stripeCustomers.stripeCustomerId, stripeCustomerId),
        ne(stripeCustomers.customerId, customerId),
      ),
    )
    .limit(1);

/** The select for whether a customer has an invoice, for a read batch. */
export const selectAnyInvoice = (db: Database, customerId: string) =>
  db.select({ id: invoices.id }).from(invoices).where(eq(invoices.customerId, customerId)).limit(1);

export type CustomerFilters = {
  /** Matches the customer's address or one of its billing addresses, ignoring case. */
  readonly email: string | null;
  readonly externalId: { readonly key: string; readonly value: string } | null;
  readonly alias: string | null;
  /** Whom this customer pays for. */
  readonly parentId?: string | null;
  readonly search: CustomerSearch | null;
};

/** Whether a filter names few customers, which are then read one by one. */
const isNarrow = ({ search, ...filters }: CustomerFilters): boolean =>
  (search !== null && !search.isCommon) || Object.values(filters).some((filter) => filter != null);

const pageOf = (scope: Scope, filters: CustomerFilters, page: Page, db: Database): SQL | undefined =>
  and(
    isNarrow(filters) ? alsoWithin(customers, scope) : within(customers, scope),
    filters.email === null
      ? undefined
      : sql`${customers.id} IN (SELECT customer_id FROM customer_addresses WHERE address = lower(trim(${filters.email})))`,
    filters.externalId === null
      ? undefined
      : inArray(
          customers.id,
          db
            .select({ id: customerExternalIds.customerId })
            .from(customerExternalIds)
            .where(
              and(
                eq(customerExternalIds.key, filters.externalId.key),
                eq(customerExternalIds.value, filters.externalId.value),
              ),
            ),
        ),
    filters.alias === null
      ? undefined
      : sql`${customers.id} IN (${withWord(scope, aliasWord(filters.alias))}) AND EXISTS (
          SELECT 1 FROM json_each(${customers.customerAliases}) WHERE value = ${filters.alias})`,
    filters.parentId == null ? undefined : eq(customers.parentId, filters.parentId),
    filters.search === null ? undefined : found(scope, filters.search),
    page.startingAfter === null ? undefined : lt(customers.id, page.startingAfter),
  );

/** The select for one page of customers, newest first, and one beyond it that says whether there are more. */
export const selectCustomers = (db: Database, scope: Scope, filters: CustomerFilters, page: Page) =>
  selectLinked(db)
    .where(pageOf(scope, filters, page, db))
    .orderBy(desc(customers.id))
    .limit(page.limit + 1);

/** The select for the ids of the same page. */
export const selectCustomerIds = (db: Database, scope: Scope, filters: CustomerFilters, page: Page) =>
  db
    .select({ id: customers.id })
    .from(customers)
    .where(pageOf(scope, filters, page, db))
    .orderBy(desc(customers.id))
    .limit(page.limit + 1);

/** The select for the external ids of the same page. */
export const selectExternalIdsOfPage = (db: Database, scope: Scope, filters: CustomerFilters, page: Page) =>
  db
    .select()
    .from(customerExternalIds)
    .where(inArray(customerExternalIds.customerId, selectCustomerIds(db, scope, filters, page)))
    .orderBy(asc(customerExternalIds.key));
