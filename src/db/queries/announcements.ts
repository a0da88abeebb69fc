import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { emails, invoiceChoices } from '../schema/index.ts';
import { listed } from './listed.ts';

/** The messages that announce a charge. */
export const ANNOUNCING = ['invoice_sent', 'charge_notice'];

/** What counts of such a message. */
export const TOLD = {
  template: emails.template,
  recipient: emails.recipient,
  /** Whose address it is. */
  aboutCustomerId: emails.aboutCustomerId,
  state: emails.state,
  reported: emails.reported,
  createdAt: emails.createdAt,
  chargeAt: sql<number | null>`json_extract(${emails.facts}, '$.chargeAt')`,
};

/** What a customer was asked of an invoice, and answered. */
export const ASKED = {
  askedAt: invoiceChoices.askedAt,
  choice: invoiceChoices.choice,
  chosenAt: invoiceChoices.chosenAt,
};

/** What was said of the charges of some invoices: the messages that announce one, and what a customer that pays them was asked. */
export async function readAnnouncements(db: Database, customerId: string, invoiceIds: readonly string[]) {
  if (invoiceIds.length === 0) return { told: [], asked: [] };
  const [told, asked] = await db.batch([
    db
      .select({
        invoiceId: emails.invoiceId,
        ...TOLD,
      })
      .from(emails)
      .where(and(inArray(emails.invoiceId, listed(invoiceIds)), inArray(emails.template, ANNOUNCING))),
    db
      .select({
        invoiceId: invoiceChoices.invoiceId,
        ...ASKED,
      })
      .from(invoiceChoices)
      .where(
        and(inArray(invoiceChoices.invoiceId, listed(invoiceIds)), eq(invoiceChoices.customerId, customerId)),
      ),
  ]);
  return { told, asked };
}

export type Announcements = Awaited<ReturnType<typeof readAnnouncements>>;
