import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../src/operations/core/context.ts';
import { giveCredit } from '../../../src/operations/credits/give-credit.ts';
import { applyCredit, recordPayment } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { currencyOf } from '../../support/random-invoices.ts';
import { amount, coverOf, credit, notesOf } from '../../support/worker/crediting.ts';
import { cash, invoiceRow, openSession, readyInvoice } from '../../support/worker/guards.ts';
import { atStripe, creditRows, paidInvoice, refund, refundRows } from '../../support/worker/money.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

const refusal = (code: string, more: object = {}) => ({ kind: 'refused', rejection: { code, ...more } });

describe('a credit note of a paid invoice', () => {
  it('refunds what it credits through Stripe, and the invoice stays paid', async () => {
    const { invoiceId, paymentId, intentId } = await paidInvoice(shop);
    must(await credit(shop, invoiceId, { credit: amount(6_000), by: 'refund' }));
    await shop.work();
    expect((await atStripe('refunds', intentId)).map((each) => each.amount)).toEqual([6_000]);
    const [note] = await notesOf(shop, invoiceId);
    expect(note).toMatchObject({ offDue: 0, refunded: 6_000 });
    const [row] = await refundRows(shop, paymentId);
    expect(row).toMatchObject({ creditNoteId: note?.id, requestedBy: 'Ann', creditAmount: 0 });
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({
      status: 'paid',
      paymentStatus: 'partially_refunded',
      amountPaid: 12_000,
      amountCredited: 0,
    });
    must(await credit(shop, invoiceId, { by: 'refund' }));
    await shop.work();
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', paymentStatus: 'refunded' });
    expect(await credit(shop, invoiceId, { by: 'refund' })).toEqual(
      refusal('credit_exceeds_invoice', { path: 'credit', left: '0' }),
    );
  });

  it('gives the customer credit, which pays for the next invoice', async () => {
    const { invoiceId, customerId } = await paidInvoice(shop);
    must(await credit(shop, invoiceId, { credit: amount(5_000), by: 'credit' }));
    const [given] = await creditRows(shop, customerId);
    expect(given).toMatchObject({ reason: 'credit_note', balance: 5_000, issuedBy: 'Ann' });
    const [note] = await notesOf(shop, invoiceId);
    expect(note).toMatchObject({ asCredit: 5_000, creditId: given?.id });
  });

  it('says that it was given back outside', async () => {
    const { invoiceId, paymentId } = await paidInvoice(shop);
    must(await credit(shop, invoiceId, { by: 'outside' }));
    expect(await refundRows(shop, paymentId)).toEqual([]);
    expect((await notesOf(shop, invoiceId))[0]).toMatchObject({ outside: 12_000 });
  });

  it('gives nothing back that went back before', async () => {
    const { invoiceId, paymentId } = await paidInvoice(shop);
    await refund(shop, paymentId, 9_000);
    await shop.work();
    expect(await credit(shop, invoiceId, { by: 'credit' })).toEqual(
      refusal('give_back_not_kept', { amount: 12_000, kept: 3_000 }),
    );
    expect(await credit(shop, invoiceId, { by: 'refund' })).toEqual(
      refusal('give_back_not_refundable', { amount: 12_000, refundable: 3_000 }),
    );
    must(await credit(shop, invoiceId, { by: 'refund', otherwise: 'outside' }));
    expect((await notesOf(shop, invoiceId))[0]).toMatchObject({ refunded: 3_000, outside: 9_000 });
  });

  it('gives back what was paid and what credit paid, no more and once', async () => {
    const { invoiceId, customerId } = await readyInvoice(shop, 9_900);
    const give = { customerId, creditId: newId(shop.ctx, 'crd'), amount: 500, note: null, issuedBy: 'Ann' };
    const { scope } = shop;
    must(await giveCredit(shop.ctx, { scope, commandId: 'give', currency: currencyOf('USD'), ...give }));
    must(await applyCredit(shop.ctx, { scope, invoiceId, commandId: 'apply', amount: null }));
    must(await recordPayment(shop.ctx, { scope, invoiceId, commandId: 'rest', payment: cash(9_400) }));
    must(await credit(shop, invoiceId, { by: 'credit' }));
    expect((await notesOf(shop, invoiceId))[0]).toMatchObject({ offDue: 0, asCredit: 9_900 });
    const balances = (await creditRows(shop, customerId)).map(({ reason, balance }) => [reason, balance]);
    expect(balances).toContainEqual(['credit_note', 9_900]);
    expect(balances.reduce((sum, [, balance]) => sum + Number(balance), 0)).toBe(9_900);
  });

  it('is refunded once where a refund is asked for at the same time', async () => {
    const { invoiceId, paymentId, intentId } = await paidInvoice(shop);
    const [note, plain] = await Promise.allSettled([
      credit(shop, invoiceId, { by: 'refund' }),
      refund(shop, paymentId),
    ]);
    const isNoted = note.status === 'fulfilled' && note.value.kind === 'done';
    expect([isNoted, plain.status === 'fulfilled'].filter(Boolean)).toHaveLength(1);
    await shop.work();
    expect((await atStripe('refunds', intentId)).map((each) => each.amount)).toEqual([12_000]);
  });
});

describe('a credit note of a part-paid invoice', () => {
  const partPaid = async () => {
    const invoice = await readyInvoice(shop, 12_000);
    const paid = { invoiceId: invoice.invoiceId, commandId: 'cash', payment: cash(5_000) };
    must(await recordPayment(shop.ctx, { scope: shop.scope, ...paid }));
    return invoice;
  };

  it('takes off what is due first, and gives the rest back', async () => {
    const { invoiceId } = await partPaid();
    must(await credit(shop, invoiceId, { credit: amount(7_000) }));
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({
      status: 'paid',
      amountPaid: 12_000,
      amountCredited: 7_000,
    });
    expect(await coverOf(shop, invoiceId)).toEqual({ offline_payment: 5_000, credit_note: 7_000 });
    const none = refusal('give_back_not_refundable', { amount: 5_000, refundable: 0 });
    expect(await credit(shop, invoiceId, { by: 'refund' })).toEqual(none);
    must(await credit(shop, invoiceId, { by: 'refund', otherwise: 'credit' }));
    expect((await notesOf(shop, invoiceId))[1]).toMatchObject({ offDue: 0, asCredit: 5_000 });
  });

  it('brings it to zero in one', async () => {
    const { invoiceId, customerId, payPath } = await partPaid();
    await openSession(shop, payPath);
    must(await credit(shop, invoiceId, { by: 'credit' }));
    const [note] = await notesOf(shop, invoiceId);
    expect(note).toMatchObject({ total: 12_000, offDue: 7_000, asCredit: 5_000 });
    expect(await creditRows(shop, customerId)).toMatchObject([{ amount: 5_000, reason: 'credit_note' }]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', paymentStatus: 'none' });
  });
});
