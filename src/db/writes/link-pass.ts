import { and, eq, sql } from 'drizzle-orm';
import type { PassLimits } from '../../domain/payment/card-testing.ts';
import type { Database } from '../database.ts';
import { invoices } from '../schema/index.ts';

/**
 * Opens a link that takes no more cards, for a payer who passed a check; false where that was so too often within a day. One
 * statement, so that two payers at once don't have one pass between them.
 */
export async function grantLinkPass(
  db: Database,
  { invoiceId, at, limits }: { readonly invoiceId: string; readonly at: number; readonly limits: PassLimits },
): Promise<boolean> {
  const pass = invoices.linkPass;
  const isToday = sql`coalesce(${pass} ->> 'since', 0) > ${at - limits.perMs}`;
  const given = await db
    .update(invoices)
    .set({
      linkPass: sql`json_object('at', ${at}, 'until', ${at + limits.lastsMs}, 'since', iif(${isToday}, ${pass} ->> 'since', ${at}),
        'passes', iif(${isToday}, ${pass} ->> 'passes', 0) + 1)`,
    })
    .where(
      and(
        eq(invoices.id, invoiceId),
        sql`NOT (${isToday} AND coalesce(${pass} ->> 'passes', 0) >= ${limits.passes})`,
      ),
    )
    .returning({ id: invoices.id });
  return given.length > 0;
}

/** Ends a pass before its time. */
export async function endLinkPass(db: Database, invoiceId: string): Promise<void> {
  await db
    .update(invoices)
    .set({ linkPass: sql`json_set(${invoices.linkPass}, '$.until', 0)` })
    .where(and(eq(invoices.id, invoiceId), sql`${invoices.linkPass} ->> 'until' > 0`));
}
