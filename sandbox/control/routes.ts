import { Hono } from 'hono';
import { z } from 'zod';
import { createAccount } from '../accounts/account.ts';
import { FAULT_KINDS, type Faults } from '../api/faults.ts';
import type { RequestLog } from '../api/request-log.ts';
import { ApiError } from '../core/api-error.ts';
import { type Kernel, scopeFor } from '../core/scope.ts';
import { runDueTasks } from '../core/tick.ts';
import { settle } from '../payments/settle.ts';
import type { Return } from '../payments/traits.ts';
import type { Courier } from '../webhooks/courier.ts';
import { rollSecret } from '../webhooks/endpoint.ts';
import { readSwitch, writeSwitch } from '../webhooks/switch.ts';
import { payFromControl, payment } from './pay.ts';
import { stateOf } from './state.ts';

export interface ControlOptions {
  kernel: Kernel;
  courier: Courier;
  faults: Faults;
  log: RequestLog;
  /** Puts back what a new sandbox starts with. */
  reset: () => void;
}

const clockMove = z.strictObject({ now: z.number().optional(), advanceMs: z.number().min(0).optional() });
const webhookSwitch = z.strictObject({
  mode: z.enum(['on', 'off', 'drop', 'reorder']).optional(),
  duplicate: z.int().min(0).max(100).optional(),
  delayMs: z.int().min(0).optional(),
});
const fault = z.strictObject({
  method: z.string().default('*'),
  pathPattern: z.string().default('*'),
  times: z.int().min(1).default(1),
  kind: z.enum(FAULT_KINDS),
  holdMs: z.int().min(0).default(30_000),
});
const settlement = z.strictObject({
  outcome: z.enum(['succeeded', 'failed']),
  code: z
    .enum(['account_closed', 'no_account', 'insufficient_funds', 'debit_not_authorized'])
    .default('insufficient_funds'),
});
const account = z.strictObject({
  id: z
    .string()
    .regex(/^acct_\w+$/)
    .optional(),
  name: z.string().default('Connected Business'),
  country: z.string().default('US'),
  currency: z.string().default('usd'),
  email: z.string().default('connected@example.com'),
});

/** The control API under `/_sandbox`: time, trouble and what happened. JSON in and out; it takes no key. */
export function controlRoutes(options: ControlOptions): Hono {
  const { kernel, courier, faults, log } = options;
  const app = new Hono().basePath('/_sandbox');
  const { store, clock } = kernel;
  const now = () => ({ now: clock.now(), iso: new Date(clock.now()).toISOString() });

  app.use(async (_context, next) => {
    try {
      runDueTasks(kernel);
      await next();
    } finally {
      courier.wake();
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
    clock.advance(move.now === undefined ? (move.advanceMs ?? 0) : move.now - clock.now());
    runDueTasks(kernel);
    return c.json(now());
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

  app.get('/requests', (c) => c.json(log.all()));
  app.delete('/requests', (c) => {
    log.clear();
    return c.json([]);
  });

  app.post('/accounts', async (c) => {
    const input = await read(c.req.raw, account);
    return c.json(
      store.transaction(() => createAccount(kernel, { ...input, id: input.id ?? kernel.ids.next('acct') })),
      201,
    );
  });
  app.post('/checkout/:id/pay', async (c) => {
    const { status, body } = payFromControl(kernel, c.req.param('id'), await read(c.req.raw, payment));
    return c.json(body, status);
  });
  app.post('/payments/:id/settle', async (c) => {
    const { outcome, code } = await read(c.req.raw, settlement);
    const owner = store.get('payment_intent', c.req.param('id'))?.account ?? kernel.platform;
    const reason: Return | null =
      outcome === 'failed' ? { code, message: `The bank returned the debit: ${code}.` } : null;
    return c.json({ ...store.transaction(() => settle(scopeFor(kernel, owner), c.req.param('id'), reason)) });
  });
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

async function read<S extends z.ZodType>(request: Request, schema: S): Promise<z.output<S>> {
  const text = await request.text();
  let sent: unknown;
  try {
    sent = text === '' ? {} : JSON.parse(text);
  } catch {
    throw new ApiError(400, 'invalid_request_error', 'The body is not JSON.');
  }
  const result = schema.safeParse(sent);
  if (result.success) return result.data;
  const reasons = result.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  throw new ApiError(400, 'invalid_request_error', reasons.join('; '));
}

function refusal(error: unknown): Response {
  if (error instanceof ApiError)
    return Response.json(
      { error: { message: error.message, code: error.details.code ?? null } },
      { status: error.status },
    );
  if (error instanceof RangeError)
    return Response.json({ error: { message: error.message, code: null } }, { status: 400 });
  console.error('sandbox: the control API broke:', error);
  return Response.json(
    { error: { message: 'The sandbox broke. Its output says how.', code: null } },
    { status: 500 },
  );
}
