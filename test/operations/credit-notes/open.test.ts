import { beforeEach, describe, expect, it } from 'vitest';
import { recordPayment } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { amount, coverOf, credit, notesOf } from '../../support/worker/crediting.ts';
import {
  AWAY,
  cash,
  followLink,
  invoiceRow,
  notPayable,
  openSession,
  readyInvoice,
  withStripe,
} from '../../support/worker/guards.ts';
import { creditRows } from '../../support/worker/money.ts';
import { versionsOf } from '../../support/worker/rows.ts';
import { must, openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

const refusal = (code: string, more: object = {}) => ({ kind: 'refused', rejection: { code, ...more } });

describe('a credit note of an open invoice', () => {
  it('takes off what is due, on a new version of what its payer is shown', async () => {
    const { invoiceId } = await readyInvoice(shop, 12_000);
    must(await credit(shop, invoiceId, { credit: amount(4_500) }));
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({
      status: 'open',
      amountDue: 12_000,
      amountPaid: 4_500,
      amountCredited: 4_500,
    });
    expect(await versionsOf(shop.ctx, invoiceId)).toEqual([
      { version: 1, amountDue: 12_000, amountRemaining: 12_000 },
      { version: 2, amountDue: 12_000, amountRemaining: 7_500 },
    ]);
    expect(await coverOf(shop, invoiceId)).toEqual({ credit_note: 4_500 });
    const [note] = await notesOf(shop, invoiceId);
    expect(note).toMatchObject({
      series: 'CN-NW-',
      numberValue: 1,
      total: 4_500,
      offDue: 4_500,
      refunded: 0,
    });
  });

  it('leaves no rest that nobody can charge, unless staff know', async () => {
    const { invoiceId } = await readyInvoice(shop, 12_000);
    const stranded = refusal('rest_too_small', { rest: 20, smallestRest: 50, most: 11_950 });
    expect(await credit(shop, invoiceId, { credit: amount(11_980) })).toEqual(stranded);
    must(await credit(shop, invoiceId, { credit: amount(11_980), smallRest: 'leave' }));
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', amountCredited: 11_980 });
  });

  it('closes it where nothing is left, and neither its link nor cash pays it then', async () => {
    const { invoiceId, customerId } = await readyInvoice(shop, 12_000);
    must(await credit(shop, invoiceId, { credit: amount(2_000) }));
    must(await credit(shop, invoiceId));
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({
      status: 'paid',
      paymentStatus: 'none',
      amountCredited: 12_000,
    });
    expect((await notesOf(shop, invoiceId)).map(({ total }) => total)).toEqual([2_000, 10_000]);
    // What nobody paid gives nobody credit.
    expect(await creditRows(shop, customerId)).toEqual([]);
    expect(await followLink(shop.ctx, invoiceId)).toEqual(notPayable(invoiceId, 'credited'));
    const paid = { scope: shop.scope, invoiceId, commandId: 'cash', payment: cash(1_000) };
    expect(await recordPayment(shop.ctx, paid)).toEqual(refusal('invoice_not_open', { status: 'paid' }));
  });

  it('charges what is left by its link', async () => {
    const { invoiceId, payPath } = await readyInvoice(shop, 12_000);
    must(await credit(shop, invoiceId, { credit: amount(4_500) }));
    await payAtStripe(await openSession(shop, payPath));
    await shop.advance(60_000);
    const [payment] = await shop.payments();
    expect(payment?.amount).toBe(7_500);
  });

  it('is issued once, however often the same command is sent', async () => {
    const { invoiceId } = await readyInvoice(shop, 12_000);
    for (const _ of [1, 2]) {
      must(await credit(shop, invoiceId, { credit: amount(5_000), command: 'same' }));
    }
    expect(await notesOf(shop, invoiceId)).toHaveLength(1);
  });

  it('never comes to more than is left, where several are issued at once', async () => {
    const { invoiceId } = await readyInvoice(shop, 12_000);
    const answers = await Promise.all(
      [1, 2, 3].map(() => credit(shop, invoiceId, { credit: amount(5_000) })),
    );
    expect(answers.filter(({ kind }) => kind === 'done')).toHaveLength(2);
    expect(answers.find(({ kind }) => kind !== 'done')).toEqual(
      refusal('credit_exceeds_invoice', { path: 'amount', left: '2000' }),
    );
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ amountCredited: 10_000 });
  });

  it('has the next number of its series, without a gap, where many are issued at once', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 6; i += 1) ids.push((await shop.invoice(1_000)).invoiceId);
    await Promise.all(ids.map((id) => credit(shop, id)));
    const notes = await Promise.all(ids.map((id) => notesOf(shop, id)));
    const numbers = notes.flat().map(({ numberValue }) => numberValue);
    expect(numbers.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe('while a payment is open', () => {
  it('its session is closed first', async () => {
    const { invoiceId, payPath } = await readyInvoice(shop, 12_000);
    const session = await openSession(shop, payPath);
    must(await credit(shop, invoiceId, { credit: amount(4_500) }));
    expect((await payAtStripe(session)).status).not.toBe(200);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ pendingVerb: null, amountCredited: 4_500 });
  });

  it('a bank debit under way refuses it', async () => {
    const { invoiceId, payPath } = await readyInvoice(shop, 12_000);
    await payAtStripe(await openSession(shop, payPath), { bank: '000123456789' });
    expect(await credit(shop, invoiceId, { command: 'debit' })).toEqual(refusal('payment_in_progress'));
    expect(await credit(shop, invoiceId, { command: 'debit' })).toEqual(refusal('payment_in_progress'));
    expect(await notesOf(shop, invoiceId)).toEqual([]);
  });

  it('money that came first has to be given back, and is by whoever said how', async () => {
    const { invoiceId, payPath } = await readyInvoice(shop, 12_000);
    await payAtStripe(await openSession(shop, payPath));
    const silent = await credit(shop, invoiceId, { command: 'silent' });
    expect(silent).toEqual(refusal('give_back_missing', { amount: 12_000 }));
    must(await credit(shop, invoiceId, { by: 'credit' }));
    const [given] = await creditRows(shop, (await invoiceRow(shop, invoiceId)).customerId);
    expect(given).toMatchObject({ reason: 'credit_note', amount: 12_000, balance: 12_000 });
  });

  it('it waits for Stripe, and nothing new begins meanwhile', async () => {
    const { invoiceId, payPath } = await readyInvoice(shop, 12_000);
    await openSession(shop, payPath);
    const away = withStripe(shop.ctx, () => ({
      retrieveSession: async () => AWAY,
      expireSession: async () => AWAY,
    }));
    expect((await credit(shop, invoiceId, { command: 'later' }, away)).kind).toBe('stripe_unavailable');
    expect(await followLink(shop.ctx, invoiceId)).toEqual(notPayable(invoiceId, 'being_changed'));
    must(await credit(shop, invoiceId, { command: 'later' }));
    expect(await notesOf(shop, invoiceId)).toHaveLength(1);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', amountCredited: 12_000 });
  });
});

it('a draft and a void invoice are not credited, nor another business’s', async () => {
  const { invoiceId } = await shop.invoice(12_000);
  const other = await openShop();
  expect(await credit(other, invoiceId)).toEqual(refusal('not_found', { what: 'invoice' }));
});
