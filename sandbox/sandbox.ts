import { Hono } from 'hono';
import { createAccount } from './accounts/account.ts';
import { createApi } from './api/answer.ts';
import { createFaults } from './api/faults.ts';
import { createRequestLog } from './api/request-log.ts';
import { ROUTES } from './api/routes.ts';
import { controlRoutes } from './control/routes.ts';
import { createClock } from './core/clock.ts';
import { createIds } from './core/ids.ts';
import { type Kernel, scopeFor } from './core/scope.ts';
import { createTimer } from './core/timer.ts';
import { checkoutPages } from './pages/checkout-routes.ts';
import { overviewPages } from './pages/overview-routes.ts';
import type { Store } from './store/store.ts';
import { createCourier } from './webhooks/courier.ts';
import { ensureEndpoint } from './webhooks/endpoint.ts';
import { readSwitch, writeSwitch } from './webhooks/switch.ts';

export interface SandboxOptions {
  store: Store;
  /** Where people reach it, such as `http://localhost:12111`. Session URLs start with it. */
  baseUrl: string;
  /** The machine's time in ms since the epoch; the sandbox's clock runs ahead of it by what it was moved. */
  now?: () => number;
  /** Events are posted to their endpoints. The only way there is. */
  deliver?: 'http';
  /** How webhooks are posted; the global `fetch` where nothing is given. */
  fetch?: (request: Request) => Promise<Response>;
  webhooks?: {
    /** An endpoint to start with, for all events, with a secret that both sides know. */
    url?: string;
    secret?: string;
    /** A further endpoint, for the events of connected accounts. */
    connectUrl?: string;
    connectSecret?: string;
    /** `off`: nothing is posted until it is switched on or flushed. What an earlier run was told stays otherwise. */
    mode?: 'on' | 'off';
    /** How many deliveries are under way at once. 1, the default, keeps their order. */
    concurrency?: number;
  };
  /** The same seed and the same calls give the same ids. */
  seed?: string;
  /** The secret keys that are taken; none means any test key. */
  secretKeys?: readonly string[];
  account?: { name?: string; country?: string; currency?: string; email?: string };
}

export interface Sandbox {
  /** Answers a request to any host: its path decides. Rejects only where a fault cuts the connection. */
  fetch(request: Request): Promise<Response>;
  clock: {
    /** Milliseconds since the epoch. */
    now(): number;
    /** Moves the clock forward and does what falls due in between. */
    advance(ms: number): void;
  };
  /** Resolves when every webhook that is due has been posted once. */
  drainWebhooks(): Promise<void>;
  /** Stops timers and deliveries and closes the store. */
  close(): Promise<void>;
}

/** A local Stripe over a store: the API, the hosted pages, webhooks and the control API. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const { store, webhooks = {} } = options;
  const clock = createClock(options.now ?? Date.now, store);
  const ids = createIds(options.seed ?? 'quittance', store);
  const send = options.fetch ?? ((request: Request) => fetch(request));
  const kernel: Kernel = {
    store,
    clock,
    ids,
    baseUrl: options.baseUrl.replace(/\/+$/, ''),
    platform: `acct_${ids.derive('platform', '', 16)}`,
    onEvent: () => courier.wake(),
  };
  const courier = createCourier(kernel, { send, concurrency: webhooks.concurrency ?? 1 });
  const timer = createTimer(kernel);
  const faults = createFaults();
  const log = createRequestLog();

  const begin = (): void => store.transaction(() => setUp(kernel, options));
  begin();

  const api = createApi({ kernel, faults, log, secretKeys: options.secretKeys ?? [] });
  const app = new Hono();
  for (const route of ROUTES) {
    app.on(route.method, route.path, ({ req }) => api(req.raw, route, req.param('id') ?? ''));
  }
  app.all('/v1/*', ({ req }) => api(req.raw, null, ''));
  app.all('/v2/*', ({ req }) => api(req.raw, null, ''));
  app.route('/', checkoutPages(kernel));
  app.route('/', controlRoutes({ kernel, courier, faults, log, reset: begin }));
  app.route('/', overviewPages({ kernel, courier }));
  app.notFound((context) =>
    context.json({ error: { message: 'There is nothing here.', type: 'invalid_request_error' } }, 404),
  );
  // Hono hands errors here instead of to the caller; a cut connection must reach the caller.
  app.onError((error) => {
    throw error;
  });

  courier.wake();
  timer.arm();
  return {
    async fetch(request) {
      try {
        return await app.fetch(request);
      } finally {
        timer.arm();
      }
    },
    clock: {
      now: () => clock.now(),
      advance(ms) {
        clock.advance(ms);
        timer.tick();
        courier.wake();
      },
    },
    drainWebhooks: () => courier.drain(),
    async close() {
      timer.close();
      await courier.close();
      store.close();
    },
  };
}

/** The account and endpoints that a new or emptied sandbox starts with; what is there already stays. */
function setUp(kernel: Kernel, options: SandboxOptions): void {
  const { account = {}, webhooks = {} } = options;
  if (!kernel.store.get('account', kernel.platform)) {
    createAccount(kernel, {
      id: kernel.platform,
      name: account.name ?? 'Sandbox Business',
      country: account.country ?? 'US',
      currency: account.currency ?? 'usd',
      email: account.email ?? 'business@example.com',
    });
  }
  const scope = scopeFor(kernel, kernel.platform);
  if (webhooks.mode !== undefined)
    writeSwitch(kernel.store, { ...readSwitch(kernel.store), mode: webhooks.mode });
  if (webhooks.url !== undefined)
    ensureEndpoint(scope, { url: webhooks.url, secret: webhooks.secret, connect: false });
  if (webhooks.connectUrl !== undefined) {
    ensureEndpoint(scope, { url: webhooks.connectUrl, secret: webhooks.connectSecret, connect: true });
  }
}
