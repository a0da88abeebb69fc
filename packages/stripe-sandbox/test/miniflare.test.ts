import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { afterEach, expect, it } from 'vitest';
import { createMemoryStore, createSandbox, type Sandbox } from '../src/index.ts';
import { type OutboundOptions, outboundService } from '../src/miniflare.ts';
import { KEY } from './support.ts';

/** A Worker that fetches what it is asked to, with a secret key. */
const WORKER = `export default {
  fetch: (request) => fetch(new URL(request.url).searchParams.get('url'), {
    method: 'POST',
    headers: { Authorization: 'Bearer ${KEY}' },
    body: new URLSearchParams({ name: 'Acme' }),
  }),
};`;

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function workerBeside(sandbox: Sandbox, options?: OutboundOptions) {
  const worker = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: WORKER,
      compatibilityDate: '2026-08-01',
      outboundService: outboundService(sandbox, options),
    }),
  );
  open.push(() => worker.dispose());
  return (url: string) => worker.dispatchFetch(`http://worker.test/?url=${encodeURIComponent(url)}`);
}

function newSandbox(): Sandbox {
  const sandbox = createSandbox({ store: createMemoryStore(), baseUrl: 'https://stripe.test' });
  open.push(() => sandbox.close());
  return sandbox;
}

it('a Worker that calls Stripe’s own address is answered by the sandbox, and reaches nothing else', async () => {
  const ask = await workerBeside(newSandbox());
  const made = await ask('https://api.stripe.com/v1/customers');
  expect(made.status).toBe(200);
  expect(await made.json()).toMatchObject({ object: 'customer', name: 'Acme' });
  const elsewhere = await ask('https://example.test/');
  expect(elsewhere.status).toBe(502);
  expect(await elsewhere.text()).toBe('Nothing here reaches example.test');
});

it('other hosts can be Stripe, and the rest of the world can be somebody else’s', async () => {
  const ask = await workerBeside(newSandbox(), {
    hosts: ['127.0.0.1:12111'],
    elsewhere: ({ url }) => new Response(`asked for ${url}`),
  });
  expect((await ask('http://127.0.0.1:12111/v1/customers')).status).toBe(200);
  expect(await (await ask('https://api.stripe.com/v1/customers')).text()).toBe(
    'asked for https://api.stripe.com/v1/customers',
  );
});

it('a connection that a fault cuts is a 500 that is not JSON', async () => {
  const sandbox = newSandbox();
  const fault = { method: 'POST', pathPattern: '/v1/customers', times: 1, kind: 'reset' };
  await sandbox.fetch(
    new Request('https://stripe.test/_sandbox/faults', { method: 'POST', body: JSON.stringify(fault) }),
  );
  const answer = await (await workerBeside(sandbox))('https://api.stripe.com/v1/customers');
  expect(answer.status).toBe(500);
  await expect(answer.json()).rejects.toThrow();
});
