type Values = Readonly<Record<string, string | number | null>>;

/** What columns of one table owe each other. Of columns that a schema does not have yet, nothing is read. */
export const SPECIAL: Readonly<Record<string, (row: number) => Values>> = {
  // Books that are closed take no document.
  merchants: () => ({ books_closed_until: null }),
  statement_runs: (row) => ({ month: `2026-0${row}`, opening: `2026-0${row}` }),
  monthly_statements: (row) => ({
    month: `2026-0${row}`,
    first_month: `2026-0${row}`,
    outcome: null,
    due_at: row,
  }),
  invoices: (row) => ({
    status: 'open',
    currency: 'USD',
    amount_due: 1000,
    amount_paid: 100,
    amount_credited: 0,
    subtotal: 1000,
    number_value: row,
    due_date: '2030-01-31',
  }),
  invoice_lines: () => ({ total: 1000, sign: 1 }),
  credit_notes: (row) => ({
    currency: 'USD',
    number_value: row,
    net: 80,
    tax_total: 20,
    total: 100,
    payable: 100,
    off_due: 0,
    refunded: 0,
    as_credit: 0,
    outside: 100,
    credit_id: null,
    deductions: null,
  }),
  payment_terms: () => ({
    plan: '[{"share":{"kind":"percentage","percentage":"30"},"due":{"kind":"after","count":0,"unit":"days"}},{"share":{"kind":"rest"},"due":{"kind":"after","count":2,"unit":"months"}}]',
    part_payments: 1,
    part_minimum: 50,
  }),
  instalments: () => ({ position: 1, amount: 1000, through: 1000, due_date: '2030-01-31' }),
  credit_note_lines: () => ({ position: 0, total: 100 }),
  attachments: (row) => ({
    invoice_id: `invoices_${row}`,
    bytes: 100,
    sha256: 'a'.repeat(64),
    state: 'ready',
    check_at: null,
  }),
  allocations: (row) => ({
    source_type: 'payment',
    source_id: `payments_${row}`,
    currency: 'USD',
    amount: 100,
  }),
  balance_transactions: () => ({ amount: 100, fee: 3, net: 97, balance_type: 'payments' }),
  // The first pays for the second, whose place is another business's otherwise.
  customers: (row) => ({
    erased_at: null,
    payment_plan: null,
    parent_id: row === 2 ? 'customers_1' : null,
    ...(row < 3 && { merchant_id: 'merchants_1', livemode: 0 }),
  }),
  emails: (row) => (row === 1 ? { customer_id: null } : { invoice_id: null, payment_id: null }),
  sign_ins: (row) => ({
    return_path: '/portal/invoices',
    ...(row === 1
      ? { kind: 'email', address: 'ada@example.test', browser_hash: 'a'.repeat(64), customer_id: null }
      : { kind: 'api', address: null, browser_hash: null, customer_id: `customers_${row}` }),
  }),
  payment_blocks: () => ({ since: 1, until: 2, released_at: 3, released_by: 'Ada' }),
  method_setups: () => ({ kind: 'card', state: 'open', closed_at: null }),
  sweeps: () => ({ since: 1, started_at: 1 }),
  unknown_objects: (row) => ({ payment_id: `object_${row}` }),
  unknown_object_invoices: (row) => ({ connection_id: `connections_${row}`, payment_id: `object_${row}` }),
  logos: () => ({ type: 'image/png' }),
  mapped_clients: () => ({ decision: 'map' }),
  listed_stripe_customers: (row) => ({ words: `["ada","word ${row}"]` }),
  audit_log: () => ({ actor_kind: 'api_key' }),
  receipt_series: (row) => ({ id: row, merchant_id: `merchants_${row}`, livemode: row % 2, next_value: 1 }),
  receipts: (row) => ({ source_id: `refunds_${row}`, series_id: row, number_value: 1 }),
  stripe_refusals: () => ({ since: 1, ended_at: 2 }),
};
