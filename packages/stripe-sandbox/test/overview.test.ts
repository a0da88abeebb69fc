import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, openBench, sessionParams } from './support.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const DAY = 86_400_000;

async function html(path = '/'): Promise<string> {
  const response = await fetch(`${bench.url}${path}`);
  expect(response.status).toBe(200);
  return response.text();
}

function sell(payment_method = 'pm_card_visa') {
  return bench.stripe.paymentIntents.create({ amount: 2000, currency: 'usd', payment_method, confirm: true });
}

describe('the overview', () => {
  it('says of every list that it is empty, and runs no script', async () => {
    const page = await html();
    for (const title of ['Payments', 'Refunds', 'Disputes', 'Payouts', 'Events', 'Connected accounts']) {
      expect(page).toContain(`>${title}</h2>`);
    }
    expect(page).toContain('Nothing yet.');
    expect(page).not.toContain('<script');
  });

  it('shows ten of a list and leads to the rest, page by page', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 53; n++) ids.unshift((await bench.stripe.customers.create({ name: `C ${n}` })).id);
    const overview = await html();
    expect(overview).toContain(ids[9]);
    expect(overview).not.toContain(ids[10]);
    const [, link = ''] = /href="(\/list\/customers[^"]*)"/.exec(overview) ?? [];
    const first = await html(link.replaceAll('&amp;', '&'));
    expect(first).toContain(ids[49]);
    expect(first).not.toContain(ids[50]);
    const [, older = ''] = /href="([^"]*)" rel="next"/.exec(first) ?? [];
    const second = await html(older.replaceAll('&amp;', '&'));
    expect(second).toContain(ids[52]);
    expect(second).not.toContain('rel="next"');
  });

  it('wins and loses disputes', async () => {
    await sell('pm_card_createDispute');
    const [dispute] = (await bench.stripe.disputes.list()).data;
    expect(await html()).toContain('>Win</button>');
    await bench.post('/do/dispute', { id: dispute?.id ?? '', outcome: 'won' });
    expect((await bench.stripe.disputes.retrieve(dispute?.id ?? '')).status).toBe('won');
    const late = await bench.post('/do/dispute', { id: dispute?.id ?? '', outcome: 'lost' });
    expect(late.status).toBe(409);
    expect(await late.text()).toContain('already closed');
  });

  it('fails refunds and payouts, and renews cards', async () => {
    const intent = await sell('pm_card_bypassPending');
    await sell('pm_card_bypassPending');
    const refund = await bench.stripe.refunds.create({ payment_intent: intent.id });
    await bench.post('/do/refund', { id: refund.id, outcome: 'failed' });
    expect((await bench.stripe.refunds.retrieve(refund.id)).status).toBe('failed');
    const payout = await bench.stripe.payouts.create({ amount: 500, currency: 'usd' });
    await bench.post('/do/payout', { id: payout.id, outcome: 'failed' });
    expect((await bench.stripe.payouts.retrieve(payout.id)).status).toBe('failed');
    const id = String(intent.payment_method);
    await bench.post('/do/card', { id, expYear: '2044' });
    expect((await bench.stripe.paymentMethods.retrieve(id)).card?.exp_year).toBe(2044);
  });

  it('adds and removes faults, and sets the webhooks’ switch', async () => {
    await bench.post('/do/add_fault', { kind: '500', method: 'POST', path: '/v1/customers', times: '2' });
    const { body } = await bench.control<{ id: number; times: number }[]>('GET', '/faults');
    expect(body).toMatchObject([{ kind: '500', method: 'POST', pathPattern: '/v1/customers', times: 2 }]);
    expect(await html()).toContain('POST /v1/customers');
    await bench.post('/do/remove_fault', { id: String(body[0]?.id) });
    expect((await bench.control('GET', '/faults')).body).toEqual([]);
    await bench.post('/do/webhooks', { mode: 'reorder', duplicate: '2', delay: '60' });
    expect((await bench.control('GET', '/webhooks')).body).toEqual({
      mode: 'reorder',
      duplicate: 2,
      delayMs: 60_000,
    });
    expect((await bench.post('/do/add_fault', { kind: 'nonsense' })).status).toBe(409);
    expect((await bench.post('/do/nonsense', {})).status).toBe(404);
  });

  it('shows an event with its contents and every attempt', async () => {
    bench.answerWith(500);
    await bench.stripe.customers.create({ name: '<b>Acme</b>' });
    await bench.types();
    const [event] = (await bench.stripe.events.list()).data;
    const page = await html(`/events/${event?.id}`);
    for (const text of ['customer.created', '500', '&lt;b&gt;Acme', 'Deliver again'])
      expect(page).toContain(text);
    expect(page).not.toContain('<b>Acme');
    expect((await fetch(`${bench.url}/events/evt_none`)).status).toBe(404);
    expect((await fetch(`${bench.url}/list/nonsense`)).status).toBe(404);
  });

  it('lists connected accounts, shows what each holds, and disconnects them', async () => {
    const { body } = await bench.control<{ id: string }>('POST', '/accounts', { name: 'Acme' });
    await bench.client({ account: body.id }).customers.create({ name: 'Of Acme' });
    expect(await html()).not.toContain('Of Acme');
    expect(await html(`/?account=${body.id}`)).toContain('Of Acme');
    await bench.post('/do/disconnect', { id: body.id });
    await expect(bench.client({ account: body.id }).customers.list()).rejects.toMatchObject({
      statusCode: 403,
    });
    expect(await html()).toContain('disconnected');
  });

  it('leads back only to itself', async () => {
    for (const back of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
      const response = await bench.post('/do/flush', { back });
      expect(response.headers.get('Location')).toBe('/');
    }
  });
});

