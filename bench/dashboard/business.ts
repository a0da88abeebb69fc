import { FILLED, fillingStatements } from '../../test/support/filling.ts';

/** Each customer has so many invoices, however many there are in all. */
export const INVOICES_EACH = 25;
/** Of ten customers, these owe all of theirs; the others have paid. */
export const OWING = 8;
const DAY_MS = 86_400_000;

/**
 * A business with so many invoices, four minutes apart: two in ten are open and due thirty days after their issue. Money that came is
 * booked, and paid out every hour.
 */
export function businessOf(invoices: number): readonly string[] {
  const at = Date.now();
  const customers = invoices / INVOICES_EACH;
  const due = `created_at / 1000 + 30 * 86400`;
  return [
    ...fillingStatements({ at, connections: 1, invoices, customers, duePayments: 0, backlog: 0 }),
    "UPDATE connections SET account = 'self'",
    "UPDATE customers SET search_words = json_array('acme', email, substr(email, 1, instr(email, '@') - 1), 'test')",
    `UPDATE invoices SET due_date = date(${due}, 'unixepoch'), due_at = (${due}) * 1000 WHERE status = 'open'`,
    `INSERT INTO balance_transactions (connection_id, stripe_id, merchant_id, type, reporting_category, source, currency, amount,
      fee, net, classification, created_at)
      SELECT '${FILLED.connectionId}', 'txn_po_' || hour, '${FILLED.merchantId}', 'payout', 'payout', 'po_' || hour, 'usd', -net, 0,
        -net, 'ours', (hour + 1) * 3600000 + 60000
      FROM (SELECT created_at / 3600000 AS hour, sum(net) AS net FROM balance_transactions WHERE created_at < ${at - 2 * DAY_MS}
        GROUP BY 1)`,
  ];
}
