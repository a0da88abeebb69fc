import { beforeEach, describe, expect, it } from 'vitest';
import { invoices } from '../../../src/db/schema/index.ts';
import { parseCurrency } from '../../../src/domain/currency.ts';
import { payCart } from '../../../src/operations/checkout/pay-cart.ts';
import { reviewCart } from '../../../src/operations/checkout/review-cart.ts';
import { collectInvoice } from '../../../src/operations/collection/collect-invoice.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { giveCredit } from '../../../src/operations/credits/give-credit.ts';
import {
  applyCredit,
  finishVerb,
  recordPayment,
} from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { createDraft } from '../../../src/operations/invoices/create-draft.ts';
import { finalizeInvoice } from '../../../src/operations/invoices/finalize.ts';
import { type PartSource, previewPart } from '../../../src/operations/invoices/preview-part.ts';
import { sendInvoice } from '../../../src/operations/invoices/send.ts';
import { cash, invoiceRow, openSession } from '../../support/worker/guards.ts';
import { creditRows } from '../../support/worker/money.ts';
import { must, openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
let customerId: string;
beforeEach(async () => {
  shop = await openShop();
  ({ customerId } = await shop.invoice(1_000));
});

const currencyOf = (code: string) => {
  const currency = parseCurrency(code);
  if (currency === null) throw new Error('no such currency');
  return currency;
};
async function give(amount: number, currency = 'USD') {
  const creditId = newId(shop.ctx, 'crd');
  const ask = { customerId, creditId, commandId: creditId, amount, note: null, issuedBy: 'Ann' };
  must(await giveCredit(shop.ctx, { scope: shop.scope, ...ask, currency: currencyOf(currency) }));
}
async function draft(unitAmount: number, currency = 'USD') {
  const invoiceId = newId(shop.ctx, 'inv');
  const line = { description: 'Work', quantity: '1', unitAmount, discount: null, taxRates: [] };
  const more = {
    currency: currencyOf(currency),
    dueDate: null,
    notes: null,
    paymentLink: true,
    lines: [line],
  };
  const ask = { invoiceId, commandId: invoiceId, draft: { customerId, ...more } };
  must(await createDraft(shop.ctx, { scope: shop.scope, ...ask }));
  return invoiceId;
}
async function finalized(amount: number, currency = 'USD') {
  const invoiceId = await draft(amount, currency);
  must(await finalizeInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: `${invoiceId}/f` }));
  return invoiceId;
}
const balance = async () =>
  (await creditRows(shop, customerId)).reduce((sum, credit) => sum + credit.balance, 0);
const remaining = async (invoiceId: string) => {
  const { amountDue, amountPaid } = await invoiceRow(shop, invoiceId);
  return amountDue - amountPaid;
};
const ask = (invoiceId: string) => ({ scope: shop.scope, invoiceId, commandId: newId(shop.ctx, 'req') });
const spend = (invoiceId: string, amount: number | null = null, more: { smallRest?: 'leave' } = {}) =>
  applyCredit(shop.ctx, { ...ask(invoiceId), amount, ...more });
const record = (invoiceId: string, amount: number, more: { smallRest?: 'leave' } = {}) =>
  recordPayment(shop.ctx, { ...ask(invoiceId), payment: cash(amount), ...more });
const preview = async (invoiceId: string, from: PartSource, amount: number | null = null) =>
  must(await previewPart(shop.ctx, { scope: shop.scope, invoiceId, from, amount }));
const stranded = (rest: number, smallestRest: number, most: number) => ({
  kind: 'refused',
  rejection: { code: 'rest_too_small', rest, smallestRest, most },
});

