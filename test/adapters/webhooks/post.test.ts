import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it } from 'vitest';
import { resolveByHttps } from '../../../src/adapters/webhooks/resolve.ts';
import { createWebhooks } from '../../../src/adapters/webhooks/webhooks.ts';

const KEYS = [
  { id: 2, secret: new Uint8Array(32).fill(2) },
  { id: 1, secret: new Uint8Array(32).fill(1) },
] as const;

const make = (more: Partial<Parameters<typeof createWebhooks>[0]> = {}) =>
  createWebhooks({
    keys: [KEYS[0], KEYS[1]],
    ownHosts: [],
    allowsLocal: true,
    resolve: async () => [],
    fetch,
    now: Date.now,
    ...more,
  });

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

type Heard = { readonly headers: IncomingHttpHeaders; readonly body: string };
type Answer = { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string };

/** A receiver on this machine, reached by HTTP; one that answers nothing lets the caller wait. */
async function receiver(answer: Answer | null) {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      heard.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      if (answer !== null) response.writeHead(answer.status, answer.headers ?? {}).end(answer.body ?? '');
    });
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { heard, url: `http://127.0.0.1:${address.port}/hooks` };
}

const BODY = JSON.stringify({ type: 'invoice.paid', note: 'ü “–” 1.0', amount: 1.0 });
const plain = { 'Content-Type': 'text/plain; charset=utf-8' };

describe('a delivery', () => {
  it('verifies by the library of Standard Webhooks, by each of two secrets, over the exact bytes', async () => {
    const webhooks = make();
    const { heard, url } = await receiver({ status: 204 });
    const of = { endpointId: 'whe_1', keyNumber: 1 };
    const secrets = [
      await webhooks.secret({ ...of, version: 2 }),
      await webhooks.secret({ ...of, version: 1 }),
    ];
    const posted = await webhooks.post({ url, id: 'evt_1', body: BODY, secrets: secrets.map(String) });
    expect(posted).toMatchObject({ status: 204, error: null, answer: null });
    const [{ headers, body } = { headers: {}, body: '' }] = heard;
    expect(body).toBe(BODY);
    const given = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    for (const secret of secrets)
      expect(new Webhook(String(secret)).verify(body, given)).toEqual(JSON.parse(BODY));
    const other = await webhooks.secret({ ...of, version: 3 });
    expect(() => new Webhook(String(other)).verify(body, given)).toThrow(/No matching signature/);
    expect(() => new Webhook(String(secrets[0])).verify(`${body} `, given)).toThrow(/No matching signature/);
  });

  it.each([
    [
      { status: 302, headers: { Location: 'http://169.254.169.254/' } },
      /302: redirects are not followed/,
      null,
    ],
    [{ status: 307, headers: { Location: 'http://erp.example.com/' } }, /307: redirects are not/, null],
    [{ status: 308, headers: { Location: 'https://billing.example.com/' } }, /308: redirects are not/, null],
    [{ status: 410 }, /gone for good/, null],
    [{ status: 500, headers: plain, body: `no\u0007thing ${'x'.repeat(5000)}` }, /It answered 500/, 200],
    [{ status: 400, headers: { 'Content-Type': 'text/html' }, body: '<h1>secret page</h1>' }, /400/, null],
  ])('that is answered %o is none, and little is kept of the answer', async (answer, error, kept) => {
    const { heard, url } = await receiver(answer);
    const posted = await make().post({ url, id: 'evt_1', body: BODY, secrets: [] });
    expect(posted.status).toBe(answer.status);
    expect(posted.error).toMatch(error);
    expect(posted.answer?.length ?? null).toBe(kept);
    expect(posted.answer ?? '').not.toMatch(/\p{Cc}/u);
    expect(heard).toHaveLength(1);
  });

  it('says how long the receiver wants to be left alone', async () => {
    const { url } = await receiver({ status: 429, headers: { 'Retry-After': '90' } });
    expect((await make().post({ url, id: 'e', body: BODY, secrets: [] })).retryAfterMs).toBe(90_000);
  });

  it('that is not answered is given up after its time', async () => {
    const { heard, url } = await receiver(null);
    const waited = await make({ timeoutMs: 100 }).post({ url, id: 'e', body: BODY, secrets: [] });
    expect(waited).toMatchObject({ status: null, error: 'It did not answer within 0.1 seconds.' });
    expect(heard).toHaveLength(1);
  });

  it('that reaches nobody says so', async () => {
    const { url } = await receiver(null);
    for (const server of servers.splice(0)) server.close();
    expect(await make().post({ url, id: 'e', body: BODY, secrets: [] })).toMatchObject({
      status: null,
      error: expect.stringMatching(/could not be reached/),
    });
  });
});

describe('an address', () => {
  it('whose name alternates is looked up each time, and refused whenever one of its addresses is not public', async () => {
    const turns: readonly (readonly string[])[] = [
      ['93.184.215.14'],
      ['169.254.169.254'],
      ['93.184.215.14', '2606:4700::1'],
      ['93.184.215.14', '::ffff:127.0.0.1'],
      ['93.184.215.14'],
      ['100.64.0.1'],
    ];
    const left = [...turns];
    const webhooks = make({ allowsLocal: false, resolve: async () => left.shift() ?? [] });
    const found: boolean[] = [];
    for (const _ of turns) found.push((await webhooks.check('https://erp.example.com/hooks', true)).ok);
    expect(found).toEqual([true, false, true, false, true, false]);
    expect(left).toEqual([]);
  });
});

describe('a secret', () => {
  it('is the same each time, another for each endpoint, key and version, and none where its key is gone', async () => {
    const { secret, keyNumber } = make();
    expect(keyNumber).toBe(2);
    const of = { endpointId: 'whe_1', keyNumber: 2, version: 1 };
    const made = await secret(of);
    expect(await make().secret(of)).toBe(made);
    const others = [
      await secret({ ...of, version: 2 }),
      await secret({ ...of, keyNumber: 1 }),
      await secret({ ...of, endpointId: 'whe_2' }),
    ];
    expect(new Set([made, ...others]).size).toBe(4);
    expect(await secret({ ...of, keyNumber: 9 })).toBeNull();
  });
});

describe('a name', () => {
  const resolver = (answers: Readonly<Record<string, object | number>>) =>
    resolveByHttps(async (input) => {
      const { searchParams } = new URL(String(input));
      const answer = answers[searchParams.get('type') ?? ''] ?? 500;
      return typeof answer === 'number'
        ? new Response(null, { status: answer })
        : new Response(JSON.stringify(answer));
    })('erp.example.com');

  it('leads to the addresses of both kinds that the resolver names, past other names', async () => {
    const A = {
      Status: 0,
      Answer: [
        { type: 5, data: 'x.example.' },
        { type: 1, data: '93.184.215.14' },
      ],
    };
    const AAAA = { Status: 0, Answer: [{ type: 28, data: '2606:4700::1' }] };
    expect(await resolver({ A, AAAA })).toEqual(['93.184.215.14', '2606:4700::1']);
    expect(await resolver({ A, AAAA: { Status: 0 } })).toEqual(['93.184.215.14']);
    expect(await resolver({ A: { Status: 3 }, AAAA: { Status: 3 } })).toEqual([]);
  });

  it('of which only half could be looked up leads nowhere that is known', async () => {
    const A = { Status: 0, Answer: [{ type: 1, data: '93.184.215.14' }] };
    expect(await resolver({ A, AAAA: { Status: 2 } })).toBe('unknown');
    expect(await resolver({ A, AAAA: 503 })).toBe('unknown');
  });
});
