import { createServer, type Server } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { callOperator, runAllAgain } from '../../scripts/operator/client.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

type Asked = { readonly path: string; readonly key: string | undefined; readonly body: string };

/** A deployment that answers each path in turn. */
async function deployment(answers: (path: string) => unknown) {
  const asked: Asked[] = [];
  const listening = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const path = request.url ?? '';
      asked.push({ path, key: request.headers.authorization, body });
      const answer = answers(path);
      response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    });
  });
  server = listening;
  await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done));
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { asked, target: { url: `http://127.0.0.1:${address.port}`, key: 'secret' } };
}

it('the command runs all again in bites until none is left, and nothing in a circle', async () => {
  const bites = [
    { again: 500, left: 201 },
    { again: 201, left: 0 },
  ];
  const at = Date.parse('2026-11-29T02:30:00Z');
  const { asked, target } = await deployment((path) => (path === '/healthz' ? { at } : bites.shift()));
  const said: string[] = [];
  const path = '/operator/v1/stopped-work/dead_effect/run-again';
  const ran = await runAllAgain(target, path, { id: null, reason: 'worker_died' }, (line) => said.push(line));
  expect(ran).toEqual({ ok: true, body: { again: 701, left: 0 } });
  expect(said).toEqual(['500 run again, 201 left']);
  const ask = { before: '2026-11-29T02:30:00.000Z', reason: 'worker_died' };
  expect(asked.slice(1).map(({ body }) => JSON.parse(body))).toEqual([ask, ask]);
  expect(new Set(asked.map(({ key }) => key))).toEqual(new Set(['Bearer secret']));
});

it('the command ends where nothing more can be run, and says in words where it asked nobody', async () => {
  const { target } = await deployment((path) => (path === '/healthz' ? {} : { again: 0, left: 3 }));
  const none = await runAllAgain(target, '/x', { id: null, reason: null }, () => undefined);
  expect(none).toEqual({ ok: true, body: { again: 0, left: 3 } });
  server?.close();
  const page = await deployment(() => '<html>');
  await expect(callOperator(page.target, 'GET', '/healthz')).rejects.toThrow(
    'is it the address of this app?',
  );
  const nobody = { url: 'http://127.0.0.1:1', key: 'secret' };
  await expect(callOperator(nobody, 'GET', '/healthz')).rejects.toThrow('could not be reached');
});