describe('credit leaves nothing that nobody can charge', () => {
  it.each([
    ['two decimals', 'USD', 10_000, 9_970, 50],
    ['no decimals', 'JPY', 10_000, 9_970, 50],
    ['three decimals', 'KWD', 10_000, 9_995, 10],
    ['a minimum of its own', 'HUF', 100_000, 90_000, 17_500],
    ['all of it', 'USD', 10_000, 10_000, 0],
    ['plenty', 'USD', 10_000, 3_000, 7_000],
    ['nothing, where what is owed is the least that can be charged', 'USD', 50, 30, 50],
    ['whatever there is, where nothing could be charged from the start', 'USD', 40, 30, 10],
    ['whatever there is, in a currency that is not charged at all', 'IRR', 1_000, 999, 1],
  ])('when an invoice is finalized: %s', async (_what, currency, owed, credit, left) => {
    await give(credit, currency);
    const invoiceId = await finalized(owed, currency);
    expect(await remaining(invoiceId)).toBe(left);
    expect(await balance()).toBe(credit - (owed - left));
  });

  it('and what is left is paid through the link', async () => {
    await give(9_970);
    const invoiceId = await draft(10_000);
    must(await sendInvoice(shop.ctx, { ...ask(invoiceId), to: null }));
    await shop.work();
    const version = (await invoiceRow(shop, invoiceId)).linkVersion;
    const { pathname } = new URL(await shop.ctx.links.url('pay', { id: invoiceId, version }));
    expect((await payAtStripe(await openSession(shop, pathname))).status).toBe(200);
    await shop.sweepSoon();
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', amountPaid: 10_000 });
  });

  it('when staff apply it, whatever they want to spend at most; the preview says so before', async () => {
    const invoiceId = await finalized(10_000);
    await give(9_990);
    expect(await preview(invoiceId, 'credit', 9_980)).toMatchObject({
      amount: 9_950,
      rest: 50,
      restIsChargeable: true,
      refusal: null,
    });
    must(await spend(invoiceId, 9_980));
    expect([await remaining(invoiceId), await balance()]).toEqual([50, 40]);
    // What is left is the least that can be charged: none of it can be paid from credit but all.
    expect(await preview(invoiceId, 'credit')).toMatchObject({
      rest: 10,
      restIsChargeable: false,
      refusal: { code: 'rest_too_small', smallestRest: 50, most: 0 },
    });
    expect(await spend(invoiceId)).toEqual(stranded(10, 50, 0));
    expect(await balance()).toBe(40);
    must(await spend(invoiceId, null, { smallRest: 'leave' }));
    expect([await remaining(invoiceId), await balance()]).toEqual([10, 0]);
  });
});

describe('a part that staff record is refused where its rest could not be charged', () => {
  it('with the smallest rest, and taken once they say that they know', async () => {
    const invoiceId = await finalized(10_000);
    expect(await preview(invoiceId, 'outside', 9_970)).toMatchObject({
      amountRemaining: 10_000,
      rest: 30,
      restIsChargeable: false,
      smallestRest: 50,
      refusal: { code: 'rest_too_small', rest: 30, smallestRest: 50, most: 9_950 },
    });
    expect(await record(invoiceId, 9_970)).toEqual(stranded(30, 50, 9_950));
    expect(await remaining(invoiceId)).toBe(10_000);
    must(await record(invoiceId, 9_970, { smallRest: 'leave' }));
    expect(await remaining(invoiceId)).toBe(30);
    must(await record(invoiceId, 30));
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
  });

  it('and a command that was dropped for it is answered the same when it is repeated', async () => {
    const { invoiceId, payPath } = await shop.invoice(10_000);
    await shop.work();
    await openSession(shop, payPath);
    const command = { ...ask(invoiceId), payment: cash(9_970) };
    expect(await recordPayment(shop.ctx, command)).toEqual(stranded(30, 50, 9_950));
    expect(await recordPayment(shop.ctx, command)).toEqual(stranded(30, 50, 9_950));
    must(await finishVerb(shop.ctx, { invoiceId }));
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ amountPaid: 0, pendingVerb: null });
  });

  it.each([
    [9_950, null],
    [10_000, null],
    [10_001, 'amount_exceeds_remaining'],
    [9_951, 'rest_too_small'],
    [9_999, 'rest_too_small'],
  ])('the preview and the verb agree on %i of 10000', async (amount, code) => {
    const invoiceId = await finalized(10_000);
    const said = await preview(invoiceId, 'outside', amount);
    expect(said.refusal?.code ?? null).toBe(code);
    const recorded = await record(invoiceId, amount);
    expect(recorded.kind === 'refused' ? recorded.rejection.code : null).toBe(code);
    expect(await remaining(invoiceId)).toBe(code === null ? said.rest : 10_000);
  });
});

describe('a rest that is too small already', () => {
  it('is paid together with another invoice, and never tried by itself', async () => {
    const small = await finalized(10_000);
    must(await record(small, 9_970, { smallRest: 'leave' }));
    await shop.ctx.db.update(invoices).set({ sentAt: shop.ctx.now(), collectPolicy: 'on_due_date' });
    await collectInvoice(shop.ctx, small);
    expect(await invoiceRow(shop, small)).toMatchObject({ collectReason: 'not_chargeable' });
    expect((await shop.payments()).length).toBe(0);
    const other = await finalized(5_000);
    await shop.work();
    const owner = { customerId, ...shop.scope };
    const alone = must(await reviewCart(shop.ctx, { owner, selection: { kind: 'these', ids: [small] } }));
    expect(alone.leftOut).toMatchObject([{ id: small, reason: 'below_minimum' }]);
    const lines = [small, other].map((invoiceId) => ({ invoiceId, version: null, amount: 'all' }) as const);
    const [first, second] = lines;
    if (first === undefined || second === undefined) throw new Error('no lines');
    const paid = await payCart(shop.ctx, {
      from: { via: 'portal', owner },
      lines: [first, second],
      methodId: null,
    });
    expect(must(paid)).toMatchObject({ kind: 'checkout' });
    expect((await shop.payments()).map(({ amount }) => amount)).toEqual([5_030]);
  });
});
