import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { KEY } from './support.ts';

const MAIN = join(import.meta.dirname, '../src/cli.ts');
let folder: string;
let children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  rmSync(folder, { recursive: true });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function start(port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [
    MAIN,
    '--port',
    String(port),
    '--data',
    join(folder, 'stripe.sqlite'),
  ]);
  children.push(child);
  await new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
  return child;
}

it('a process killed in the middle of payments keeps each one it answered, and makes none twice', async () => {
  const port = await freePort();
  const child = await start(port);
  const stripe = new Stripe(KEY, {
    host: '127.0.0.1',
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
    httpClient: Stripe.createFetchHttpClient(),
  });
  const pay = (n: number): Promise<Stripe.PaymentIntent> =>
    stripe.paymentIntents.create(
      { amount: 1000 + n, currency: 'usd', payment_method: 'pm_card_visa', confirm: true },
      { idempotencyKey: `pay/${n}` },
    );
  const numbers = Array.from({ length: 120 }, (_, n) => n);
  const answered = new Map<number, string>();
  await Promise.all(
    numbers.map(async (n) => {
      const intent = await pay(n).catch(() => null);
      if (!intent) return;
      answered.set(n, intent.id);
      // Some are answered by now and some are under way.
      if (answered.size === 40) child.kill('SIGKILL');
    }),
  );
  expect(answered.size).toBeLessThan(numbers.length);

  await start(port);
  const again = new Map<number, string>();
  for (const n of numbers) again.set(n, (await pay(n)).id);
  for (const [n, id] of answered) expect(again.get(n)).toBe(id);
  const charges = await stripe.charges.list({ limit: 100 }).autoPagingToArray({ limit: 1000 });
  expect(charges.map(({ amount }) => amount).toSorted((a, b) => a - b)).toEqual(numbers.map((n) => 1000 + n));
  const sales = await stripe.balanceTransactions.list({ limit: 100 }).autoPagingToArray({ limit: 1000 });
  expect(sales).toHaveLength(numbers.length);
});
