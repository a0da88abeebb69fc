import { type SQL, sql } from 'drizzle-orm';
import type { paymentMethods } from '../schema/index.ts';

/** What the choice among methods on file depends on, and how one is shown. */
export type MethodRow = Pick<
  typeof paymentMethods.$inferSelect,
  | 'id'
  | 'summary'
  | 'state'
  | 'isDefault'
  | 'position'
  | 'fingerprint'
  | 'expMonth'
  | 'expYear'
  | 'createdAt'
  | 'paidAt'
  | 'declinedAt'
  | 'defaultSetAt'
  | 'keptBy'
  | 'payerEmail'
  | 'confirmedAt'
  | 'refusedAt'
>;

/**
 * The methods that its own customer has on file for an invoice that is planned to be charged, as a column of a statement that
 * joins its connection; of any other invoice none is read.
 */
export const PLANNED_METHODS: SQL<readonly MethodRow[]> = sql`(
  select case when invoices.status = 'open' and invoices.collect_stage = 'scheduled' then (
    select json_group_array(json_object('id', m.id, 'summary', json(m.summary), 'state', m.state,
      'isDefault', m.is_default, 'position', m.position, 'fingerprint', m.fingerprint, 'expMonth', m.exp_month,
      'expYear', m.exp_year, 'createdAt', m.created_at, 'paidAt', m.paid_at, 'declinedAt', m.declined_at,
      'defaultSetAt', m.default_set_at, 'keptBy', m.kept_by, 'payerEmail', m.payer_email,
      'confirmedAt', m.confirmed_at, 'refusedAt', m.refused_at))
    from payment_methods m
    where m.customer_id = invoices.customer_id and m.state = 'usable' and m.connection_id = connections.id)
  else '[]' end)`.mapWith((text: string): readonly MethodRow[] => {
  const rows: readonly (Omit<MethodRow, 'isDefault'> & { readonly isDefault: 0 | 1 })[] = JSON.parse(text);
  return rows.map((row) => ({ ...row, isDefault: row.isDefault === 1 }));
});
