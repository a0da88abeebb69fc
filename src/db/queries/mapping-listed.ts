import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { customers, listedStripeCustomers, stripeCustomers } from '../schema/index.ts';
import { isListedFound, type Of, type Search } from './mapping-search.ts';

type Page = { readonly startingAfter: string | null; readonly limit: number };

/** The select for a page of the account's customers, the newest first, each with the client that has it. */
export const selectListed = (
  db: Database,
  of: Of,
  { search, free }: { readonly search: Search | null; readonly free: boolean },
  page: Page,
) =>
  db
    .select({ listed: listedStripeCustomers, heldBy: customers.id, holderName: customers.legalName })
    .from(listedStripeCustomers)
    .leftJoin(
      stripeCustomers,
      and(
        eq(stripeCustomers.connectionId, listedStripeCustomers.connectionId),
        eq(stripeCustomers.stripeCustomerId, listedStripeCustomers.stripeCustomerId),
      ),
    )
    .leftJoin(customers, eq(customers.id, stripeCustomers.customerId))
    .where(
      and(
        eq(listedStripeCustomers.connectionId, of.id),
        search === null ? undefined : isListedFound(of, search),
        // As the index has it.
        free ? sql`${listedStripeCustomers.held} = 0` : undefined,
        page.startingAfter === null
          ? undefined
          : sql`(${listedStripeCustomers.createdAt}, ${listedStripeCustomers.stripeCustomerId}) < (select created_at,
              stripe_customer_id from listed_stripe_customers where connection_id = ${of.id}
              and stripe_customer_id = ${page.startingAfter})`,
      ),
    )
    .orderBy(...newestFirst(search))
    .limit(page.limit + 1);

/** By the index; but the few that a search finds are put in order by themselves, since the index has all others, too. */
function newestFirst(search: Search | null): SQL[] {
  const { createdAt, stripeCustomerId } = listedStripeCustomers;
  if (search === null || search.isCommon) return [desc(createdAt), desc(stripeCustomerId)];
  return [sql`+${createdAt} desc`, sql`+${stripeCustomerId} desc`];
}
