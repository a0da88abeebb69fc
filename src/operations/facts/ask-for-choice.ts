import { and, eq, isNotNull, ne, sql } from 'drizzle-orm';
import type { Database, Statement } from '../../db/database.ts';
import { familyOf, OF_INVOICE, payerOf } from '../../db/queries/payer.ts';
import { invoiceChoices, invoices } from '../../db/schema/index.ts';

/**
 * The statement that asks a customer what becomes of the invoices that are open now, for the commit that puts a method
 * on file. An answer that was given for an earlier method does not count for this one. What its parent was asked stays the
 * parent's to answer while the customer has autopay off: nothing of its own is charged by itself.
 */
export const askForChoice = (
  db: Database,
  { customerId, livemode }: { readonly customerId: string; readonly livemode: boolean },
  at: number,
): Statement =>
  db
    .insert(invoiceChoices)
    .select(
      db
        .select({
          invoiceId: invoices.id,
          merchantId: invoices.merchantId,
          customerId: sql<string>`${customerId}`.as('customer_id'),
          askedAt: sql<number>`${at}`.as('asked_at'),
          choice: sql<null>`NULL`.as('choice'),
          chosenAt: sql<null>`NULL`.as('chosen_at'),
          chosenBy: sql<null>`NULL`.as('chosen_by'),
        })
        .from(invoices)
        .where(
          and(
            sql`${invoices.customerId} in ${familyOf(customerId)}`,
            // Of those that it pays for: where they have something of their own switched on, nothing is asked of it.
            sql`(${invoices.customerId} = ${customerId} or ${payerOf(OF_INVOICE)} = ${customerId})`,
            eq(invoices.livemode, livemode),
            eq(invoices.status, 'open'),
            isNotNull(invoices.sentAt),
          ),
        ),
    )
    .onConflictDoUpdate({
      target: invoiceChoices.invoiceId,
      set: { customerId, askedAt: at, choice: null, chosenAt: null, chosenBy: null },
      setWhere: sql`invoice_choices.customer_id = ${customerId} OR invoice_choices.choice IS NOT NULL
        OR NOT EXISTS (SELECT 1 FROM customers mine WHERE mine.id = ${customerId} AND mine.autopay = 'off')`,
    });

/**
 * The statement by which a customer that switches autopay on is asked what another one was asked of its open invoices, which
 * that one pays no more.
 */
export const takeOverChoices = (db: Database, customerId: string, at: number): Statement =>
  db
    .update(invoiceChoices)
    .set({ customerId, askedAt: at, choice: null, chosenAt: null, chosenBy: null })
    .where(
      and(
        sql`${invoiceChoices.invoiceId} IN (SELECT id FROM invoices
          WHERE customer_id = ${customerId} AND status = 'open' AND sent_at IS NOT NULL)`,
        ne(invoiceChoices.customerId, customerId),
      ),
    );
