import { beforeEach, describe, expect, it } from 'vitest';
import { readInvoice } from '../../../src/operations/resources/read-invoice.ts';
import { send, setPolicy } from '../../support/worker/collecting.ts';
import { openSession } from '../../support/worker/guards.ts';
import { chargesOf, mustDraftInParts, planOf } from '../../support/worker/instalments.ts';
import { signIn } from '../../support/worker/portal.ts';
import { must, openShop, payAtStripe, type Shop, sessionIn } from '../../support/worker/shop.ts';

let shop: Shop;
let customerId: string;
beforeEach(async () => {
  shop = await openShop();
  customerId = (await shop.invoice(100)).customerId;
});

const THREE = planOf(['30', 0], ['30', 30], [null, 60]);

async function sent(asked: Parameters<typeof mustDraftInParts>[2]) {
  const invoiceId = await mustDraftInParts(shop, customerId, asked);
  await send(shop, invoiceId);
  await shop.work();
  const at = async (purpose: 'pay' | 'view') =>
    new URL(await shop.ctx.links.url(purpose, { id: invoiceId, version: 1 })).pathname;
  return { invoiceId, pay: await at('pay'), view: await at('view') };
}

const press = (path: string, fields: Record<string, string>) =>
  shop.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });

const text = async (path: string) => (await shop.request(path)).text();
const read = async (invoiceId: string) => must(await readInvoice(shop.ctx, { scope: shop.scope, invoiceId }));

describe('the link of an invoice with a plan', () => {
  it('asks for the part that is due, then for the next one, and is paid when all are', async () => {
    const { invoiceId, pay, view } = await sent({ plan: THREE });
    expect(await text(view)).toMatch(/\$300\.00[\s\S]*of \$1,000\.00 that is still to be paid/);
    await payAtStripe(await openSession(shop, pay));
    await shop.sweepSoon();
    await shop.work();
    expect(await read(invoiceId)).toMatchObject({ status: 'open', amountDueNow: 30_000, amountPaid: 30_000 });
    await payAtStripe(await openSession(shop, pay));
    await shop.sweepSoon();
    await shop.work();
    await payAtStripe(await openSession(shop, pay));
    await shop.sweepSoon();
    await shop.work();
    expect(await read(invoiceId)).toMatchObject({ status: 'paid', amountPaid: 100_000 });
    expect((await chargesOf(shop, invoiceId)).map(({ amount }) => amount)).toEqual([30_000, 30_000, 40_000]);
  });

  it('is paid all at once by whoever wants that, ending the session that was for a part', async () => {
    const { invoiceId, pay } = await sent({ plan: THREE });
    const part = await openSession(shop, pay);
    const all = sessionIn((await press(pay, { amount: '100000' })).headers.get('location'));
    expect(all).not.toBe(part);
    expect((await payAtStripe(part)).ok).toBe(false);
    await payAtStripe(all);
    await shop.sweepSoon();
    expect(await read(invoiceId)).toMatchObject({ status: 'paid', amountPaid: 100_000 });
    const states = (await chargesOf(shop, invoiceId)).map(({ state }) => state);
    expect(states).toEqual(['canceled', 'succeeded']);
  });

  it('takes no other amount unless parts of any size are allowed, and says so in words', async () => {
    const { pay } = await sent({ plan: THREE });
    const refused = await press(pay, { typed: '123.45' });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('This invoice is paid in its instalments: $300.00 is due next.');
    expect(await shop.payments()).toEqual([]);
  });

  it('takes any part from the least on where they are, and leaves nothing that nobody can charge', async () => {
    await setPolicy(shop, { partPayments: true, partMinimums: [{ amount: 5_000, currency: 'USD' }] });
    const { invoiceId, pay } = await sent({ plan: THREE });
    const said = async (typed: string) => {
      const answer = await press(pay, { typed });
      expect(answer.status).toBe(422);
      return answer.text();
    };
    expect(await said('49.99')).toContain('Pay at least $50.00.');
    expect(await said('299.70')).toContain('What would be left is too small to be paid online');
    expect(await said('999.70')).toContain('What would be left is too small to be paid online');
    expect(await said('1000.01')).toContain('No more than $1,000.00 is still to be paid.');
    expect(await said('-5')).toContain('Give an amount, such as 300.00.');
    expect(await shop.payments()).toEqual([]);
    await payAtStripe(sessionIn((await press(pay, { typed: '123.45' })).headers.get('location')));
    await shop.sweepSoon();
    expect(await read(invoiceId)).toMatchObject({ amountPaid: 12_345, amountDueNow: 17_655 });
  });
});

describe('the portal, of an invoice with a plan', () => {
  it('asks for the part that is due, and for all that is left of whoever chooses that', async () => {
    const { invoiceId } = await sent({ plan: THREE });
    const browser = await signIn(shop, customerId);
    const path = `/portal/pay?invoice=${invoiceId}`;
    const part = await (await browser.get(path)).text();
    expect(part).toMatch(/Pay \$300\.00[\s\S]*<\/main>/);
    expect(part).toContain(`href="${path}&amp;pay=all"`);
    expect(part).toContain('All that’s left: $1,000.00');
    const whole = await (await browser.get(`${path}&pay=all`)).text();
    expect(whole).toContain('Pay $1,000.00 using Stripe');
    expect(whole).not.toContain('Pay $300.00');
    const fields = (page: string) =>
      Object.fromEntries(
        [...page.matchAll(/type="hidden" name="((?:invoice|asked|pay)[^"]*)" value="([^"]*)"/g)].map(
          ([, name = '', value = '']) => [name, value],
        ),
      );
    const press = async (page: string) =>
      (await browser.post('/portal/pay', fields(page))).headers.get('location');
    const first = sessionIn(await press(part));
    await payAtStripe(sessionIn(await press(whole)));
    expect((await payAtStripe(first)).ok).toBe(false);
    await shop.sweepSoon();
    expect(await read(invoiceId)).toMatchObject({ status: 'paid', amountPaid: 100_000 });
    // An invoice that has been paid since: the page says what is wrong, with the choice as it was.
    expect((await browser.post('/portal/pay', fields(whole))).status).toBe(409);
  });
});
