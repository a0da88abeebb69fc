/** Where a test's workerd asks how statements are worked on; answered in `node/explain.ts`. */
export const PLANS_URL = 'http://plans.test/';

/** A statement with the steps of its plan, as SQLite says them. */
export type Planned = { readonly statement: string; readonly steps: readonly string[] };

/** Tables that don't grow with what happens, with the reason: these may be read from end to end. */
const SMALL: Readonly<Record<string, string>> = {
  merchants: 'as many as businesses; read in bites',
  connections: 'as many as businesses; a tick looks at each',
  sweeps: 'a few lists a connection; a tick looks at each',
  journal_marks: 'one a business',
  alarm_causes: 'a cause an alarm that is not over',
  migration_checksums: 'one a migration',
  sqlite_master: 'one a table and index',
  d1_migrations: 'one a migration',
  link_keys: 'one a key that signs links',
  client_mappings: 'one a connection',
  statement_runs: 'one a business that mails statements; read in bites',
};

/** Indexes of what is not over, with what they hold. Read whole they grow with what waits, and not with what was done. */
const UNDER_WAY: Readonly<Record<string, string>> = {
  customer_imports_due: 'imports that are under way',
  customers_without_words: 'customers whose words are not computed; read in bites',
  inbox_wake: 'events that wait',
  inbox_quarantined: 'events that wait for a person',
  inbox_unused: 'events that a new version may use; read in bites',
  outbox_pending: 'jobs that wait',
  outbox_wake: 'jobs that wait',
  outbox_dead: 'jobs that wait for a person',
  dead_letters_open: 'messages that wait for a person',
  disputes_open: 'disputes that are not decided',
  emails_undelivered: 'mail that is on its way',
  payments_check: 'payments that are not over',
  refunds_check: 'refunds that are not over',
  method_setups_check: 'setups that are not over',
  invoices_look: 'invoices that are looked at again',
  payment_blocks_standing: 'blocks that nobody lifted, until they are pruned',
  stripe_customers_requested: 'customers that Stripe has not made yet',
  stripe_refusals_open: 'refusals that last',
  stripe_refusals_merchant: 'refusals that last',
  unknown_objects_open: 'objects that wait for a person',
  findings_open: 'differences that wait for a person',
  client_imports_due: 'imports that are not over',
  monthly_statements_due: 'statements that are not decided',
  schedules_due: 'schedules that make another invoice',
  schedules_waiting: 'schedules that wait for a person',
  schedule_periods_unsent: 'invoices of schedules that could not be sent',
};

/** Tables of which a business has ever more rows, in time. */
const OF_A_BUSINESS = {
  invoices: true,
  payments: true,
  refunds: true,
  customers: true,
  disputes: true,
  emails: true,
  journal: true,
  allocations: true,
  outbox: true,
  balance_transactions: true,
};

/** The table that a plan calls by a name of the statement's; null where it is no table, but a list or a part of it. */
function tableOf(name: string, statement: string, tables: ReadonlySet<string>): string | null {
  if (name === '') return null;
  if (tables.has(name)) return name;
  const named = new RegExp(`\\b(?:from|join|update)\\s+"?(\\w+)"?\\s+(?:as\\s+)?"?${name}"?(?!\\w)`, 'i');
  const [, table = ''] = named.exec(statement) ?? [];
  return tables.has(table) ? table : null;
}

/** What only a person asks for, seldom, and what has to be counted as it is. */
const ASKED_SELDOM: readonly RegExp[] = [
  // How many links need a key, before somebody drops it.
  /^select coalesce\(sum\("status" = 'open'\), 0\), .* from "invoices" where .*"finalized_at" < \?\)$/,
];

/** What drizzle makes of a column among no values: SQLite reads nothing for it. */
const NOTHING = / where \(false and /;

/** Whether a step reads everything of a business: an index's name in a plan is no proof. A list by its id stops at a page's end. */
function isAllOfABusiness(step: string, statement: string): boolean {
  const [, name] = /^SEARCH (\w+) USING .*\(merchant_id=\?(?: AND livemode=\?)?\)$/.exec(step) ?? [];
  if (name === undefined || !(name in OF_A_BUSINESS)) return false;
  // A list by its id, or by what an index of it begins with, stops at a page's end.
  const sorted = `"?${name}"?\\.(?:"?id"?|"?updated_at"?|"?at"?)|coalesce\\("?${name}"?\\."?(?:issue|due)_date"?, ''\\)`;
  return !new RegExp(`order by (?:${sorted}) (?:asc|desc)\\b.* limit`, 'i').test(statement);
}

/** What became available is read between two instants: after one alone it's everything since. */
const isWithoutEnd = (step: string): boolean =>
  / INDEX balance_transactions_moved \(connection_id=\? AND currency=\?(?: AND <expr>[<>]\?)?\)$/.test(step);

/** The steps of a plan that read more the more there is, each with its statement. */
export function scans({ statement, steps }: Planned, tables: ReadonlySet<string>): readonly string[] {
  return steps
    .filter((step) => {
      const [, scanned, made] = /^SCAN (\w+)|^SEARCH (\w+) USING AUTOMATIC/.exec(step) ?? [];
      const [, index = ''] = / INDEX (\w+)/.exec(step) ?? [];
      if (index in UNDER_WAY || NOTHING.test(statement)) return false;
      if (ASKED_SELDOM.some((asked) => asked.test(statement))) return false;
      const table = tableOf(scanned ?? made ?? '', statement, tables);
      if (isAllOfABusiness(step, statement) || isWithoutEnd(step)) return true;
      return table !== null && !(table in SMALL);
    })
    .map((step) => `${step}: ${statement.slice(0, 2_000)}`);
}
