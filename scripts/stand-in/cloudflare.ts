import { assetRoutes } from './assets.ts';
import { bucketRoutes } from './buckets.ts';
import { d1Routes } from './d1.ts';
import { dispatch, type Route, serve } from './http.ts';
import { queueRoutes } from './queues.ts';
import { createRuntime } from './runtime.ts';
import { scriptRoutes } from './scripts.ts';
import { type AccountState, newAccount } from './state.ts';
import { subscriptionRoutes } from './subscriptions.ts';

export interface StandIn {
  readonly account: AccountState;
  /** What wrangler is given as `CLOUDFLARE_API_BASE_URL`. */
  readonly apiUrl: string;
  /** Where the deployed Worker answers, without a trailing slash. */
  readonly workerUrl: string;
  /** Every call, as `METHOD /path`, in the order they came. */
  readonly calls: string[];
  /** How many requests each version of the Worker answered. */
  readonly answered: ReadonlyMap<string, number>;
  /** The next such call is carried out, and its answer never arrives: `METHOD /path`, a line, and its body. */
  loseAnswer(call: RegExp): void;
  tick(): Promise<void>;
  close(): Promise<void>;
}

const TICK_MS = 2_000;

/**
 * Cloudflare's API on this machine, for the unmodified wrangler, with what was deployed running in workerd: an account of its
 * own that is empty at first. Every token is taken.
 */
export async function startStandIn(options: { directory: string; workerPort?: number }): Promise<StandIn> {
  const account = newAccount();
  const runtime = createRuntime(account, options.directory);
  const calls: string[] = [];
  let lost: RegExp | null = null;
  const routes: readonly Route[] = [
    ...accountRoutes(account),
    ...d1Routes(account, options.directory),
    ...queueRoutes(account),
    ...bucketRoutes(account),
    ...subscriptionRoutes(account),
    ...assetRoutes(account),
    ...scriptRoutes(account, runtime.changed),
  ];
  const api = await serve(0, async (request) => {
    const call = `${request.method} ${new URL(request.url).pathname.replace(/^\/client\/v4/, '')}`;
    calls.push(call);
    const isLost = lost?.test(`${call}\n${await request.clone().text()}`) === true;
    const answer = await dispatch(routes, request);
    if (!isLost) return answer;
    lost = null;
    return new Response('Bad gateway', { status: 502 });
  });
  const edge = await serve(options.workerPort ?? 0, runtime.fetch);
  let ticking: Promise<void> = Promise.resolve();
  const cron = setInterval(() => {
    ticking = ticking
      .then(runtime.tick)
      .catch((error: unknown) => console.error('The cron trigger failed:', error));
  }, TICK_MS);
  return {
    account,
    apiUrl: `http://127.0.0.1:${api.port}/client/v4`,
    workerUrl: `http://127.0.0.1:${edge.port}`,
    calls,
    answered: runtime.answered,
    loseAnswer: (call) => {
      lost = call;
    },
    tick: runtime.tick,
    close: async () => {
      clearInterval(cron);
      await ticking;
      await Promise.all([api.close(), edge.close()]);
      await runtime.close();
    },
  };
}

function accountRoutes({ id, name, domains, zones }: AccountState): readonly Route[] {
  const account = { id, name, type: 'standard', created_on: '2026-01-01T00:00:00Z' };
  return [
    ['GET', /^\/client\/v4\/accounts$/, () => [account]],
    ['GET', /^\/client\/v4\/memberships$/, () => [{ id: 'membership', account }]],
    ['GET', /^\/client\/v4\/user$/, () => ({ id: 'user', email: 'ada@example.com' })],
    ['GET', /^\/client\/v4\/user\/tokens\/verify$/, () => ({ id: 'token', status: 'active' })],
    [
      'GET',
      /^\/client\/v4\/accounts\/\w+\/workers\/domains$/,
      () => [...domains].map(([hostname, service]) => ({ id: hostname, hostname, service })),
    ],
    [
      'GET',
      /^\/client\/v4\/zones$/,
      ({ query }) =>
        [...zones.keys()]
          .filter((zone) => [null, zone].includes(query.get('name')))
          .map((zone) => ({ id: zone, name: zone, status: 'active', account })),
    ],
    ['GET', /^\/client\/v4\/zones\/[^/]+\/workers\/routes$/, () => []],
    ['GET', /^\/client\/v4\/zones\/([^/]+)\/dns_records$/, ({ parts: [zone = ''] }) => zones.get(zone) ?? []],
  ];
}
