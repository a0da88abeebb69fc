import { env } from 'cloudflare:test';
import { beforeEach, describe, expect, it } from 'vitest';
import { createDeps } from '../../../src/deps.ts';
import { atStripe, chargeByHand, control } from '../../support/worker/accounts.ts';

let account: string;
beforeEach(async () => {
  ({ id: account } = await control<{ readonly id: string }>('/accounts'));
});
const stripe = async () => (await createDeps(env)).ctx.stripe(account);

describe('Stripe’s lists', () => {
  it('come a page at a time, newest first, to their end and no further', async () => {
    const { id } = await atStripe(account, '/customers', { name: 'Nobody' });
    for (let made = 0; made < 101; made += 1)
      await atStripe(account, `/customers/${id}`, { name: `Nobody ${made}` });
    const { listEvents } = await stripe();
    // Stripe filters by twenty types at once, and customers are in the second list.
    const other = await listEvents(0, null);
    expect(other).toEqual({ kind: 'ok', value: { items: [], next: '1/' } });
    const first = await listEvents(0, '1/');
    if (first.kind !== 'ok') throw new Error('not listed');
    expect(first.value.items).toHaveLength(100);
    const second = await listEvents(0, first.value.next);
    if (second.kind !== 'ok') throw new Error('not listed');
    expect(second.value).toMatchObject({ items: [{ type: 'customer.updated' }], next: null });
    const ids = [...first.value.items, ...second.value.items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(101);
    const [event] = second.value.items;
    expect(JSON.parse(event?.body ?? '')).toMatchObject({ id: event?.id, object: 'event' });
  });

  it('hold only the types of events that are used, and begin anew at a place of an earlier version', async () => {
    await chargeByHand(account, 5_000);
    const { listEvents } = await stripe();
    const listed = await listEvents(0, null);
    if (listed.kind !== 'ok') throw new Error('not listed');
    expect(listed.value.items.map(({ type }) => type)).toEqual(['payment_intent.succeeded']);
    expect(await listEvents(0, listed.value.items[0]?.id ?? null)).toEqual(listed);
    expect(await listEvents(0, '9/evt_gone')).toEqual(listed);
  });

  it('say of a transaction which charge it is about, and whose it says it is', async () => {
    const metadata = { quittance_deployment: 'somewhere' };
    const intent = await chargeByHand(account, 5_000, { metadata });
    await atStripe(account, '/refunds', { payment_intent: intent.id, amount: '100' });
    const listed = await (await stripe()).listBalanceTransactions(0, null);
    if (listed.kind !== 'ok') throw new Error('not listed');
    const about = { chargeId: intent.latest_charge, intentId: intent.id };
    expect(listed.value.items).toMatchObject([
      { ...about, reportingCategory: 'refund', amount: -100, deploymentId: null },
      { ...about, reportingCategory: 'charge', amount: 5_000, deploymentId: 'somewhere', currency: 'USD' },
    ]);
    for (const { amount, fee, net } of listed.value.items) expect(net).toBe(amount - fee);
  });

  it('add up to the balance, available and on its way, per currency', async () => {
    ({ id: account } = await control<{ readonly id: string }>('/accounts', { settles: ['usd', 'eur'] }));
    await chargeByHand(account, 5_000);
    await chargeByHand(account, 7_000, { currency: 'eur' });
    const port = await stripe();
    const [listed, balance] = [await port.listBalanceTransactions(0, null), await port.retrieveBalance()];
    if (listed.kind !== 'ok' || balance.kind !== 'ok') throw new Error('not listed');
    for (const { currency, amount } of balance.value) {
      const its = listed.value.items.filter((item) => item.currency === currency);
      expect(amount).toBe(its.reduce((sum, { net }) => sum + net, 0));
    }
    expect(balance.value.map(({ currency }) => currency).toSorted()).toEqual(['EUR', 'USD']);
  });

  it('count payments in ISO’s minor units, whatever Stripe’s are, and say whether they are over', async () => {
    const isk = await atStripe(account, '/payment_intents', { amount: '150000', currency: 'isk' });
    await atStripe(account, `/payment_intents/${isk.id}/cancel`);
    const listed = await (await stripe()).listIntents(0, null);
    expect(listed).toMatchObject({
      kind: 'ok',
      value: { items: [{ kind: 'intent', id: isk.id, currency: 'ISK', amount: 1_500, isOver: true }] },
    });
  });

  it('of an account that is closed to us are refused, which is not the same as empty', async () => {
    await control(`/accounts/${account}/deauthorize`);
    const port = await stripe();
    expect(await port.listEvents(0, null)).toMatchObject({ kind: 'refused', status: 403 });
    expect(await port.retrieveBalance()).toMatchObject({ kind: 'refused', status: 403 });
  });
});
