import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { allocations, credits } from '../../../src/db/schema/index.ts';
import { parseCurrency } from '../../../src/domain/currency.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { giveCredit } from '../../../src/operations/credits/give-credit.ts';
import { applyCredit, recordPayment } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { createDraft } from '../../../src/operations/invoices/create-draft.ts';
import { finalizeInvoice } from '../../../src/operations/invoices/finalize.ts';
import { sendInvoice } from '../../../src/operations/invoices/send.ts';
import { cash, invoiceRow, openSession, readyInvoice } from '../../support/worker/guards.ts';
import { creditRows } from '../../support/worker/money.ts';
import { versionsOf } from '../../support/worker/rows.ts';
import { must, openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

const usd = (code = 'USD') => {
  const currency = parseCurrency(code);
  if (currency === null) throw new Error('no such currency');
  return currency;
};

/** Credit out of goodwill; its id. */
async function give(customerId: string, amount: number, currency = 'USD'): Promise<string> {
  const creditId = newId(shop.ctx, 'crd');
  const ask = { customerId, creditId, commandId: creditId, amount, note: 'Sorry', issuedBy: 'Ann' };
  must(await giveCredit(shop.ctx, { scope: shop.scope, ...ask, currency: usd(currency) }));
  return creditId;
}

/** A draft over an amount; its id. */
async function draft(customerId: string, unitAmount: number, currency = 'USD'): Promise<string> {
  const invoiceId = newId(shop.ctx, 'inv');
  const line = { description: 'Work', quantity: '1', unitAmount, discount: null, taxRates: [] };
  const more = { currency: usd(currency), dueDate: null, notes: null, paymentLink: true, lines: [line] };
  must(
    await createDraft(shop.ctx, {
      scope: shop.scope,
      invoiceId,
      commandId: invoiceId,
      draft: { customerId, ...more },
    }),
  );
  return invoiceId;
}
const finalize = async (invoiceId: string) =>
  must(await finalizeInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: `${invoiceId}/finalize` }));
const fromCredit = (invoiceId: string) =>
  shop.ctx.db
    .select({ creditId: allocations.sourceId, amount: allocations.amount })
    .from(allocations)
    .where(and(eq(allocations.invoiceId, invoiceId), eq(allocations.sourceType, 'credit')))
    .all();
const balances = async (customerId: string) =>
  (await creditRows(shop, customerId)).map(({ balance }) => balance);

describe('credit', () => {
  it('pays for the next invoice when it is finalized, oldest first, and what remains is what its payer is shown', async () => {
    const { customerId } = await shop.invoice(1_000);
    const older = await give(customerId, 3_000);
    const newer = await give(customerId, 5_000);
    const invoiceId = await draft(customerId, 7_000);
    await finalize(invoiceId);
    expect(await fromCredit(invoiceId)).toEqual([
      { creditId: older, amount: 3_000 },
      { creditId: newer, amount: 4_000 },
    ]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', amountPaid: 7_000 });
    expect(await balances(customerId)).toEqual([0, 1_000]);
    const second = await draft(customerId, 9_000);
    await finalize(second);
    expect(await invoiceRow(shop, second)).toMatchObject({ status: 'open', amountPaid: 1_000, paidAt: null });
    expect(await versionsOf(shop.ctx, second)).toEqual([
      { version: 1, amountDue: 9_000, amountRemaining: 8_000 },
    ]);
  });

  it('pays for one that is sent as a draft, too', async () => {
    const { customerId } = await shop.invoice(1_000);
    await give(customerId, 3_000);
    const invoiceId = await draft(customerId, 3_000);
    must(await sendInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'send', to: null }));
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', amountPaid: 3_000 });
  });

  it('is spent once, whichever of many invoices is finalized at the same time', async () => {
    const { customerId } = await shop.invoice(1_000);
    await give(customerId, 5_000);
    const ids = await Promise.all(Array.from({ length: 6 }, () => draft(customerId, 2_000)));
    await Promise.all(ids.map(finalize));
    expect(await balances(customerId)).toEqual([0]);
    const spent = (await Promise.all(ids.map(fromCredit))).flat();
    expect(spent.reduce((total, { amount }) => total + amount, 0)).toBe(5_000);
    const rows = await Promise.all(ids.map((id) => invoiceRow(shop, id)));
    expect(rows.map(({ amountPaid }) => amountPaid).toSorted()).toEqual([0, 0, 0, 1_000, 2_000, 2_000]);
    expect(rows.filter(({ status }) => status === 'paid')).toHaveLength(2);
  });

  it('of another currency, or money that is on its way back, pays for nothing', async () => {
    const { customerId } = await shop.invoice(1_000);
    await give(customerId, 3_000, 'EUR');
    await shop.ctx.db.insert(credits).values({
      id: newId(shop.ctx, 'crd'),
      merchantId: shop.scope.merchantId,
      customerId,
      currency: 'USD',
      amount: 3_000,
      balance: 3_000,
      reason: 'unintended_collection',
      createdAt: shop.ctx.now(),
    });
    const invoiceId = await draft(customerId, 2_000);
    await finalize(invoiceId);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'open', amountPaid: 0 });
    expect(
      await applyCredit(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'a', amount: null }),
    ).toEqual({
      kind: 'refused',
      rejection: { code: 'no_credit' },
    });
  });

  it('is given by a named person to the merchant’s own customers, once for one command', async () => {
    const { customerId } = await shop.invoice(1_000);
    const other = await openShop();
    const creditId = newId(shop.ctx, 'crd');
    const ask = {
      customerId,
      creditId,
      commandId: 'give',
      currency: usd(),
      amount: 500,
      note: null,
      issuedBy: 'Ann',
    };
    expect(await giveCredit(shop.ctx, { scope: other.scope, ...ask })).toEqual({
      kind: 'refused',
      rejection: { code: 'not_found', what: 'customer' },
    });
    await Promise.all([1, 2, 3].map(() => giveCredit(shop.ctx, { scope: shop.scope, ...ask })));
    expect(await creditRows(shop, customerId)).toMatchObject([{ amount: 500, issuedBy: 'Ann' }]);
  });

  it('without a name is refused by the schema itself', async () => {
    const { customerId } = await shop.invoice(1_000);
    const row = {
      id: newId(shop.ctx, 'crd'),
      merchantId: shop.scope.merchantId,
      customerId,
      currency: 'USD',
      amount: 1,
      balance: 1,
      reason: 'goodwill' as const,
      createdAt: 0,
    };
    await expect(shop.ctx.db.insert(credits).values(row).run()).rejects.toThrow();
  });
});

