import { Hono } from 'hono';
import { z } from 'zod';
import { FAULT_KINDS, type Faults } from '../api/faults.ts';
import { type Limits, STRIPE_LIMITS, UNLIMITED } from '../api/limits.ts';
import type { RequestLog } from '../api/request-log.ts';
import { ApiError } from '../core/api-error.ts';
import type { Mover } from '../core/move-clock.ts';
import { type Kernel, scopeFor } from '../core/scope.ts';
import { runDueTasks } from '../core/tick.ts';
import type { Courier } from '../webhooks/courier.ts';
import { createDestination, showDestination } from '../webhooks/destination.ts';
import { rollSecret } from '../webhooks/endpoint.ts';
import { readSwitch, writeSwitch } from '../webhooks/switch.ts';
import { accountRoutes } from './account-routes.ts';
import { microdepositRoutes } from './microdeposit-routes.ts';
import { moneyRoutes } from './money-routes.ts';
import { payFromControl, payment } from './pay.ts';
import { read, refusal } from './read.ts';
import { stateOf } from './state.ts';
import { worldRoutes } from './world-routes.ts';

export interface ControlOptions {
  kernel: Kernel;
  courier: Courier;
  faults: Faults;
  limits: Limits;
  log: RequestLog;
  mover: Mover;
  /** Recreates what a new sandbox starts with. */
  reset: () => void;
}

const clockMove = z.strictObject({ now: z.number().optional(), advanceMs: z.number().min(0).optional() });
const webhookSwitch = z.strictObject({
  mode: z.enum(['on', 'off', 'drop', 'reorder']).optional(),
  duplicate: z.int().min(0).max(100).optional(),
  delayMs: z.int().min(0).optional(),
});
const faultTarget = {
  method: z.string().default('*'),
  pathPattern: z.string().default('*'),
  containing: z.string().min(1).optional(),
  times: z.int().min(1).default(1),
};
const fault = z.union([
  z.strictObject({
    ...faultTarget,
    kind: z.enum(FAULT_KINDS),
    holdMs: z.int().min(0).default(30_000),
  }),
  z.strictObject({
    ...faultTarget,
    kind: z.literal('answer'),
    holdMs: z.literal(0).default(0),
    answer: z.strictObject({
      status: z.int().min(200).max(599),
      body: z.union([z.string(), z.record(z.string(), z.json())]).default(''),
      contentType: z.string().optional(),
      headers: z.record(z.string(), z.string()).optional(),
    }),
  }),
]);
/** A destination of thin events whose secret the other side knows already. */
const destination = z.strictObject({
  url: z.url(),
  secret: z.string().min(1),
  eventsFrom: z.array(z.enum(['@self', '@accounts'])).default(['@self', '@accounts']),
  enabledEvents: z.array(z.string()).default(['*']),
});
const limit = z.int().min(1).nullable();
const rateLimits = z.union([
  z.strictObject({ preset: z.enum(['off', 'sandbox', 'live']) }),
  z.strictObject({ perAccount: limit, perEndpoint: limit }),
]);

const PRESETS = { off: UNLIMITED, ...STRIPE_LIMITS };

