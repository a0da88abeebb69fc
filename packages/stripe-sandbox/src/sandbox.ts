import { Hono } from 'hono';
import { createAccount } from './accounts/account.ts';
import { setLegacyPlatform } from './accounts/platform.ts';
import { createApi } from './api/answer.ts';
import type { Validator } from './api/exchange.ts';
import { ConnectionCut, createFaults } from './api/faults.ts';
import { createLimits, type RateLimits, UNLIMITED } from './api/limits.ts';
import { createRequestLog } from './api/request-log.ts';
import { ROUTES } from './api/routes.ts';
import { createViolations, validating } from './api/validation.ts';
import { controlRoutes } from './control/routes.ts';
import { createClock } from './core/clock.ts';
import { createIds } from './core/ids.ts';
import type { Link } from './core/links.ts';
import { type ClockMove, createMover } from './core/move-clock.ts';
import { createOutgoing } from './core/outgoing.ts';
import { type Kernel, scopeFor } from './core/scope.ts';
import { createTimer } from './core/timer.ts';
import { chooseWorlds, type WorldChoice } from './core/worlds.ts';
import { checkoutPages } from './pages/checkout-routes.ts';
import { connectPages } from './pages/connect-routes.ts';
import { microdepositPages } from './pages/microdeposit-routes.ts';
import { overviewPages } from './pages/overview-routes.ts';
import { setupPages } from './pages/setup-routes.ts';
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
  /** Events are posted to their endpoints, the only delivery mode. */
  deliver?: 'http';
  /** Posts webhooks; the global `fetch` by default. */
  fetch?: (request: Request) => Promise<Response>;
  webhooks?: {
    /** An endpoint to start with, for all events, with a secret that both sides know. */
    url?: string;
    secret?: string;
    /** A further endpoint, for the events of connected accounts. */
    connectUrl?: string;
    connectSecret?: string;
    /** `off`: nothing is posted until it is switched on or flushed. By default, the setting of an earlier run stays. */
    mode?: 'on' | 'off';
    /** How many deliveries are under way at once. 1, the default, keeps their order. */
    concurrency?: number;
  };
  /** For tests: validates every request, answer and event; a mismatch is recorded and answered with a 500. */
  validator?: Validator;
  /** The same seed and the same calls give the same ids. */
  seed?: string;
  /** Which way it goes where Stripe does not say; what an earlier run was told stays otherwise. */
  worlds?: WorldChoice;
  /** Off unless given; Stripe's own are in `STRIPE_LIMITS`. */
  limits?: RateLimits;
  /** The accepted secret keys; none means any test key. */
  secretKeys?: readonly string[];
  account?: {
    name?: string;
    country?: string;
    currency?: string;
    email?: string;
    /** Currencies with a bank account, which settle unconverted; the account's own currency unless given. */
    settles?: string[];
    /** `daily`, the default, pays out by the clock. */
    payouts?: 'daily' | 'manual';
  };
  /** The platform's Connect settings. Without a client id any `ca_…` is taken, without redirect URIs any of them. */
  oauth?: { clientId?: string; redirectUris?: readonly string[] };
  /** True for a platform from before Accounts v2, which may use `/v1/accounts`. */
  legacyPlatform?: boolean;
  /** Pages beside the sandbox that its overview leads to. */
  links?: readonly Link[];
  /** Called after the clock was moved and everything due was run; ms since the epoch. */
  onClockMoved?: (move: ClockMove) => Promise<void> | void;
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
  const { webhooks = {} } = options;
  const { store, publish } = createOutgoing(options.store);
  const clock = createClock(options.now ?? Date.now, store);
  const ids = createIds(options.seed ?? 'quittance', store);
  const send = options.fetch ?? ((request: Request) => fetch(request));
  const kernel: Kernel = {
    store,
    publish,
    clock,
    ids,
    baseUrl: options.baseUrl.replace(/\/+$/, ''),
    platform: `acct_${ids.derive('platform', '', 16)}`,
    oauth: {
      clientId: options.oauth?.clientId ?? null,
      redirectUris: options.oauth?.redirectUris ?? [],
    },
    onEvent: (event) => {
      const problems = options.validator?.event(event) ?? [];
      if (problems.length > 0) violations.add(event.type, problems);
      courier.deliverSoon();
    },
    onThinEvent: () => courier.deliverSoon(),
  };
  const courier = createCourier(kernel, { send, concurrency: webhooks.concurrency ?? 1 });
  const timer = createTimer(kernel);
  const faults = createFaults();
  const log = createRequestLog();
  const violations = createViolations();
  const limits = createLimits(options.limits);

  const mover = createMover(kernel, {
    done: () => {
      timer.tick();
      courier.deliverSoon();
    },
    tell: options.onClockMoved,
  });

  const begin = (): void => {
    limits.set(options.limits ?? UNLIMITED);
    store.transaction(() => setUp(kernel, options));
  };
  begin();

  const answer = createApi({ kernel, faults, log, limits, secretKeys: options.secretKeys ?? [] });
  const api = options.validator ? validating(answer, options.validator, violations) : answer;
  const app = new Hono();
  for (const route of ROUTES) {
    app.on(route.method, route.path, ({ req }) => {
      const [id = '', inner] = [req.param('id'), req.param('inner')];
      return api(req.raw, route, inner === undefined ? id : `${id}/${inner}`);
    });
  }
  app.all('/v1/*', ({ req }) => api(req.raw, null, ''));
  app.all('/v2/*', ({ req }) => api(req.raw, null, ''));
  app.route('/', connectPages(kernel));
  app.all('/oauth/*', ({ req }) => api(req.raw, null, ''));
  app.route('/', checkoutPages(kernel));
  app.route('/', microdepositPages(kernel));
  app.route('/', setupPages(kernel));
  app.post('/_sandbox/violations/take', (context) => context.json(violations.take()));
  app.route('/', controlRoutes({ kernel, courier, faults, limits, log, mover, reset: begin }));
  app.route('/', overviewPages({ kernel, courier, faults, mover, links: options.links ?? [] }));
  app.notFound((context) =>
    context.json({ error: { message: 'There is nothing here.', type: 'invalid_request_error' } }, 404),
  );
  // Hono hands errors here instead of to the caller; only a cut connection must reach the caller.
  app.onError((error, context) => {
    if (error instanceof ConnectionCut) throw error;
    console.error('sandbox: a page broke:', error);
    return context.text('The sandbox broke. Its output says how.', 500);
  });

  courier.deliverSoon();
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
        // A caller in process that moved the clock need not wait for the callback.
        void mover.move(ms);
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
      settles: account.settles,
      payouts: account.payouts,
    });
  }
  if (options.legacyPlatform !== undefined) setLegacyPlatform(kernel, options.legacyPlatform);
  if (options.worlds !== undefined) chooseWorlds(kernel.store, options.worlds);
  const scope = scopeFor(kernel, kernel.platform);
  if (webhooks.mode !== undefined)
    writeSwitch(kernel.store, { ...readSwitch(kernel.store), mode: webhooks.mode });
  if (webhooks.url !== undefined)
    ensureEndpoint(scope, { url: webhooks.url, secret: webhooks.secret, connect: false });
  if (webhooks.connectUrl !== undefined) {
    ensureEndpoint(scope, { url: webhooks.connectUrl, secret: webhooks.connectSecret, connect: true });
  }
}
