import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { emails, invoices } from '../../../src/db/schema/index.ts';
import { recordPayment } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { recordOutcome } from '../../../src/operations/payments/record-outcome.ts';
import { sweepPayments } from '../../../src/operations/watch/sweep.ts';
import {
  askedOfStripe,
  forgetAsked,
  openShop,
  payAtStripe,
  type Shop,
  sessionIn,
} from '../../support/worker/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
  await shop.work();
  await forgetAsked();
});

const PERSON = { 'Sec-Fetch-User': '?1', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };
const created = async () =>
  (await askedOfStripe()).filter(({ method, path }) => method === 'POST' && path === '/v1/checkout/sessions');
const statusOf = async (invoiceId: string) => {
  const [row] = await shop.ctx.db.select().from(invoices).where(eq(invoices.id, invoiceId));
  return row;
};

describe('the pay link', () => {
  it('leads to one session, and the invoice is paid once, however the news comes', async () => {
    const { invoiceId, payPath } = await shop.invoice(42_000);
    const first = await shop.request(payPath, { method: 'POST' });
    expect(first.status).toBe(303);
    const session = sessionIn(first.headers.get('location'));
    expect((await payAtStripe(session)).status).toBe(200);
    const [payment] = await shop.payments();
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => recordOutcome(shop.ctx, payment?.id ?? '')),
    );
    expect(outcomes.map(({ state }) => state)).toEqual(Array(5).fill('succeeded'));
    expect(await statusOf(invoiceId)).toMatchObject({ status: 'paid', amountPaid: 42_000 });
    const receipts = await shop.ctx.db.select().from(emails).where(eq(emails.invoiceId, invoiceId));
    expect(receipts.map(({ template }) => template)).toEqual(['receipt']);
    expect(await shop.slots()).toEqual([]);
    const again = await shop.request(payPath, { headers: PERSON });
    expect(again.status).toBe(200);
    expect(await again.text()).toContain('Payment successful');
  });

  it('makes one session out of a hundred concurrent clicks', async () => {
    const { payPath } = await shop.invoice(10_000);
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => shop.request(payPath, { method: 'POST' })),
    );
    const sessions = new Set(
      answers.filter(({ status }) => status === 303).map(({ headers }) => sessionIn(headers.get('location'))),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(100).fill(303));
    expect(sessions.size).toBe(1);
    expect(await created()).toHaveLength(1);
    expect(await shop.payments()).toHaveLength(1);
  });

  it('gives two tabs the same session, and the second submit pays nothing more', async () => {
    const { invoiceId, payPath } = await shop.invoice(7_500);
    const [one, two] = await Promise.all([
      shop.request(payPath, { headers: PERSON }),
      shop.request(payPath, { headers: PERSON }),
    ]);
    const session = sessionIn(one.headers.get('location'));
    expect(sessionIn(two.headers.get('location'))).toBe(session);
    await Promise.all([payAtStripe(session), payAtStripe(session)]);
    const [payment] = await shop.payments();
    await recordOutcome(shop.ctx, payment?.id ?? '');
    expect(await statusOf(invoiceId)).toMatchObject({ status: 'paid', amountPaid: 7_500 });
  });

  it('makes no session for a hundred mail scanners', async () => {
    const { payPath, viewPath } = await shop.invoice(5_000);
    const visits = Array.from({ length: 100 }, (_, index) => {
      const method = index % 2 === 0 ? 'GET' : 'HEAD';
      // Some scanners dress up as browsers, but say what they are; some prefetch; a HEAD never acts.
      const headers =
        [{}, PERSON, { ...PERSON, 'Sec-Purpose': 'prefetch' }, { Accept: '*/*' }][index % 4] ?? {};
      const dressed = method === 'GET' && index % 4 === 1 ? {} : headers;
      return shop.request(index % 5 === 0 ? viewPath : payPath, { method, headers: dressed });
    });
    for (const answer of await Promise.all(visits)) expect(answer.status).toBe(200);
    expect(await created()).toEqual([]);
    expect(await shop.payments()).toEqual([]);
  });

  it('creates the Stripe customer once, with its details, when the first link is', async () => {
    const { customerId, payPath } = await shop.invoice(9_900);
    await Promise.all([shop.work(), shop.request(payPath, { method: 'POST' }), shop.work()]);
    const asked = (await askedOfStripe()).filter(
      ({ method, path }) => method === 'POST' && path === '/v1/customers',
    );
    const answered = asked.filter(({ status }) => status === 200);
    expect(answered).toHaveLength(asked.length);
    const found = await fetch('http://127.0.0.1:12111/v1/customers?limit=100', {
      headers: { Authorization: 'Bearer sk_test_worker_suite' },
    });
    const { data }: { data: { name: string; metadata: Record<string, string> }[] } = await found.json();
    const ours = data.filter(({ metadata }) => metadata.quittance_customer === customerId);
    expect(ours).toHaveLength(1);
    expect(ours[0]?.name).toBe('Payer Inc');
  });

  it('expires a session that shows what is not owed any more, and opens one that shows what is', async () => {
    const { invoiceId, payPath } = await shop.invoice(20_000);
    const before = sessionIn((await shop.request(payPath, { method: 'POST' })).headers.get('location'));
    const recorded = await recordPayment(shop.ctx, {
      scope: shop.scope,
      invoiceId,
      commandId: 'part',
      payment: {
        amount: 5_000,
        method: 'cash',
        reference: null,
        receivedOn: '2026-01-01',
        recordedBy: 'Ann',
      },
    });
    expect(recorded.kind).toBe('done');
    expect((await payAtStripe(before)).status).not.toBe(200);
    const after = sessionIn((await shop.request(payPath, { method: 'POST' })).headers.get('location'));
    expect(after).not.toBe(before);
    expect((await payAtStripe(after)).status).toBe(200);
    await shop.advance(4 * 60_000);
    await sweepPayments(shop.ctx);
    expect(await statusOf(invoiceId)).toMatchObject({ status: 'paid', amountPaid: 20_000 });
  });
});
