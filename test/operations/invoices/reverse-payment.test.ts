import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { allocations, credits, moneySums, offlinePayments } from '../../../src/db/schema/index.ts';
import {
  recordPayment,
  reversePayment,
} from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { openReceipt } from '../../../src/operations/receipts/open-receipt.ts';
import { readInvoice } from '../../../src/operations/resources/read-invoice.ts';
import { writerFor } from '../../../src/views/format.ts';
import { speechFor } from '../../../src/views/i18n/speech.ts';
import { receiptSums } from '../../../src/views/receipt-sentences.ts';
import { type ApiClient, apiClient } from '../../support/worker/api.ts';
import { addApiKey } from '../../support/worker/context.ts';
import { cash, invoiceRow, openSession, readyInvoice } from '../../support/worker/guards.ts';
import { must, openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
let api: ApiClient;
beforeEach(async () => {
  shop = await openShop();
  api = apiClient(shop.ctx, { apiKey: await addApiKey(shop.ctx, shop.scope.merchantId, false) });
});

const record = async (invoiceId: string, amount: number, commandId: string, surplus?: 'credit') =>
  must(
    await recordPayment(shop.ctx, {
      scope: shop.scope,
      invoiceId,
      commandId,
      payment: cash(amount),
      ...(surplus !== undefined && { surplus }),
      smallRest: 'leave',
    }),
  );
const recordedOf = async (invoiceId: string) =>
  (await shop.ctx.db.select().from(offlinePayments).where(eq(offlinePayments.invoiceId, invoiceId))).toSorted(
    (a, b) => a.id.localeCompare(b.id),
  );
const reverse = (invoiceId: string, offlinePaymentId: string, commandId = offlinePaymentId) =>
  reversePayment(shop.ctx, { scope: shop.scope, invoiceId, commandId, offlinePaymentId, by: 'Ann' });
const refusedAs = (code: string) => ({ kind: 'refused', rejection: { code } });
const shown = async (invoiceId: string) =>
  must(await readInvoice(shop.ctx, { scope: shop.scope, invoiceId }));

describe('a recorded payment that is reversed', () => {
  it('leaves its invoice owed as before, whatever was recorded beside it, and can be recorded anew', async () => {
    const { invoiceId } = await readyInvoice(shop);
    const { amountDue } = (await invoiceRow(shop, invoiceId)) ?? { amountDue: 0 };
    await record(invoiceId, 3_000, 'one');
    await record(invoiceId, amountDue - 3_000, 'two');
    const [one] = await recordedOf(invoiceId);
    const asked = [1, 2].map(() => reverse(invoiceId, one?.id ?? ''));
    expect((await Promise.all(asked)).map(({ kind }) => kind)).toEqual(['done', 'done']);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({
      status: 'open',
      amountPaid: amountDue - 3_000,
      paidAt: null,
      pendingVerb: null,
    });
    expect(await reverse(invoiceId, one?.id ?? '', 'again')).toEqual(refusedAs('payment_reversed'));
    await record(invoiceId, 3_000, 'three');
    const { ledger, status } = await shown(invoiceId);
    expect(status).toBe('paid');
    expect(ledger.movements.map(({ kind, amount }) => [kind, amount])).toEqual(
      expect.arrayContaining([
        ['offline_payment', 3_000],
        ['reversed', 3_000],
        ['offline_payment', amountDue - 3_000],
      ]),
    );
    const covers = await shop.ctx.db.select().from(allocations).where(eq(allocations.invoiceId, invoiceId));
    expect(covers.map(({ amount }) => amount).toSorted((a, b) => a - b)).toEqual(
      [-3_000, 3_000, 3_000, amountDue - 3_000].toSorted((a, b) => a - b),
    );
    const collected = await shop.ctx.db.select().from(moneySums).where(eq(moneySums.kind, 'collected'));
    expect(collected.reduce((sum, { amount }) => sum + amount, 0)).toBe(amountDue);
  });

  it('takes back the credit that it became, or is refused where some of that was used', async () => {
    const { invoiceId, customerId } = await shop.invoice(10_000);
    await record(invoiceId, 12_500, 'kept', 'credit');
    const [kept] = await recordedOf(invoiceId);
    await shop.ctx.db.update(credits).set({ balance: 2_499 }).where(eq(credits.customerId, customerId));
    expect(await reverse(invoiceId, kept?.id ?? '', 'early')).toEqual(refusedAs('credit_used'));
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', amountPaid: 10_000 });
    await shop.ctx.db.update(credits).set({ balance: 2_500 }).where(eq(credits.customerId, customerId));
    must(await reverse(invoiceId, kept?.id ?? ''));
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', amountPaid: 0 });
    const [credit] = await shop.ctx.db.select().from(credits).where(eq(credits.customerId, customerId));
    expect(credit).toMatchObject({ amount: 2_500, balance: 0 });
  });

  it('is refused where a credit note gave some of it back, and of another invoice or business', async () => {
    const { invoiceId } = await shop.invoice(10_000);
    await record(invoiceId, 10_000, 'paid');
    const [paid] = await recordedOf(invoiceId);
    const other = await shop.invoice(10_000);
    expect(await reverse(other.invoiceId, paid?.id ?? '')).toEqual({
      kind: 'refused',
      rejection: { code: 'not_found', what: 'recorded payment' },
    });
    const elsewhere = { merchantId: 'mer_other', livemode: false };
    const ask = { invoiceId, commandId: 'theirs', offlinePaymentId: paid?.id ?? '', by: 'Eve' };
    expect(await reversePayment(shop.ctx, { scope: elsewhere, ...ask })).toEqual({
      kind: 'refused',
      rejection: { code: 'not_found', what: 'invoice' },
    });
    const note = await api('POST', `/invoices/${invoiceId}/credit-notes`, {
      amount: 1_000,
      giveBack: 'outside',
    });
    expect(note.status).toBe(201);
    expect(await reverse(invoiceId, paid?.id ?? '', 'late')).toEqual(refusedAs('gave_back'));
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
  });

  it('closes the page on which the rest is being paid, so that nobody pays by what was asked before', async () => {
    const { invoiceId, payPath } = await readyInvoice(shop);
    await record(invoiceId, 3_000, 'part');
    const [part] = await recordedOf(invoiceId);
    const session = await openSession(shop, payPath);
    must(await reverse(invoiceId, part?.id ?? ''));
    expect((await payAtStripe(session)).ok).toBe(false);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', amountPaid: 0 });
  });

  it('is charged and reminded of no more by itself, and its receipt says that it no longer counts', async () => {
    const { invoiceId, customerId } = await readyInvoice(shop);
    await api('POST', `/invoices/${invoiceId}/send`, { to: [`${customerId}@payer.test`] });
    const { amountDue } = (await invoiceRow(shop, invoiceId)) ?? { amountDue: 0 };
    await api('POST', `/invoices/${invoiceId}/record-payment`, { amount: amountDue });
    const [recorded] = await recordedOf(invoiceId);
    const answer = await api('POST', `/invoices/${invoiceId}/reverse-payment`, {
      offlinePaymentId: recorded?.id,
    });
    expect(answer).toMatchObject({ status: 200, body: { status: 'open', amountPaid: 0 } });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({
      collectReason: 'taken_back',
      nextCheckAt: null,
    });
    const receipt = must(
      await openReceipt(shop.ctx, { sourceId: recorded?.id ?? '', from: null, locale: null }),
    );
    expect(receipt).toMatchObject({ amount: amountDue, returned: { amount: amountDue } });
    const words = receiptSums(receipt, writerFor({ ...receipt, currency: 'USD' }, await speechFor('en')));
    expect(words.map(({ label }) => label)).toContainEqual(
      expect.stringMatching(/^Recorded payment reversed on /),
    );
    const unknown = await api('POST', `/invoices/${invoiceId}/reverse-payment`, {
      offlinePaymentId: 'off_1',
    });
    expect(unknown).toMatchObject({ status: 404, body: { detail: 'There is no such recorded payment.' } });
    expect((await api('POST', `/invoices/${invoiceId}/reverse-payment`, {})).status).toBe(400);
  });
});
