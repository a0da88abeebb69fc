import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { expectNoViolations } from '../src/validator.ts';
import { KEY } from './support.ts';

const MAIN = join(import.meta.dirname, '../src/cli.ts');
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** The address of a sandbox that runs as a process, once it listens. */
async function start(validate: string): Promise<string> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  probe.close();
  await once(probe, 'close');
  const child = spawn(process.execPath, [MAIN, '--port', String(port)], {
    env: { ...process.env, VALIDATE: validate },
  });
  children.push(child);
  await once(child.stdout, 'data');
  return `http://127.0.0.1:${port}`;
}

const create = (url: string, params: Record<string, string>): Promise<Response> =>
  fetch(`${url}/v1/customers`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${KEY}` },
    body: new URLSearchParams(params),
  });

it('as a process it validates where it is told to, as for the browser’s tests', async () => {
  const url = await start('1');
  expect((await create(url, { name: 'Acme' })).status).toBe(200);
  await expectNoViolations(fetch, url);
  expect((await create(url, { nickname: 'A' })).status).toBe(400);
  await expect(expectNoViolations(fetch, url)).rejects.toThrow('POST /v1/customers: request: ');
});

it('as a process it judges nothing unless told to', async () => {
  const url = await start('');
  expect((await create(url, { nickname: 'A' })).status).toBe(400);
  await expectNoViolations(fetch, url);
});
