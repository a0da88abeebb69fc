import { Hono } from 'hono';
import { z } from 'zod';
import { isConnected } from '../accounts/access.ts';
import { createAccount, saveConnection } from '../accounts/account.ts';
import { disconnect } from '../accounts/disconnect.ts';
import { isLegacyPlatform, setLegacyPlatform } from '../accounts/platform.ts';
import { setCapabilities, setRequirements } from '../accounts/requirements.ts';
import { invalidRequest, noSuchObject } from '../core/api-error.ts';
import { find, type Kernel, type Scope, save, scopeFor } from '../core/scope.ts';
import { setBankAccount } from '../payouts/bank.ts';
import { read } from './read.ts';

const account = z.strictObject({
  id: z
    .string()
    .regex(/^acct_\w+$/)
    .optional(),
  name: z.string().default('Connected Business'),
  country: z.string().default('US'),
  currency: z.string().default('usd'),
  email: z.string().default('connected@example.com'),
  /** False for an account that exists and can be chosen on the OAuth page. */
  connected: z.boolean().default(true),
  /** True for an account that another platform controls: it is shown on the OAuth page and cannot be chosen. */
  controlledElsewhere: z.boolean().default(false),
  onboarded: z.boolean().default(true),
  settles: z.array(z.string()).optional(),
  payouts: z.enum(['daily', 'manual']).optional(),
});
const requirements = z.strictObject({
  currentlyDue: z.array(z.string()),
  disabledReason: z
    .enum([
      'requirements.past_due',
      'requirements.pending_verification',
      'under_review',
      'rejected.fraud',
      'other',
    ])
    .default('requirements.past_due'),
});

const capabilities = z.record(
  z.enum(['card_payments', 'transfers', 'us_bank_account_ach_payments']),
  z.enum(['active', 'inactive', 'pending']).optional(),
);

/** Connected accounts as their owners and Stripe change them. */
export function accountRoutes(kernel: Kernel): Hono {
  const app = new Hono();
  const { store } = kernel;
  const known = (id: string): Scope => {
    if (!store.get('account', id)) throw noSuchObject('account', id);
    return scopeFor(kernel, id);
  };

  app.get('/accounts', (c) => {
    const connections = [...store.scan('_connection', kernel.platform, { order: 'newest' })];
    return c.json(connections.map(({ value }) => ({ ...value, id: value.account })));
  });
  app.post('/accounts', async (c) => {
    const { connected, controlledElsewhere, ...input } = await read(c.req.raw, account);
    const status = connected && !controlledElsewhere ? ('connected' as const) : ('none' as const);
    const origin = controlledElsewhere ? ('other_platform' as const) : ('control' as const);
    const id = input.id ?? kernel.ids.next('acct');
    return c.json(
      store.transaction(() => createAccount(kernel, { ...input, id, status, origin })),
      201,
    );
  });
  app.post('/accounts/:id/deauthorize', (c) => {
    const id = c.req.param('id');
    known(id);
    if (id === kernel.platform || !isConnected(kernel, id)) throw invalidRequest(`${id} is not connected.`);
    store.transaction(() => disconnect(kernel, id));
    return c.json({ id, status: 'disconnected' });
  });
  app.post('/accounts/:id/connect', (c) => {
    const id = c.req.param('id');
    known(id);
    const origin = kernel.store.get('_connection', id)?.value.origin ?? 'control';
    store.transaction(() => saveConnection(kernel, { account: id, origin, status: 'connected' }));
    return c.json({ id, status: 'connected' });
  });
  app.post('/accounts/:id/requirements', async (c) => {
    const { currentlyDue, disabledReason } = await read(c.req.raw, requirements);
    const scope = known(c.req.param('id'));
    return c.json({ ...store.transaction(() => setRequirements(scope, currentlyDue, disabledReason)) });
  });
  app.post('/accounts/:id/capabilities', async (c) => {
    const wanted = await read(c.req.raw, capabilities);
    const scope = known(c.req.param('id'));
    return c.json({ ...store.transaction(() => setCapabilities(scope, wanted)) });
  });
  app.post('/accounts/:id/bank_account', async (c) => {
    const { number, currency } = await read(
      c.req.raw,
      z.strictObject({ number: z.string().regex(/^\d{4,17}$/), currency: z.string().default('usd') }),
    );
    const scope = known(c.req.param('id'));
    return c.json({ ...store.transaction(() => setBankAccount(scope, currency, number)) }, 201);
  });
  app.post('/accounts/:id/payout_schedule', async (c) => {
    const { interval } = await read(c.req.raw, z.strictObject({ interval: z.enum(['daily', 'manual']) }));
    const scope = known(c.req.param('id'));
    return c.json({ ...store.transaction(() => setSchedule(scope, interval)) });
  });
  app.get('/platform', (c) => c.json({ id: kernel.platform, legacy: isLegacyPlatform(kernel) }));
  app.post('/platform', async (c) => {
    const { legacy } = await read(c.req.raw, z.strictObject({ legacy: z.boolean() }));
    setLegacyPlatform(kernel, legacy);
    return c.json({ id: kernel.platform, legacy });
  });
  return app;
}

function setSchedule(scope: Scope, interval: 'daily' | 'manual') {
  const found = find(scope, 'account', scope.account);
  if (!found?.settings?.payouts) throw noSuchObject('account', scope.account);
  const { payouts } = found.settings;
  const schedule = { ...payouts.schedule, interval };
  const updated = { ...found, settings: { ...found.settings, payouts: { ...payouts, schedule } } };
  save(scope, 'account', scope.account, updated);
  return updated;
}
