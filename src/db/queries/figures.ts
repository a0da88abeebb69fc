import { sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { listed } from './listed.ts';
import { overdueLeft } from './plan.ts';

/** What a customer owes and paid in a currency, in its minor units. */
export type FigureRow = {
  readonly customerId: string;
  readonly currency: string;
  readonly invoices: number;
  readonly billed: number;
  readonly paid: number;
  readonly open: number;
  readonly overdue: number;
  readonly failed: number;
  readonly processing: number;
};

/** The figures of customers by currency, without drafts and what was voided, in one round trip. */
export async function readFigures(
  db: Database,
  { merchantId, livemode }: Scope,
  { customerIds, now }: { readonly customerIds: readonly string[]; readonly now: number },
): Promise<readonly FigureRow[]> {
  const left = sql`(amount_due - amount_paid)`;
  return db.all<FigureRow>(sql`
    SELECT customer_id AS customerId, currency, count(*) AS invoices, sum(amount_due - amount_credited) AS billed,
      sum(amount_paid - amount_credited) AS paid, sum(iif(status = 'open', ${left}, 0)) AS open,
      sum(iif(status = 'open' AND due_at <= ${now}, ${overdueLeft(now)}, 0)) AS overdue,
      sum(iif(status = 'open' AND payment_status IN ('failed', 'returned'), ${left}, 0)) AS failed,
      sum(iif(status = 'open', coalesce((
        SELECT sum(t.amount) FROM payment_targets t JOIN payments p ON p.id = t.payment_id
        WHERE t.invoice_id = invoices.id AND p.state = 'processing'), 0), 0)) AS processing
    FROM invoices WHERE customer_id IN ${listed(customerIds)} AND +merchant_id = ${merchantId}
      AND +livemode = ${Number(livemode)} AND status IN ('open', 'paid', 'uncollectible')
    GROUP BY customer_id, currency ORDER BY customer_id, currency`);
}
