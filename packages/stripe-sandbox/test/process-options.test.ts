import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import Stripe from 'stripe';
import { afterEach, expect, it } from 'vitest';
import { KEY } from './support.ts';

const MAIN = join(import.meta.dirname, '../src/cli.ts');
const children: ChildProcess[] = [];
const servers: Server[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const server of servers.splice(0)) server.close();
});

/** A server on a free port, and that port. */
async function receiver(onBody: (body: string) => void): Promise<number> {
  const server = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => onBody(chunk.toString()));
    request.on('end', () => response.writeHead(204).end());
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function freePort(): Promise<number> {
  const port = await receiver(() => {});
  const server = servers.pop();
  server?.close();
  if (server) await once(server, 'close');
  return port;
}

async function start(
  environment: Record<string, string>,
  args: readonly string[] = [],
): Promise<{ child: ChildProcess; line: string }> {
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, ...environment } });
  children.push(child);
  const line = await new Promise<string>((resolve) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()));
    child.stderr.once('data', (chunk: Buffer) => resolve(chunk.toString()));
  });
  return { child, line };
}

it('a process is a legacy platform, has Stripe’s limits, and tells of its clock, where it is told to', async () => {
  const told: string[] = [];
  const [port, hook] = [await freePort(), await receiver((body) => told.push(body))];
  await start({
    PORT: String(port),
    LEGACY_PLATFORM: '1',
    RATE_LIMITS: 'sandbox',
    CLOCK_WEBHOOK: `http://127.0.0.1:${hook}/`,
    CONNECT_CLIENT_ID: 'ca_ours',
  });
  const stripe = new Stripe(KEY, {
    host: '127.0.0.1',
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
  });
  expect((await stripe.accounts.create({ type: 'standard' })).object).toBe('account');
  const control = async (path: string, body?: object): Promise<unknown> => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    return (await fetch(`http://127.0.0.1:${port}/_sandbox${path}`, init)).json();
  };
  expect(await control('/limits')).toEqual({ perAccount: 25, perEndpoint: 25 });
  expect(await control('/clock', { advanceMs: 86_400_000 })).toMatchObject({ callback: 'told' });
  const { from, to } = JSON.parse(told[0] ?? '{}');
  expect(to - from).toBeGreaterThanOrEqual(86_400_000);
  await expect(
    stripe.oauth.deauthorize({ client_id: 'ca_other', stripe_user_id: 'acct_1' }),
  ).rejects.toMatchObject({ type: 'StripeInvalidClientError' });
});

it('limits that do not exist are a clear message and exit code 1', async () => {
  const { child, line } = await start({ PORT: String(await freePort()), RATE_LIMITS: 'many' });
  const code = child.exitCode ?? (await once(child, 'exit'))[0];
  expect(line).toContain('many are no rate limits');
  expect(code).toBe(1);
});

it.each([
  [['--prot', '1'], "Unknown option '--prot'. All options: --help."],
  [['start'], "Unexpected argument 'start'. All options: --help."],
  [['--port'], "Option '--port <value>' argument missing. All options: --help."],
  [['--port', '70000'], '70000 is not a port.'],
  [['--links', 'Shop'], 'Shop is no link. Use NAME=http://….'],
  [['--links', 'Shop=javascript:alert(1)'], 'Shop=javascript:alert(1) is no link. Use NAME=http://….'],
  [['--data', import.meta.dirname], 'cannot start: unable to open database file'],
])('%j is a sentence and exit code 1', async (args, sentence) => {
  const { child, line } = await start({ PORT: String(await freePort()) }, args);
  const code = child.exitCode ?? (await once(child, 'exit'))[0];
  expect(line).toBe(`sandbox: ${sentence}\n`);
  expect(code).toBe(1);
});

it('--help names every option with its variable, and --version the version', async () => {
  const { line } = await start({}, ['--help']);
  expect(line).toContain('--connect-webhook-secret WHSEC  CONNECT_WEBHOOK_SECRET ');
  expect((await start({}, ['--version'])).line).toMatch(/^\d+\.\d+\.\d+\n$/);
});

it('says where it is, how the SDK reaches it, and none of the keys that it was given', async () => {
  const port = await freePort();
  const open = await start({ PORT: String(port) });
  expect(open.line).toContain(
    `new Stripe('sk_test_anything', { host: '127.0.0.1', port: ${port}, protocol: 'http' })`,
  );
  const closed = await start({ PORT: String(await freePort()), SECRET_KEYS: KEY });
  expect(closed.line).toContain('one of its secret keys');
  expect(closed.line).not.toContain(KEY);
});

it('its page leads to the pages that it is told of, and to none unless it is', async () => {
  const [port, other] = [await freePort(), await freePort()];
  const links = 'Shop=http://localhost:3000/?a=b,<i>Mail</i>=https://mail.test';
  await start({ PORT: String(port), LINKS: links });
  const page = await (await fetch(`http://127.0.0.1:${port}/`)).text();
  expect(page).toContain('<a href="http://localhost:3000/?a=b">Shop</a>');
  expect(page).toContain('<a href="https://mail.test">&lt;i&gt;Mail&lt;/i&gt;</a>');
  await start({ PORT: String(other) });
  expect(await (await fetch(`http://127.0.0.1:${other}/`)).text()).not.toContain('Elsewhere');
});
