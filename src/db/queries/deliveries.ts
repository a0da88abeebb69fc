import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { customers, emails, invoices, merchants, unreachableAddresses } from '../schema/index.ts';
import type { Page } from './invoices.ts';
import { listed } from './listed.ts';

/** A message with whom it is about, and what became of it for each of its recipients. One round trip. */
export async function readDelivery(db: Database, emailId: string) {
  const [[found], recipients] = await db.batch([
    db
      .select({
        email: emails,
        invoice: { id: invoices.id, series: invoices.series, numberValue: invoices.numberValue },
        customer: { id: customers.id },
        merchant: { id: merchants.id, email: merchants.email, timeZone: merchants.timeZone },
      })
      .from(emails)
      .innerJoin(merchants, eq(merchants.id, emails.merchantId))
      .leftJoin(invoices, eq(invoices.id, emails.invoiceId))
      .leftJoin(customers, eq(customers.id, emails.aboutCustomerId))
      .where(eq(emails.id, emailId)),
    db
      .select({ recipient: emails.recipient, state: emails.state, reported: emails.reported })
      .from(emails)
      .where(
        sql`("emails"."cause", "emails"."template") =
          (SELECT e.cause, e.template FROM emails e WHERE e.id = ${emailId})
          AND about_customer_id IS (SELECT e.about_customer_id FROM emails e WHERE e.id = ${emailId})`,
      ),
  ]);
  return found === undefined ? null : { ...found, recipients };
}

type Together = Pick<typeof emails.$inferSelect, 'cause' | 'template' | 'createdAt' | 'aboutCustomerId'>;

/**
 * The select for a message's rows, one a recipient, that were queued with this one for the same customer's addresses, in the
 * order in which they were queued.
 */
export const selectSentTogether = (db: Database, { cause, template, createdAt, aboutCustomerId }: Together) =>
  db
    .select({ id: emails.id, recipient: emails.recipient, messageId: emails.messageId })
    .from(emails)
    .where(
      and(
        eq(emails.cause, cause),
        eq(emails.template, template),
        eq(emails.createdAt, createdAt),
        // Who pays for others, and those, do not see each other's addresses.
        sql`${emails.aboutCustomerId} IS ${aboutCustomerId}`,
      ),
    )
    .orderBy(sql`rowid`);

/** The select for addresses of a merchant that are known not to exist, among these, for a read batch. */
export const selectUnreachable = (db: Database, merchantId: string, mailboxes: readonly string[]) =>
  db
    .select()
    .from(unreachableAddresses)
    .where(
      and(
        eq(unreachableAddresses.merchantId, merchantId),
        sql`${unreachableAddresses.mailbox} IN ${listed(mailboxes)}`,
      ),
    );

/** The select for one page of the messages about an invoice, or about a customer, newest first, and one beyond it. */
export const selectMessages = (
  db: Database,
  scope: Scope,
  about: { readonly invoiceId: string } | { readonly customerId: string },
  { startingAfter, limit }: Page,
) =>
  db
    .select()
    .from(emails)
    .where(
      and(
        'invoiceId' in about
          ? eq(emails.invoiceId, about.invoiceId)
          : eq(emails.aboutCustomerId, about.customerId),
        eq(emails.merchantId, scope.merchantId),
        startingAfter === null ? undefined : lt(emails.id, startingAfter),
      ),
    )
    .orderBy(desc(emails.id))
    .limit(limit + 1);

/** How many messages came to nobody since an instant (ms), for the health report. */
export const selectUndeliveredCount = (db: Database, since: number) =>
  db
    .select({ count: sql<number>`count(*)` })
    .from(emails)
    // As the index has it.
    .where(
      sql`(state IN ('refused', 'unknown') OR reported IN ('bounced', 'complained')) AND outcome_at > ${since}`,
    );
