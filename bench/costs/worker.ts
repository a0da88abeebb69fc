import { randomBytes } from 'node:crypto';
import { createMemoryStore, createSandbox } from '#stripe-sandbox';
import { outboundService } from '#stripe-sandbox/miniflare';
import { RATE_BINDINGS } from '../../src/domain/configuration.ts';
import { childProcess } from '../harness/cpu.ts';
import { benchWorker, type Deployment } from '../harness/deployment.ts';
import { migrate } from '../harness/migrate.ts';
import { assets, esModule, openMiniflare, STRAIGHT } from '../harness/miniflare.ts';

const STRIPE = '127.0.0.1:12111';
export const SECRET = `whsec_${randomBytes(24).toString('base64url')}`;

const VARIABLES = {
  APP_URL: 'https://billing.example.test',
  DEPLOYMENT_ID: 'costs',
  STRIPE_API_URL: `http://${STRIPE}`,
  STRIPE_SECRET_KEY: 'sk_test_costs',
  STRIPE_WEBHOOK_SECRETS: SECRET,
  LINK_KEYS: `k1:${randomBytes(32).toString('base64url')}`,
  EMAIL_TRANSPORT: 'binding',
  EMAIL_FROM: 'billing@example.test',
};

/** What the counting Worker counted (bench/workers/counting.worker.ts). */
export interface Counts {
  readonly requests: number;
  /** Calls that put messages into the queue. */
  readonly sends: number;
  readonly messages: number;
  readonly batches: number;
  readonly ticks: number;
  readonly trips: number;
  readonly statements: number;
  readonly rowsRead: number;
  readonly rowsWritten: number;
}

/** The deployed bundle on workerd and a real D1, counted; Stripe is the sandbox, in this process. */
export async function openCounted(deployment: Deployment) {
  const sandbox = createSandbox({
    store: createMemoryStore(),
    baseUrl: `http://${STRIPE}`,
    seed: 'costs',
    webhooks: { mode: 'off' },
    account: { payouts: 'manual' },
  });
  const miniflare = openMiniflare(deployment, [
    {
      name: 'counting',
      ...STRAIGHT,
      bindings: VARIABLES,
      d1Databases: { DB: 'costs' },
      ratelimits: Object.fromEntries(
        Object.values(RATE_BINDINGS).map((name, place) => [
          name,
          { namespace_id: String(4201 + place), simple: { limit: 100_000_000, period: 60 as const } },
        ]),
      ),
      serviceBindings: { ASSETS: assets },
      outboundService: outboundService(sandbox, { hosts: [STRIPE] }),
      modules: [
        esModule('counting.js', await benchWorker('counting')),
        esModule('deployed.js', deployment.code),
      ],
    },
  ]);
  await miniflare.ready;
  const database = await miniflare.getD1Database('DB', 'counting');
  await migrate(database);
  const origin = (await miniflare.unsafeGetDirectURL('counting')).origin;
  const must = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const answer = await fetch(`${origin}${path}`, { redirect: 'manual', ...init });
    if (answer.status >= 400) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer;
  };
  return {
    origin,
    sandbox,
    database,
    pid: childProcess(process.pid, 'workerd'),
    must,
    /** What was counted since the last time. */
    count: async (): Promise<Counts> => (await must('/_count')).json(),
    close: () => miniflare.dispose(),
  };
}

export type Counted = Awaited<ReturnType<typeof openCounted>>;
