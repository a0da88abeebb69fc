import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { Database, Statement } from '../../db/database.ts';
import { familyOf, OF_INVOICE, payerOf } from '../../db/queries/payer.ts';
import { invoiceChoices, invoices } from '../../db/schema/index.ts';

/**
 * The statement that asks a customer what becomes of the invoices that are open now, for the commit that puts a method
 * on file. An answer that was given for an earlier method does not count for this one.
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
    });