describe('moving the clock', () => {
  it('tells whoever wants to know from when to when, after what fell due was done', async () => {
    const moves: { from: number; to: number; paid: boolean }[] = [];
    let id = '';
    const other = await openBench({
      async onClockMoved(move) {
        const { payment_status: status } = await other.stripe.checkout.sessions.retrieve(id);
        moves.push({ ...move, paid: status === 'paid' });
      },
    });
    ({ id } = await other.stripe.checkout.sessions.create(sessionParams()));
    await other.control('POST', `/checkout/${id}/pay`, { bank: '000123456789' });
    const answer = await other.control('POST', '/clock', { advanceMs: 4 * DAY });
    expect(answer.body).toMatchObject({ callback: 'told' });
    await other.post('/do/advance', { ms: String(DAY) });
    expect(moves.map(({ from, to }) => to - from)).toEqual([4 * DAY, DAY]);
    expect(moves[0]?.paid).toBe(true);
    await other.close();
  });

  it('moves even where nobody answers the telling', async () => {
    const other = await openBench({
      onClockMoved: () => Promise.reject(new Error('nobody there')),
    });
    const before = other.sandbox.clock.now();
    expect((await other.control('POST', '/clock', { advanceMs: DAY })).body).toMatchObject({
      callback: 'failed',
    });
    expect(other.sandbox.clock.now()).toBeGreaterThanOrEqual(before + DAY);
    await other.close();
  });

  it('posts to a URL', async () => {
    const { postClockMove } = await import('../src/core/move-clock.ts');
    const bodies: string[] = [];
    const receiver = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => bodies.push(chunk.toString()));
      request.on('end', () => response.writeHead(bodies.length === 1 ? 204 : 500).end());
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const address = receiver.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const tell = postClockMove(`http://127.0.0.1:${port}/moved`);
    await tell({ from: 1, to: 2 });
    expect(bodies).toEqual(['{"from":1,"to":2}']);
    await expect(tell({ from: 2, to: 3 })).rejects.toThrow('500');
    await new Promise((resolve) => receiver.close(resolve));
  });

  it('says nothing where nobody asked', async () => {
    expect((await bench.control('POST', '/clock', { advanceMs: 1 })).body).toMatchObject({ callback: null });
  });
});
