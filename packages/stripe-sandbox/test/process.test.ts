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

/** Starts the process and waits for its first line. */
async function start(port: number): Promise<{ child: ChildProcess; line: string }> {
  const child = spawn(process.execPath, [
    MAIN,
    '--port',
    String(port),
    '--data',
    join(folder, 'data/stripe.sqlite'),
  ]);
  children.push(child);
  const line = await new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => resolve(chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => resolve(chunk.toString()));
  });
  return { child, line };
}

function client(port: number): Stripe {
  return new Stripe(KEY, {
    host: '127.0.0.1',
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

it('a process that is killed loses nothing that it answered', async () => {
  const port = await freePort();
  const { child } = await start(port);
  const { id } = await client(port).customers.create({ name: 'Acme' });
  child.kill('SIGKILL');
  await once(child, 'exit');
  const again = await start(port);
  expect(again.line).toContain(`http://localhost:${port}`);
  expect(await client(port).customers.retrieve(id)).toMatchObject({ name: 'Acme' });
});

it.each(['SIGINT', 'SIGTERM'] as const)('%s ends it cleanly', async (signal) => {
  const { child } = await start(await freePort());
  child.kill(signal);
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
});

it('a taken port is a clear message and exit code 1', async () => {
  const port = await freePort();
  await start(port);
  const { child, line } = await start(port);
  const code = child.exitCode ?? (await once(child, 'exit'))[0];
  expect(line).toContain(`port ${port} is taken`);
  expect(code).toBe(1);
});
