import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { webhookAlarms } from '../../../src/adapters/alarms/webhook.ts';
import { signedHeaders } from '../../../src/adapters/webhooks/sign.ts';

const SECRET = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`;
const AT = Date.parse('2026-11-29T02:30:00Z');
const NOTICE = {
  id: 'eml_0123',
  at: AT,
  deploymentId: 'prüfung',
  begun: [{ cause: 'dead_effects', since: AT, says: '3 jobs ended dead — “ü”.' }],
  lasting: [],
  over: [],
};

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

type Heard = { readonly headers: IncomingHttpHeaders; readonly body: string };

/** A receiver on this machine that answers with a status. */
async function receiver(status: number, headers: Record<string, string> = {}) {
  const heard: Heard[] = [];
  const listening = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      heard.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(status, headers).end('secret words');
    });
  });
  server = listening;
  await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done));
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { heard, url: new URL(`http://127.0.0.1:${address.port}/alarms`) };
}

it('an alarm is posted, signed over the exact bytes as Standard Webhooks says, at the time of the attempt', async () => {
  const { heard, url } = await receiver(204);
  let now = AT;
  const way = webhookAlarms({ url, secrets: [SECRET], now: () => now, sign: signedHeaders });
  expect(await way.send(NOTICE)).toEqual({ kind: 'accepted' });
  now += 2 * 24 * 3_600_000;
  await way.send(NOTICE);
  expect(heard.map(({ headers }) => headers['webhook-id'])).toEqual(['eml_0123', 'eml_0123']);
  expect(heard.map(({ headers }) => Number(headers['webhook-timestamp']) * 1000)).toEqual([AT, now]);
  for (const { headers, body } of heard) {
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const key = Buffer.from(SECRET.slice('whsec_'.length), 'base64');
    expect(headers['webhook-signature']).toBe(
      `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
    );
  }
  expect(JSON.parse(heard[0]?.body ?? '')).toEqual({
    type: 'alarm.changed',
    timestamp: '2026-11-29T02:30:00.000Z',
    data: {
      deployment: 'prüfung',
      begun: [{ cause: 'dead_effects', since: '2026-11-29T02:30:00.000Z', says: '3 jobs ended dead — “ü”.' }],
      lasting: [],
      over: [],
    },
  });
});

it.each([
  [500, {}],
  [302, { Location: 'http://127.0.0.1:1/elsewhere' }],
])(
  'a receiver that answers %i has not been told: no redirect is followed, and no word of it is kept',
  async (status, headers) => {
    const { heard, url } = await receiver(status, headers);
    const way = webhookAlarms({ url, secrets: [SECRET], now: () => AT, sign: signedHeaders });
    expect(await way.send(NOTICE)).toEqual({ kind: 'refused', reason: `it answered ${status}` });
    expect(heard).toHaveLength(1);
  },
);

it('a receiver that is away may have been told, and is told again', async () => {
  const { url } = await receiver(204);
  server?.close();
  const way = webhookAlarms({ url, secrets: [SECRET], now: () => AT, sign: signedHeaders });
  expect(await way.send(NOTICE)).toEqual({ kind: 'unknown', reason: 'it could not be reached' });
});

it('an alarm is signed by the old secret and the new one while it is changed, so that the receiver may have either', async () => {
  const { heard, url } = await receiver(204);
  const other = `whsec_${Buffer.from('fedcba9876543210fedcba9876543210').toString('base64')}`;
  await webhookAlarms({ url, secrets: [other, SECRET], now: () => AT, sign: signedHeaders }).send(NOTICE);
  const [first] = heard;
  const signed = `${NOTICE.id}.${AT / 1000}.${first?.body}`;
  const by = (secret: string) =>
    `v1,${createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
      .update(signed)
      .digest('base64')}`;
  expect(first?.headers['webhook-signature']).toBe(`${by(other)} ${by(SECRET)}`);
});