describe('paying an open invoice out of credit', () => {
  it('takes at most what is asked, what is owed and what there is', async () => {
    const { customerId, invoiceId } = await shop.invoice(10_000);
    await give(customerId, 4_000);
    const apply = (amount: number | null, commandId: string) =>
      applyCredit(shop.ctx, { scope: shop.scope, invoiceId, commandId, amount });
    expect((await apply(1_500, 'one')).kind).toBe('done');
    expect((await apply(1_500, 'one')).kind).toBe('done');
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({
      amountPaid: 1_500,
      version: 2,
      status: 'open',
    });
    expect((await apply(null, 'two')).kind).toBe('done');
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({
      amountPaid: 4_000,
      version: 3,
      status: 'open',
    });
    expect(await balances(customerId)).toEqual([0]);
    expect(await apply(null, 'three')).toEqual({ kind: 'refused', rejection: { code: 'no_credit' } });
    await give(customerId, 50_000);
    await apply(null, 'four');
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ amountPaid: 10_000, status: 'paid' });
    expect(await balances(customerId)).toEqual([0, 44_000]);
  });

  it('closes the session that shows more than is owed after it', async () => {
    const { customerId, invoiceId, payPath } = await readyInvoice(shop);
    const before = await openSession(shop, payPath);
    await give(customerId, 2_000);
    must(await applyCredit(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'a', amount: null }));
    expect((await payAtStripe(before)).status).not.toBe(200);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ amountPaid: 2_000, pendingVerb: null });
  });

  it('is refused while a debit is on its way, and takes nothing', async () => {
    const { customerId, invoiceId, payPath } = await readyInvoice(shop);
    await payAtStripe(await openSession(shop, payPath), { bank: '000123456789' });
    await give(customerId, 2_000);
    expect(
      await applyCredit(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'a', amount: null }),
    ).toEqual({
      kind: 'refused',
      rejection: { code: 'payment_in_progress' },
    });
    expect(await balances(customerId)).toEqual([2_000]);
  });

  it('on several invoices at once spends each credit once', async () => {
    const { customerId } = await shop.invoice(1_000);
    const ids = await Promise.all(Array.from({ length: 5 }, () => draft(customerId, 2_000)));
    for (const id of ids) await finalize(id);
    await give(customerId, 3_000);
    await Promise.all(
      ids.map((invoiceId) =>
        applyCredit(shop.ctx, {
          scope: shop.scope,
          invoiceId,
          commandId: `apply/${invoiceId}`,
          amount: null,
        }),
      ),
    );
    expect(await balances(customerId)).toEqual([0]);
    const spent = (await Promise.all(ids.map(fromCredit))).flat();
    expect(spent.reduce((total, { amount }) => total + amount, 0)).toBe(3_000);
  });
});

describe('an offline payment of more than is owed', () => {
  it('is refused, unless the rest is wanted as credit: then it pays for the next invoice', async () => {
    const { customerId, invoiceId } = await shop.invoice(10_000);
    const ask = { invoiceId, payment: cash(12_500) };
    expect(await recordPayment(shop.ctx, { scope: shop.scope, ...ask, commandId: 'refused' })).toEqual({
      kind: 'refused',
      rejection: { code: 'amount_exceeds_remaining', remaining: 10_000 },
    });
    const kept = { ...ask, commandId: 'kept', surplus: 'credit' as const };
    await Promise.all([1, 2].map(() => recordPayment(shop.ctx, { scope: shop.scope, ...kept })));
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', amountPaid: 10_000 });
    expect(await creditRows(shop, customerId)).toMatchObject([
      { amount: 2_500, balance: 2_500, reason: 'overpayment', issuedBy: 'Ann' },
    ]);
    const next = await draft(customerId, 2_000);
    await finalize(next);
    expect(await invoiceRow(shop, next)).toMatchObject({ status: 'paid' });
    expect(await balances(customerId)).toEqual([500]);
  });
});
