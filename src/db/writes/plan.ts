import { eq, sql } from 'drizzle-orm';
import type { Instalment } from '../../domain/invoice/instalments.ts';
import type { Database, Statement } from '../database.ts';
import type { PlanRow } from '../queries/plan.ts';
import { instalments, paymentTerms } from '../schema/index.ts';

/** What a draft says of paying it in parts, as it is replaced; nothing is stored where it says nothing. */
export function writeTerms(
  db: Database,
  invoiceId: string,
  { plan, partPayments, partMinimum }: Omit<PlanRow, 'instalments'>,
  { isNew }: { readonly isNew: boolean },
): readonly Statement[] {
  const isEmpty = plan === null && partPayments === null;
  return [
    ...(isNew ? [] : [deleteTerms(db, invoiceId)]),
    ...(isEmpty ? [] : [db.insert(paymentTerms).values({ invoiceId, plan, partPayments, partMinimum })]),
  ];
}

export const deleteTerms = (db: Database, invoiceId: string): Statement =>
  db.delete(paymentTerms).where(eq(paymentTerms.invoiceId, invoiceId));

/** The parts of an invoice that is being issued, in one statement. */
export function insertInstalments(db: Database, invoiceId: string, parts: readonly Instalment[]): Statement {
  let through = 0;
  const rows = parts.map(({ position, amount, dueDate, dueAt }) => {
    through += amount;
    return [position, amount, through, dueDate, dueAt];
  });
  return db.insert(instalments).select(sql`
    SELECT ${invoiceId}, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, 0
    FROM json_each(${JSON.stringify(rows)})`);
}

/** That a part's customer was reminded of it so often. */
export const countReminders = (
  db: Database,
  invoiceId: string,
  { position, reminders }: { readonly position: number; readonly reminders: number },
): Statement =>
  db
    .update(instalments)
    .set({ reminders })
    .where(sql`${instalments.invoiceId} = ${invoiceId} AND ${instalments.position} = ${position}`);
