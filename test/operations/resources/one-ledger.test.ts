import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { invoices } from '../../../src/db/schema/index.ts';
import type { InvoiceView } from '../../../src/domain/invoice/view.ts';
import { recordPayment } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { ALL_INVOICES, listInvoices } from '../../../src/operations/resources/list-invoices.ts';
import { readInvoice } from '../../../src/operations/resources/read-invoice.ts';
import { collect, customerWith, sendNew, setCustomer, setPolicy } from '../../support/worker/collecting.ts';
import { amount, credit } from '../../support/worker/crediting.ts';
import { cash } from '../../support/worker/guards.ts';
import { paidInvoice, refund } from '../../support/worker/money.ts';
import { invoiceFor, shownOn, signIn } from '../../support/worker/portal.ts';
import { must, openShop, payAtStripe, type Shop, sessionIn } from '../../support/worker/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

/** An invoice's ledger as its page's data, the API's invoice and the API's list have it, which is the same. */
async function ledgerOf(invoiceId: string) {
  const [row] = await shop.ctx.db.select().from(invoices).where(eq(invoices.id, invoiceId));
  const target = { id: invoiceId, version: row?.linkVersion ?? 0 };
  const { pathname } = new URL(await shop.ctx.links.url('view', target));
  const answer = await shop.request(pathname, { headers: { Accept: 'application/json' } });
  const { ledger }: InvoiceView = await answer.json();
  const one = must(await readInvoice(shop.ctx, { scope: shop.scope, invoiceId }));
  const list = { asked: ALL_INVOICES, startingAfter: null, limit: 20 };
  const { data } = must(await listInvoices(shop.ctx, { scope: shop.scope, ...list }));
  const { movements: _, earlier: __, next, ...sums } = ledger;
  expect(one.ledger).toMatchObject({ ...sums, earlier: ledger.earlier, next: { kind: next.kind } });
  expect(one.ledger.movements).toHaveLength(ledger.movements.length);
  const listed = data.find(({ id }) => id === invoiceId);
  expect(listed?.ledger).toMatchObject({ ...sums, next: { kind: next.kind } });
  expect(listed?.paymentStatus).toBe(one.paymentStatus);
  expect(sums.credited + sums.paid + sums.due + sums.closed).toBe(sums.total);
  expect(ledger.earlier).toBe(0);
  return { ...ledger, paymentStatus: one.paymentStatus };
}

describe('the ledger of an invoice', () => {
  it('has each payment and refund, whatever the payment status says last', async () => {
    const { invoiceId, paymentId } = await paidInvoice(shop);
    expect(await ledgerOf(invoiceId)).toMatchObject({
      paid: 12_000,
      due: 0,
      headline: { kind: 'paid', amount: 12_000 },
      movements: [{ kind: 'payment', amount: 12_000, method: { last4: '4242' }, document: { paymentId } }],
    });
    await refund(shop, paymentId, 2_000);
    await shop.work();
    expect(await ledgerOf(invoiceId)).toMatchObject({
      paid: 12_000,
      refunded: 2_000,
      refunding: 0,
      paymentStatus: 'partially_refunded',
      movements: [{ kind: 'payment' }, { kind: 'refund', amount: 2_000, state: 'done' }],
    });
    // A payment that comes later hides it in the row alone.
    await shop.ctx.db.update(invoices).set({ paymentStatus: 'none' }).where(eq(invoices.id, invoiceId));
    expect(await ledgerOf(invoiceId)).toMatchObject({ refunded: 2_000, paymentStatus: 'partially_refunded' });
    await refund(shop, paymentId);
    await shop.work();
    expect(await ledgerOf(invoiceId)).toMatchObject({
      refunded: 12_000,
      paymentStatus: 'refunded',
      headline: { kind: 'refunded', amount: 12_000 },
    });
  });

  it('has what came around Stripe on the day that it came, and what was credited', async () => {
    const { invoiceId } = await shop.invoice(12_000);
    await shop.work();
    const payment = { ...cash(5_000), receivedOn: '2026-11-20', reference: 'Transfer 4471' };
    must(await recordPayment(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'cash', payment }));
    must(await credit(shop, invoiceId, { credit: amount(3_000) }));
    expect(await ledgerOf(invoiceId)).toMatchObject({
      paid: 5_000,
      credited: 3_000,
      due: 4_000,
      movements: [
        { kind: 'offline_payment', on: '2026-11-20', at: null, document: { reference: 'Transfer 4471' } },
        { kind: 'credit_note', amount: 3_000, document: { number: expect.any(String) } },
      ],
    });
  });

  it('shares what goes back of a payment for several, and a credit note’s refund is its own invoice’s', async () => {
    const { customerId, invoiceId } = await shop.invoice(9_000);
    const other = await invoiceFor(shop, customerId, 3_000);
    await shop.work();
    const browser = await signIn(shop, customerId);
    const query = new URLSearchParams([invoiceId, other].map((id) => ['invoice', id]));
    const review = await (await browser.get(`/portal/pay?${query}`)).text();
    const asked = await browser.post('/portal/pay', { invoice: shownOn(review) });
    await payAtStripe(sessionIn(asked.headers.get('location')));
    const [payment] = await shop.payments();
    await browser.get(`/portal/payments/${payment?.id}`);
    await shop.work();
    must(await credit(shop, invoiceId, { credit: amount(1_000), by: 'refund' }));
    await shop.work();
    expect(await ledgerOf(invoiceId)).toMatchObject({
      refunded: 1_000,
      paymentStatus: 'partially_refunded',
    });
    expect(await ledgerOf(other)).toMatchObject({ refunded: 0, paymentStatus: 'none' });
    // What is left of the payment is 8,000 for the one and 3,000 for the other.
    await refund(shop, payment?.id ?? '', 1_100);
    await shop.work();
    expect(await ledgerOf(invoiceId)).toMatchObject({ refunded: 1_800 });
    expect(await ledgerOf(other)).toMatchObject({ refunded: 300, paymentStatus: 'partially_refunded' });
    const list = await (await browser.get('/portal/invoices')).text();
    expect(list.match(/<b>Paid, partly refunded<\/b>/g)).toHaveLength(2);
    expect(list).toContain('$18.00 refunded on');
    expect(list).toContain('$3.00 refunded on');
  });

  it('says what will be charged, when and with what, and why something is not', async () => {
    await setPolicy(shop, { collectPolicy: 'on_due_date' });
    const customerId = await customerWith(shop, 'pm_card_visa');
    const invoiceId = await sendNew(shop, customerId, { dueDate: '2027-01-14' });
    const { next } = await ledgerOf(invoiceId);
    expect(next).toMatchObject({
      kind: 'charge',
      on: '2027-01-14',
      amount: 12_000,
      method: { kind: 'card', brand: 'visa', last4: '4242' },
    });
    await setCustomer(shop, customerId, { autopayCap: 5_000, autopayCapCurrency: 'USD' });
    await collect(shop, invoiceId);
    expect((await ledgerOf(invoiceId)).next).toEqual({ kind: 'pay_instead', why: 'above_limit' });
    await shop.ctx.db
      .update(invoices)
      .set({ collectPausedAt: shop.ctx.now() })
      .where(eq(invoices.id, invoiceId));
    expect((await ledgerOf(invoiceId)).next).toEqual({ kind: 'pay_instead', why: 'paused' });
  });
});
