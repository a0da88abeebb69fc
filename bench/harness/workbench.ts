import { randomBytes } from 'node:crypto';
import type { Miniflare } from 'miniflare';
import { childProcess } from './cpu.ts';
import { benchWorker, type Deployment } from './deployment.ts';
import { migrate } from './migrate.ts';
import { boundTo, esModule, openMiniflare, STRAIGHT } from './miniflare.ts';

export const WEBHOOK_SECRET = `whsec_${randomBytes(24).toString('base64url')}`;

/** As a deployment has them. Nobody is asked: there is no Stripe, no mail server and no network behind it. */
export const VARIABLES = {
  APP_URL: 'https://billing.example.test',
  DEPLOYMENT_ID: 'bench',
  STRIPE_API_URL: 'https://api.stripe.com',
  STRIPE_SECRET_KEY: `sk_test_${randomBytes(24).toString('hex')}`,
  STRIPE_WEBHOOK_SECRETS: WEBHOOK_SECRET,
  LINK_KEYS: `k1:${randomBytes(32).toString('base64url')}`,
  EMAIL_TRANSPORT: 'smtp',
  EMAIL_FROM: 'billing@example.test',
  SMTP_HOST: 'smtp.example.test',
  SMTP_PORT: '587',
};

export type Workbench = {
  /** Addresses of sockets that lead straight to each Worker. */
  readonly hello: URL;
  readonly app: URL;
  readonly rowsInHand: URL;
  readonly bareStore: URL;
  readonly bareQueue: URL;
  /** The process that all of them run in; null where the system does not say. */
  readonly pid: number | null;
  readonly database: Awaited<ReturnType<Miniflare['getD1Database']>>;
  readonly close: () => Promise<void>;
};

/**
 * One workerd with the bare hello, the deployed bundle, twice (on a real D1, migrated and otherwise empty, and
 * with the rows of its first read in hand), and two Workers that only store what they are sent, the database or the queue first. Each has a socket of its
 * own on the loopback interface, so that nothing of Miniflare's stands between a request and the Worker.
 */
export async function openWorkbench(deployment: Deployment): Promise<Workbench> {
  const [hello, rowsInHand, bareStore, bareQueue] = await Promise.all([
    benchWorker('hello'),
    benchWorker('rows-in-hand'),
    benchWorker('bare-store'),
    benchWorker('bare-queue'),
  ]);
  const deployed = esModule('deployed.js', deployment.code);
  const parts = { ...boundTo('bench', VARIABLES), ...STRAIGHT };
  const miniflare = openMiniflare(deployment, [
    { name: 'hello', ...STRAIGHT, modules: [esModule('hello.js', hello)] },
    { name: 'app', ...parts, modules: [deployed] },
    { name: 'bare-store', ...parts, modules: [esModule('bare-store.js', bareStore)] },
    { name: 'bare-queue', ...parts, modules: [esModule('bare-queue.js', bareQueue)] },
    { name: 'rows-in-hand', ...parts, modules: [esModule('rows-in-hand.js', rowsInHand), deployed] },
  ]);
  try {
    await miniflare.ready;
    const database = await miniflare.getD1Database('DB', 'app');
    await migrate(database);
    return {
      hello: await miniflare.unsafeGetDirectURL('hello'),
      app: await miniflare.unsafeGetDirectURL('app'),
      rowsInHand: await miniflare.unsafeGetDirectURL('rows-in-hand'),
      bareStore: await miniflare.unsafeGetDirectURL('bare-store'),
      bareQueue: await miniflare.unsafeGetDirectURL('bare-queue'),
      pid: childProcess(process.pid, 'workerd'),
      database,
      close: () => miniflare.dispose(),
    };
  } catch (error) {
    await miniflare.dispose();
    throw error;
  }
}
