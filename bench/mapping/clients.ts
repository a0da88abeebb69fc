import { FILLED, fillingStatements } from '../../test/support/filling.ts';

/** A business with so many clients, and as many customers in its Stripe account: a quarter each proposed, decided, linked. */
export function clientsOf(count: number): readonly string[] {
  const at = Date.now();
  const filling = { at, connections: 1, invoices: 0, customers: count, duePayments: 0, backlog: 0 };
  const connection = FILLED.connectionId;
  const upTo = `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${count})`;
  return [
    ...fillingStatements(filling),
    "UPDATE connections SET account = 'self'",
    "UPDATE customers SET search_words = json_array('acme', email, substr(email, 1, instr(email, '@') - 1), 'test')",
    'DELETE FROM stripe_customers WHERE CAST(substr(stripe_customer_id, 12) AS INTEGER) % 4 <> 3',
    `INSERT INTO client_mappings (connection_id, state, run, listed, run_started_at, read_at, used_at)
      VALUES ('${connection}', 'ready', 1, ${count}, ${at}, ${at}, ${at})`,
    `${upTo} INSERT INTO listed_stripe_customers (connection_id, stripe_customer_id, name, name_key, email, domain,
      created_at, run, words) SELECT '${connection}', iif(i % 4 = 3, 'cus_filled_', 'cus_listed_') || i, 'Acme ' || i,
      'acme ' || i, 'ada' || i || '@acme.test', 'acme.test', i, 1,
      json_array('acme', '' || i, 'ada' || i || '@acme.test', 'ada' || i, 'test') FROM n`,
    `INSERT INTO mapped_clients (connection_id, customer_id, search, decision, proposed, proposed_by, confidence, candidates,
      stale) SELECT '${connection}', id, '', iif(rowid % 4 = 2, 'create', NULL),
      iif(rowid % 4 = 1, 'cus_listed_' || rowid, NULL), iif(rowid % 4 = 1, 'email', NULL),
      iif(rowid % 4 = 1, 'likely', NULL), iif(rowid % 4 = 1, 1, 0), 0
      FROM (SELECT id, row_number() OVER (ORDER BY id) AS rowid FROM customers)`,
    'UPDATE mapped_clients SET candidates = candidates',
  ];
}
