import { and, asc, desc, eq, gt, inArray, lt, sum } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { allocations, credits, customers, invoices, journal } from '../schema/index.ts';
import type { Page } from './invoices.ts';

/** The select for the customer's credits in the invoice's currency, oldest first, for a read batch. */
export const selectCreditsFor = (db: Database, invoiceId: string) =>
  db
    .select({ id: credits.id, reason: credits.reason, balance: credits.balance })
    .from(invoices)
    .innerJoin(
      credits,
      and(
        eq(credits.customerId, invoices.customerId),
        eq(credits.currency, invoices.currency),
        gt(credits.balance, 0),
      ),
    )
    .where(eq(invoices.id, invoiceId))
    .orderBy(asc(credits.id));

/** The select for the head of the stream of an invoice's customer, for a read batch; see `headOf`. */
export const selectCustomerHead = (db: Database, invoiceId: string) =>
  db
    .select({ seq: journal.seq, hash: journal.hash })
    .from(journal)
    .where(
      and(
        eq(journal.streamType, 'customer'),
        inArray(
          journal.streamId,
          db.select({ id: invoices.customerId }).from(invoices).where(eq(invoices.id, invoiceId)),
        ),
      ),
    )
    .orderBy(desc(journal.seq))
    .limit(1);

/** The select for what of a customer's credit was spent on an invoice when it was issued, minor units. */
export const selectCreditAtIssue = (db: Database, invoiceId: string, issuedAt: number) =>
  db
    .select({ amount: sum(allocations.amount).mapWith(Number) })
    .from(allocations)
    .where(
      and(
        eq(allocations.invoiceId, invoiceId),
        eq(allocations.sourceType, 'credit'),
        eq(allocations.createdAt, issuedAt),
      ),
    );

/** The select for whether a customer was ever given credit, for a read batch. */
export const selectAnyCredit = (db: Database, customerId: string) =>
  db.select({ id: credits.id }).from(credits).where(eq(credits.customerId, customerId)).limit(1);

/** The select for one page of a customer's credits, newest first, and one row beyond it. */
export const selectCredits = (db: Database, scope: Scope, customerId: string, page: Page) =>
  db
    .select({ credit: credits })
    .from(credits)
    .innerJoin(customers, eq(customers.id, credits.customerId))
    .where(
      and(
        eq(credits.customerId, customerId),
        eq(customers.merchantId, scope.merchantId),
        eq(customers.livemode, scope.livemode),
        page.startingAfter === null ? undefined : lt(credits.id, page.startingAfter),
      ),
    )
    .orderBy(desc(credits.id))
    .limit(page.limit + 1);
