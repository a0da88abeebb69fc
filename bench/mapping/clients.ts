import { FILLED, fillingId, fillingStatements } from '../../test/support/filling.ts';
import type { Deployment } from '../harness/deployment.ts';
import { migrate } from '../harness/migrate.ts';
import { boundTo, countedReads, esModule, openMiniflare, STRAIGHT } from '../harness/miniflare.ts';
import { signedInOwner } from '../harness/staff.ts';
import { VARIABLES } from '../harness/workbench.ts';

/** Businesses with so many clients each, in a database each, behind the deployed Worker. */
export type Clients = {
  /** Of the Worker as it is deployed. */
  readonly origin: (count: number) => Promise<URL>;
  readonly cookie: string;
  /** The rows that D1 reads for a page. */
  readonly read: (count: number, path: string) => Promise<number>;
  readonly close: () => Promise<void>;
};

export async function openClients(deployment: Deployment, counts: readonly number[]): Promise<Clients> {
  const deployed = [esModule('deployed.js', deployment.code)];
  const counted = await countedReads(deployment);
  const on = (count: number) => ({ ...boundTo(`mapping-${count}`, VARIABLES), ...STRAIGHT });
  const miniflare = openMiniflare(
    deployment,
    counts.flatMap((count) => [
      { name: `of-${count}`, ...on(count), modules: deployed },
      { name: `counted-${count}`, ...on(count), modules: counted },
    ]),
  );
  const person = { id: fillingId('per', 0), address: 'ada@harbourvane.example' };
  const { cookie, statements } = signedInOwner(FILLED.merchantId, person);
  try {
    await miniflare.ready;
    for (const count of counts) {
      const database = await miniflare.getD1Database('DB', `of-${count}`);
      await migrate(database);
      for (const sql of [...clientsOf(count), ...statements]) await database.prepare(sql).run();
    }
    return {
      origin: (count) => miniflare.unsafeGetDirectURL(`of-${count}`),
      cookie,
      read: async (count, path) => {
        const origin = await miniflare.unsafeGetDirectURL(`counted-${count}`);
        const headers = { Accept: 'text/html', Cookie: cookie };
        const answer: unknown = await (await fetch(new URL(path, origin), { headers })).json();
        const told = (name: string): unknown =>
          typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : null;
        const rows = told('read');
        if (told('status') !== 200 || typeof rows !== 'number')
          throw new Error(`${path}: ${told('status')} ${told('text')}`);
        return rows;
      },
      close: () => miniflare.dispose(),
    };
  } catch (error) {
    await miniflare.dispose();
    throw error;
  }
}

/** A business with so many clients, and as many customers in its Stripe account: a quarter each proposed, decided, linked. */
function clientsOf(count: number): readonly string[] {
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