/** The control API under `/_sandbox`: the clock, faults, webhooks and logs. JSON in and out; it needs no key. */
export function controlRoutes(options: ControlOptions): Hono {
  const { kernel, courier, faults, limits, log, mover } = options;
  const app = new Hono().basePath('/_sandbox');
  const { store, clock } = kernel;
  const now = () => ({ now: clock.now(), iso: new Date(clock.now()).toISOString() });

  app.use(async (_context, next) => {
    try {
      runDueTasks(kernel);
      await next();
    } finally {
      courier.deliverSoon();
    }
  });
  app.onError((error) => refusal(error));

  app.get('/state', (c) => c.json({ ...now(), ...stateOf(kernel) }));
  app.post('/reset', (c) => {
    store.transaction(() => {
      store.clear();
      clock.reset();
      options.reset();
    });
    faults.clear();
    log.clear();
    return c.json({ ...now(), ...stateOf(kernel) });
  });

  app.get('/clock', (c) => c.json(now()));
  app.post('/clock', async (c) => {
    const move = await read(c.req.raw, clockMove);
    const ms = move.now === undefined ? (move.advanceMs ?? 0) : move.now - clock.now();
    const callback = await mover.move(ms);
    return c.json({ ...now(), callback });
  });

  app.get('/webhooks', (c) => c.json(readSwitch(store)));
  app.post('/webhooks', async (c) => {
    const sent = await read(c.req.raw, webhookSwitch);
    const { mode, duplicate, delayMs } = readSwitch(store);
    writeSwitch(store, {
      mode: sent.mode ?? mode,
      duplicate: sent.duplicate ?? duplicate,
      delayMs: sent.delayMs ?? delayMs,
    });
    return c.json(readSwitch(store));
  });
  app.post('/webhooks/flush', async (c) => c.json({ delivered: await courier.flush() }));
  app.post('/webhooks/take', async (c) => c.json(await courier.take()));
  app.post('/webhooks/drain', async (c) => {
    await courier.drain();
    return c.json({ pending: store.dueTasks('delivery', Number.MAX_SAFE_INTEGER).length });
  });
  app.post('/webhook_endpoints/:id/roll_secret', async (c) => {
    const { overlapMs } = await read(
      c.req.raw,
      z.strictObject({ overlapMs: z.int().min(0).default(86_400_000) }),
    );
    const owner = store.get('_webhook_endpoint', c.req.param('id'))?.account ?? kernel.platform;
    return c.json(store.transaction(() => rollSecret(scopeFor(kernel, owner), c.req.param('id'), overlapMs)));
  });

  app.post('/event_destinations', async (c) => {
    const { secret, url, eventsFrom, enabledEvents } = await read(c.req.raw, destination);
    const platform = scopeFor(kernel, kernel.platform);
    const input = {
      name: 'Thin events',
      description: '',
      url,
      secret,
      eventsFrom,
      enabledEvents,
      metadata: {},
    };
    return c.json(showDestination(store.transaction(() => createDestination(platform, input))), 201);
  });

  app.get('/events/:id/deliveries', (c) => c.json(deliveriesOf(kernel, c.req.param('id'))));
  app.post('/events/:id/redeliver', async (c) => {
    await courier.deliverNow(deliveriesOf(kernel, c.req.param('id')).map(({ id }) => id));
    return c.json(deliveriesOf(kernel, c.req.param('id')));
  });

  app.get('/faults', (c) => c.json(faults.all()));
  app.post('/faults', async (c) => c.json(faults.add(await read(c.req.raw, fault)), 201));
  app.delete('/faults', (c) => {
    faults.clear();
    return c.json([]);
  });

  app.delete('/faults/:id', (c) => {
    faults.remove(Number(c.req.param('id')));
    return c.json(faults.all());
  });

  app.get('/limits', (c) => c.json(limits.read()));
  app.post('/limits', async (c) => {
    const wanted = await read(c.req.raw, rateLimits);
    limits.set('preset' in wanted ? PRESETS[wanted.preset] : wanted);
    return c.json(limits.read());
  });

  app.get('/requests', (c) => c.json(log.all()));
  app.delete('/requests', (c) => {
    log.clear();
    return c.json([]);
  });

  app.post('/checkout/:id/pay', async (c) => {
    const { status, body } = payFromControl(kernel, c.req.param('id'), await read(c.req.raw, payment));
    return c.json(body, status);
  });
  app.route('/', accountRoutes(kernel));
  app.route('/', microdepositRoutes(kernel));
  app.route('/', moneyRoutes(kernel));
  app.route('/', worldRoutes(kernel));
  return app;
}

function deliveriesOf(kernel: Kernel, eventId: string) {
  const event = kernel.store.get('event', eventId);
  if (!event)
    throw new ApiError(404, 'invalid_request_error', `No such event: '${eventId}'`, {
      code: 'resource_missing',
      param: 'id',
    });
  const scan = { index: { name: 'event', value: eventId }, order: 'oldest' } as const;
  return [...kernel.store.scan('_delivery', event.account, scan)].map(({ value }) => value);
}
