import { createHash, randomBytes } from 'node:crypto';
import { createMemoryStore, createSandbox } from '#stripe-sandbox';
import { outboundService } from '#stripe-sandbox/miniflare';
import { createLinks } from '../../src/adapters/links/links.ts';
import { API_SCOPES } from '../../src/domain/api-key/scopes.ts';
import { FILLED, fillingId, fillingStatements } from '../../test/support/filling.ts';
import type { Deployment } from '../harness/deployment.ts';
import { migrate } from '../harness/migrate.ts';
import { boundTo, countedReads, openMiniflare } from '../harness/miniflare.ts';
import { VARIABLES } from '../harness/workbench.ts';

const STRIPE = 'api.stripe.com';
/** Open invoices of the one customer, however many were paid before. */
const OPEN = 50;
const SESSION_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Elsewhere what is old was pruned as time went by; here it came at once, and a tick would be busy with it. */
const FOR_EVER = ['events', 'jobs', 'messages', 'requests', 'journal']
  .map((kept) => `${kept}=36500`)
  .join(', ');

/** What D1 said of one request or tick. */
export type Counted = {
  readonly status: number;
  readonly text: string;
  readonly statements: number;
  readonly read: number;
  readonly written: number;
  /** The statement that read most of these rows. */
  readonly dearest: string;
};

export type Filled = {
  /** Paths of the pages of the newest invoice. */
  readonly hosted: string;
  readonly pay: string;
  /** The id of an invoice in the middle, where a late page of a list begins. */
  readonly middle: string;
  /** One on which there were invoices. */
  readonly day: string;
  readonly ask: (path: string) => Promise<Counted>;
  /** A tick that comes so many minutes from now. */
  readonly tick: (minutes?: number) => Promise<Counted>;
  readonly close: () => Promise<void>;
};

/** The deployed Worker on a real D1 that holds so many invoices, all of them of one customer of one business. */
export async function openFilled(deployment: Deployment, invoices: number): Promise<Filled> {
  const sandbox = createSandbox({
    store: createMemoryStore(),
    baseUrl: `https://${STRIPE}`,
    seed: 'reading',
  });
  const secret = randomBytes(32);
  const kept = { ...VARIABLES, RETENTION_DAYS: FOR_EVER, LINK_KEYS: `k1:${secret.toString('base64url')}` };
  const miniflare = openMiniflare(deployment, [
    {
      name: 'reading',
      ...boundTo('reading', kept),
      outboundService: outboundService(sandbox, { hosts: [STRIPE] }),
      modules: await countedReads(deployment),
    },
  ]);
  try {
    const database = await miniflare.getD1Database('DB');
    await migrate(database);
    const now = Date.now();
    const filling = { at: now, connections: 1, invoices, open: OPEN, duePayments: 0, backlog: 0 };
    const { apiKey, session, statements } = entrances(now);
    for (const statement of [...fillingStatements(filling), ...statements])
      await database.prepare(statement).run();
    const links = createLinks(VARIABLES.APP_URL, [{ id: 1, secret: Uint8Array.from(secret) }]);
    const newest = { id: fillingId('inv', invoices - 1), version: 1 };
    const send = async (path: string, headers: Record<string, string> = {}): Promise<Counted> => {
      const answer = await miniflare.dispatchFetch(`${VARIABLES.APP_URL}${path}`, { headers });
      const counted: unknown = await answer.json();
      return asCounted(counted);
    };
    return {
      hosted: new URL(await links.url('view', newest)).pathname,
      pay: new URL(await links.url('pay', newest)).pathname,
      middle: fillingId('inv', Math.floor(invoices / 2)),
      day: new Date(now - 1.5 * DAY_MS).toISOString().slice(0, 10),
      ask: (path) =>
        send(path, {
          Accept: path.startsWith('/api') ? 'application/json' : 'text/html',
          Authorization: `Bearer ${apiKey}`,
          Cookie: `__Host-quittance_session=${session}`,
        }),
      tick: (minutes = 0) => send(`/bench/tick?minutes=${minutes}`),
      close: () => miniflare.dispose(),
    };
  } catch (error) {
    await miniflare.dispose();
    throw error;
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A key of the business, and a session of the customer that the business opened for them. */
function entrances(now: number) {
  const apiKey = `qk_test_${randomBytes(24).toString('base64url')}`;
  const session = randomBytes(32).toString('hex');
  return {
    apiKey,
    session,
    statements: [
      `INSERT INTO api_keys (id, merchant_id, name, scopes, livemode, hash, created_at) VALUES ('${fillingId('key', 0)}',
        '${FILLED.merchantId}', 'bench', '${JSON.stringify(API_SCOPES)}', 0, '${sha256(apiKey)}', ${now})`,
      `INSERT INTO portal_sessions (id, secret_hash, livemode, customer_id, created_at, seen_at, expires_at)
        VALUES ('${fillingId('ses', 0)}', '${sha256(`quittance portal\n${session}`)}', 0, '${FILLED.customerId}', ${now},
        ${now}, ${now + SESSION_MS})`,
      `UPDATE connections SET account = 'self'`,
    ],
  };
}

function asCounted(value: unknown): Counted {
  const number = (name: string): number => {
    const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : null;
    if (typeof found !== 'number') throw new Error(`the worker did not say ${name}`);
    return found;
  };
  const text: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'text') : null;
  const dearest: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'dearest') : null;
  return {
    status: number('status'),
    text: typeof text === 'string' ? text : '',
    statements: number('statements'),
    read: number('read'),
    written: number('written'),
    dearest: JSON.stringify(dearest),
  };
}
