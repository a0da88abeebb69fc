import type { Readable } from 'node:stream';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { FILLED, fillingId, fillingStatements } from '../test/support/filling.ts';
import { compare } from './harness/compare.ts';
import { childProcess } from './harness/cpu.ts';
import { benchWorker, type Deployment } from './harness/deployment.ts';
import { beside, type Finding, flat } from './harness/finding.ts';
import { openLoad, type Shot } from './harness/load.ts';
import { migrate } from './harness/migrate.ts';
import { signedInOwner } from './harness/staff.ts';
import { assets, esModule, RATES, VARIABLES } from './harness/workbench.ts';

const COUNTS = [100, 50_000] as const;
const CONNECTIONS = 4;
const PLAN = { rounds: 8, perRound: 40, warmUp: 80 };
/** The clients of each state are counted, 50,000 entries of an index, and a search reads as many names: some milliseconds of D1. */
const FLAT = 1.5;
const FLAT_SEARCH = 2.5;

const base = `/dashboard/${FILLED.merchantId}/mapping`;
/** What is asked for, by what it is called in the report; in the middle of so many clients. */
const PAGES: Readonly<Record<string, (count: number) => string>> = {
  'the page': () => base,
  'a late page of both lists': (count) =>
    `${base}?after=${fillingId('cus', count / 2)}&safter=cus_listed_${count / 2}`,
  'those that are proposed': () => `${base}?status=proposed`,
  'a search for one client': (count) => `${base}?q=ada${count / 2}%40`,
};

/**
 * CPU that a page of client mapping takes, D1's own with it, with a hundred clients here and as many customers at Stripe, and
 * with 50,000 on each side.
 */
export async function measureMapping(deployment: Deployment): Promise<readonly Finding[]> {
  const { code, compatibilityDate, compatibilityFlags } = deployment;
  const runtime = {
    compatibilityDate,
    compatibilityFlags,
    unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
  };
  const hello = await benchWorker('hello');
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port: 0,
      cf: false,
      handleRuntimeStdio: (stdout: Readable, stderr: Readable) => {
        stdout.resume();
        stderr.pipe(process.stderr);
      },
      workers: [
        { name: 'hello', ...runtime, modules: [esModule('hello.js', hello)] },
        ...COUNTS.map((count) => ({
          name: `of-${count}`,
          ...runtime,
          bindings: VARIABLES,
          d1Databases: { DB: `mapping-${count}` },
          queueProducers: { WORK: { queueName: 'mapping' } },
          ratelimits: RATES,
          serviceBindings: { ASSETS: assets },
          outboundService: () => new Response('nothing is outside', { status: 502 }),
          modules: [esModule('deployed.js', code)],
        })),
      ],
    }),
  );
  try {
    await miniflare.ready;
    const { cookie, statements } = signedInOwner(FILLED.merchantId, {
      id: fillingId('per', 0),
      address: 'ada@harbourvane.example',
    });
    for (const count of COUNTS) {
      const database = await miniflare.getD1Database('DB', `of-${count}`);
      await migrate(database);
      for (const sql of [...clientsOf(count), ...statements]) await database.prepare(sql).run();
    }
    const side = async (count: number, pathOf: (count: number) => string) => ({
      origin: await miniflare.unsafeGetDirectURL(`of-${count}`),
      shots: async (shots: number): Promise<readonly Shot[]> =>
        Array.from({ length: shots }, () => ({
          method: 'GET',
          path: pathOf(count),
          headers: { Accept: 'text/html', Cookie: cookie },
        })),
    });
    const load = openLoad(CONNECTIONS);
    const findings: Finding[] = [
      beside(`µs of CPU a page of mapping among ${COUNTS.join(' and ')} clients`, ''),
    ];
    try {
      for (const [what, pathOf] of Object.entries(PAGES)) {
        const sides = await Promise.all(COUNTS.map((count) => side(count, pathOf)));
        const { microseconds } = await compare(load, childProcess(process.pid, 'workerd'), sides, PLAN);
        const most = what.startsWith('a search') ? FLAT_SEARCH : FLAT;
        findings.push(flat(`  ${what}`, microseconds.map(Math.round), most));
      }
    } finally {
      load.close();
    }
    return findings;
  } finally {
    await miniflare.dispose();
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
    'DELETE FROM stripe_customers WHERE CAST(substr(stripe_customer_id, 12) AS INTEGER) % 4 <> 3',
    `INSERT INTO client_mappings (connection_id, state, run, listed, run_started_at, read_at, used_at)
      VALUES ('${connection}', 'ready', 1, ${count}, ${at}, ${at}, ${at})`,
    `${upTo} INSERT INTO listed_stripe_customers (connection_id, stripe_customer_id, name, name_key, email, domain,
      created_at, run) SELECT '${connection}', 'cus_listed_' || i, 'Acme ' || i, 'acme ' || i, 'ada' || i || '@acme.test',
      'acme.test', i, 1 FROM n`,
    `INSERT INTO mapped_clients (connection_id, customer_id, search, decision, proposed, proposed_by, confidence, candidates,
      stale) SELECT '${connection}', id, lower(legal_name || ' ' || email), iif(rowid % 4 = 2, 'create', NULL),
      iif(rowid % 4 = 1, 'cus_listed_' || rowid, NULL), iif(rowid % 4 = 1, 'email', NULL),
      iif(rowid % 4 = 1, 'likely', NULL), iif(rowid % 4 = 1, 1, 0), 0
      FROM (SELECT id, legal_name, email, row_number() OVER (ORDER BY id) AS rowid FROM customers)`,
    'UPDATE mapped_clients SET candidates = candidates',
  ];
}
