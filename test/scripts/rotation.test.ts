import { execFile } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoApi } from '../../scripts/demo/api.ts';
import { type Stack, startStack } from '../../scripts/stack.ts';
import { withTools } from '../../scripts/tools.ts';

const directory = mkdtempSync(join(tmpdir(), 'quittance-rotation-'));
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ stateDirectory: directory });
  const { app, operatorKey } = stack;
  writeFileSync(join(directory, '.demo.json'), JSON.stringify({ app, operatorKey }));
}, 240_000);
afterAll(async () => {
  await stack.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** `npm run keys` with these words and that on its standard input, while the traffic goes on. */
function keys(words: string, input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = withTools({ QUITTANCE_DIRECTORY: directory });
    const child = execFile(
      'node',
      ['scripts/keys.ts', ...words.split(' ')],
      { env },
      (error, said, complained) =>
        error === null ? resolve(said) : reject(new Error(`${words}: ${said}${complained}`)),
    );
    child.stdin?.end(input);
  });
}

const refused: string[] = [];
const counts = new Map<string, number>();
const streams: { readonly stop: () => Promise<void> }[] = [];

/** Asks again and again until it is stopped, and notes what was not answered with success. Together below the brakes: 600 a minute. */
function traffic(name: string, everyMs: number, ask: () => Promise<Response>): () => Promise<void> {
  let goesOn = true;
  const run = async (): Promise<void> => {
    while (goesOn) {
      const says = await ask().then(
        async (answer) => (answer.ok ? null : `${answer.status} ${(await answer.text()).slice(0, 200)}`),
        (error: unknown) => String(error),
      );
      counts.set(name, (counts.get(name) ?? 0) + 1);
      if (says !== null) refused.push(`${name}: ${says}`);
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  };
  const ended = run();
  const stop = (): Promise<void> => {
    goesOn = false;
    return ended;
  };
  streams.push({ stop });
  return stop;
}

const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });
const fingerprint = (secret: string): string =>
  createHash('sha256').update(secret).digest('hex').slice(0, 16);

let events = 0;
function event(secret: string): Promise<Response> {
  events += 1;
  const at = Math.floor(Date.now() / 1000);
  const body = JSON.stringify({
    ...{
      id: `evt_rotation_${events}`,
      object: 'event',
      type: 'charge.updated',
      created: at,
      livemode: false,
    },
    ...{ api_version: null, data: { object: { id: 'ch_1', object: 'charge' } } },
  });
  const mac = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
  const headers = { 'Stripe-Signature': `t=${at},v1=${mac}` };
  return fetch(`${stack.app}/webhooks/stripe`, { method: 'POST', body, headers });
}

/** As in Stripe's dashboard: the endpoint signs with both for a day. */
async function rolledSecret(): Promise<string> {
  const list = await fetch(`${stack.sandbox}/v1/webhook_endpoints`, { headers: bearer(stack.stripeKey) });
  const { data }: { data: readonly { id: string }[] } = await list.json();
  const rolled = await fetch(`${stack.sandbox}/_sandbox/webhook_endpoints/${data[0]?.id}/roll_secret`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
  });
  const { secret }: { secret: string } = await rolled.json();
  return secret;
}

it('keys and secrets of a running copy are rotated by npm run keys, and nothing is refused meanwhile', async () => {
  const { app, apiKey, operatorKey, webhookSecret } = stack;
  const api = demoApi(app, apiKey);
  const { id: customerId } = await api.post<{ id: string }>(
    '/customers',
    { legalName: 'Payer', email: 'a@b.test' },
    'c',
  );
  const draft = {
    customerId,
    currency: 'USD',
    lines: [{ description: 'Work', quantity: '1', unitAmount: 42_000 }],
  };
  const { id } = await api.post<{ id: string }>('/invoices', draft, 'i');
  const made = await api.post<{ hostedInvoiceUrl: string }>(`/invoices/${id}/finalize`, {}, 'f');
  const list = (key: string) => fetch(`${app}/api/v1/invoices`, { headers: bearer(key) });
  const report = (key: string) => fetch(`${app}/operator/v1/keys`, { headers: bearer(key) });
  let customers = 0;

  traffic('a link by the old key', 1_000, () => fetch(made.hostedInvoiceUrl));
  traffic('the API, reading', 900, () => list(apiKey));
  traffic('the API, writing', 1_100, () => {
    customers += 1;
    const body = JSON.stringify({ legalName: `Payer ${customers}`, email: 'a@b.test' });
    const headers = {
      ...bearer(apiKey),
      'Content-Type': 'application/json',
      'Idempotency-Key': `n-${customers}`,
    };
    return fetch(`${app}/api/v1/customers`, { method: 'POST', body, headers });
  });
  const oldEvents = traffic('events by the old secret', 900, () => event(webhookSecret));
  const oldOperator = traffic('the old operator’s key', 1_000, () => report(operatorKey));

  expect(await keys('add links')).toContain('LINK_KEYS holds k1, k2. It runs');
  expect(await keys('use links')).toContain('LINK_KEYS holds k2, k1. It runs');
  const read = await fetch(`${app}/api/v1/invoices/${id}`, { headers: bearer(apiKey) });
  const { hostedInvoiceUrl }: { hostedInvoiceUrl: string } = await read.json();
  expect(hostedInvoiceUrl).not.toBe(made.hostedInvoiceUrl);
  traffic('a link by the new key', 1_000, () => fetch(hostedInvoiceUrl));
  await expect(keys('drop links 1')).rejects.toThrow(
    'k1 is needed: it would break the links of up to 1 invoices',
  );

  const { data } = await api.get<{ data: readonly { id: string }[] }>('/api-keys');
  const overlap = { overlapSeconds: 3_600 };
  const turned = await api.post<{ key: string }>(`/api-keys/${data[0]?.id}/rotate`, overlap, 'r');
  traffic('the API, by the new key', 900, () => list(turned.key));

  const rolled = await rolledSecret();
  expect(await keys('add webhook', rolled)).toContain('It runs');
  traffic('events by the new secret', 900, () => event(rolled));
  await oldEvents();
  expect(await keys(`drop webhook ${fingerprint(webhookSecret)}`)).toContain('It runs');

  const [, next = ''] = /whoever uses it:\s+([0-9a-f]{64})/.exec(await keys('add operator')) ?? [];
  traffic('the new operator’s key', 300, () => report(next));
  await oldOperator();
  expect(await keys(`drop operator ${fingerprint(operatorKey)}`)).toContain('It runs');

  await Promise.all(streams.map(({ stop }) => stop()));
  expect(refused).toEqual([]);
  expect([...counts.values()].every((count) => count > 2)).toBe(true);
  expect((await event(webhookSecret)).status).toBe(400);
  expect((await report(operatorKey)).status).toBe(401);
}, 240_000);
