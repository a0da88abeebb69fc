import { eq, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { Instalment } from '../../domain/invoice/instalments.ts';
import type { PaymentPlan } from '../../domain/invoice/payment-plan.ts';
import type { Database } from '../database.ts';
import { invoices } from '../schema/index.ts';

/** A part of an invoice, with how often its customer was reminded of it. */
export type InstalmentRow = Instalment & { readonly reminders: number };

/** What an invoice says of paying it in parts. */
export type PlanRow = {
  /** As it was asked for; null where it is paid at once. */
  readonly plan: PaymentPlan | null;
  /** Null where what was chosen for the customer counts. */
  readonly partPayments: boolean | null;
  readonly partMinimum: number | null;
  /** Its parts, once it is issued; none where it is paid at once. */
  readonly instalments: readonly InstalmentRow[];
};

export const NO_PLAN: PlanRow = { plan: null, partPayments: null, partMinimum: null, instalments: [] };

type Row = readonly [position: number, amount: number, dueDate: string, dueAt: number, reminders: number];
type Stored = {
  readonly terms:
    | readonly [plan: PaymentPlan | null, partPayments: number | null, least: number | null]
    | null;
  readonly parts: readonly Row[];
};

/** What an invoice says of paying it in parts, as a column; both tables are empty of any other invoice. */
export const planOf = (invoiceId: SQLWrapper): SQL<PlanRow> =>
  sql`json_object('terms', (select json_array(json(t.plan), t.part_payments, t.part_minimum)
      from payment_terms t where t.invoice_id = ${invoiceId}),
    'parts', json((select json_group_array(json_array(p.position, p.amount, p.due_date, p.due_at, p.reminders))
      from instalments p where p.invoice_id = ${invoiceId})))`.mapWith(readPlan);

/** What is overdue of an invoice that is: of a plan the parts whose day is over, else all that remains. */
export const overdueLeft = (now: number): SQL<number> =>
  sql`(coalesce((SELECT max(part.through) FROM instalments part
    WHERE part.invoice_id = invoices.id AND part.due_at <= ${now}), amount_due) - amount_paid)`;

/** The plan of one invoice, by itself. */
export async function readPlanOf(db: Database, invoiceId: string): Promise<PlanRow> {
  const [found] = await db
    .select({ plan: planOf(invoices.id) })
    .from(invoices)
    .where(eq(invoices.id, invoiceId));
  return found?.plan ?? NO_PLAN;
}

function readPlan(text: string): PlanRow {
  const { terms, parts }: Stored = JSON.parse(text);
  if (terms === null && parts.length === 0) return NO_PLAN;
  const [plan, partPayments, partMinimum] = terms ?? [null, null, null];
  return {
    plan,
    partPayments: partPayments === null ? null : partPayments === 1,
    partMinimum,
    instalments: parts
      .map(([position, amount, dueDate, dueAt, reminders]) => ({
        position,
        amount,
        dueDate,
        dueAt,
        reminders,
      }))
      .toSorted((a, b) => a.position - b.position),
  };
}
