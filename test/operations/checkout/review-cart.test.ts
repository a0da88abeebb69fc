import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { invoices } from '../../../src/db/schema/index.ts';
import { reviewCart, type Selection } from '../../../src/operations/checkout/review-cart.ts';
import type { Owner } from '../../../src/operations/facts/visit.ts';
import { recordPayment, voidInvoice } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { syncMethods } from '../../../src/operations/methods/sync-methods.ts';
import { cash, openSession } from '../../support/worker/guards.ts';
import { attachAtStripe, ownerOf, stripeCustomerOf } from '../../support/worker/methods.ts';
import { draftFor, invoiceFor } from '../../support/worker/portal.ts';
import { must, openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';

const NOTHING = { payable: [], leftOut: [], hasMore: false, saved: [] };

let shop: Shop;
let customerId: string;
let first: string;
let payPath: string;
beforeEach(async () => {
  shop = await openShop();
  ({ customerId, invoiceId: first, payPath } = await shop.invoice(12_000));
});

const review = (selection: Selection, owner: Owner = ownerOf(shop, customerId)) =>
  reviewCart(shop.ctx, { owner, selection });
const these = async (...ids: readonly string[]) => must(await review({ kind: 'these', ids }));
const all = async (currency: string) => must(await review({ kind: 'currency', currency }));
const idsOf = (listed: readonly { readonly id: string }[]) => listed.map(({ id }) => id);

describe('the review of a payment', () => {
  it('of nothing, or of a currency in which nothing is owed, is empty', async () => {
    expect(await these()).toEqual(NOTHING);
    expect(await all('EUR')).toEqual(NOTHING);
  });

  it('shows what is owed of each, not what was invoiced, and whether it is overdue', async () => {
    const dueAt = shop.ctx.now() - 1;
    const commandId = 'a part';
    await recordPayment(shop.ctx, { scope: shop.scope, invoiceId: first, commandId, payment: cash(5_000) });
    await shop.ctx.db.update(invoices).set({ dueAt }).where(eq(invoices.id, first));
    const other = await invoiceFor(shop, customerId, 3_000);
    const [row] = await shop.ctx.db.select().from(invoices).where(eq(invoices.id, first));
    const { payable, ...rest } = await these(first, other);
    expect(rest).toEqual({ leftOut: [], hasMore: false, saved: [] });
    expect(payable).toEqual([
      {
        id: first,
        version: row?.version,
        number: `${row?.series}${String(row?.numberValue).padStart(4, '0')}`,
        currency: 'USD',
        dueOn: row?.dueDate,
        overdue: true,
        total: 12_000,
        remaining: 7_000,
        owed: 7_000,
        ownPart: null,
      },
      expect.objectContaining({ id: other, overdue: false, total: 3_000, remaining: 3_000 }),
    ]);
  });

  it('counts an invoice that is named twice once', async () => {
    const { payable, hasMore } = await these(...Array.from({ length: 30 }, () => first));
    expect(idsOf(payable)).toEqual([first]);
    expect(hasMore).toBe(false);
  });

  it('leaves out what cannot be paid now, with the reason, and shows the others', async () => {
    const [gone, settled] = [
      await invoiceFor(shop, customerId, 2_000),
      await invoiceFor(shop, customerId, 4_000),
    ];
    must(await voidInvoice(shop.ctx, { scope: shop.scope, invoiceId: gone, commandId: 'void' }));
    const payment = cash(4_000);
    must(
      await recordPayment(shop.ctx, { scope: shop.scope, invoiceId: settled, commandId: 'cash', payment }),
    );
    const { payable, leftOut } = await these(first, gone, settled);
    expect(idsOf(payable)).toEqual([first]);
    expect(leftOut.map(({ id, reason }) => [id, reason])).toEqual([
      [gone, 'void'],
      [settled, 'paid'],
    ]);
  });

  it('leaves out one whose money is on its way', async () => {
    await payAtStripe(await openSession(shop, payPath), { bank: '000123456789' });
    await shop.sweepSoon();
    const other = await invoiceFor(shop, customerId, 3_000);
    const { payable, leftOut } = await these(first, other);
    expect(idsOf(payable)).toEqual([other]);
    expect(leftOut).toMatchObject([{ id: first, reason: 'processing' }]);
  });

  it('offers a method on file for one currency, and none for several', async () => {
    await shop.work();
    await attachAtStripe(await stripeCustomerOf(shop, customerId), 'pm_card_visa');
    must(await syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId }));
    expect((await these(first)).saved).toHaveLength(1);
    expect((await all('USD')).saved).toHaveLength(1);
    const euros = await invoiceFor(shop, customerId, 5_000, 'EUR');
    const { payable, saved } = await these(first, euros);
    expect(idsOf(payable)).toEqual([first, euros]);
    expect(saved).toEqual([]);
    expect(idsOf((await all('USD')).payable)).toEqual([first]);
  });
});

describe('twenty invoices at once', () => {
  it('are all; of one more it is said that there are more, and those due first are shown', async () => {
    const more: string[] = [];
    for (let n = 0; n < 19; n += 1) more.push(await invoiceFor(shop, customerId, 1_000 + n));
    const full = await all('USD');
    expect(full.payable).toHaveLength(20);
    expect(full.hasMore).toBe(false);
    expect((await these(first, ...more)).hasMore).toBe(false);

    const last = await invoiceFor(shop, customerId, 9_000);
    await shop.ctx.db.update(invoices).set({ dueAt: 1 }).where(eq(invoices.id, last));
    const part = await all('USD');
    expect(part.payable).toHaveLength(20);
    expect(part.hasMore).toBe(true);
    expect(part.payable[0]?.id).toBe(last);
    const named = await these(...more, last, first);
    expect(named.payable).toHaveLength(20);
    expect(named.hasMore).toBe(true);
  });
});

describe('what is not theirs', () => {
  const MISSING = { kind: 'refused', rejection: { code: 'not_found', what: 'invoice' } };

  it('is as if it were not there, also beside what is: another customer’s, a draft, nobody’s', async () => {
    const { invoiceId: others } = await shop.invoice(1_000);
    const draft = await draftFor(shop, customerId, 1_000);
    for (const id of [others, draft, 'inv_0']) {
      expect(await review({ kind: 'these', ids: [id] })).toEqual(MISSING);
      expect(await review({ kind: 'these', ids: [first, id] })).toEqual(MISSING);
    }
    expect(idsOf((await all('USD')).payable)).toEqual([first]);
  });

  it('is nothing to another business or in the other mode', async () => {
    const own = ownerOf(shop, customerId);
    for (const owner of [
      { ...own, merchantId: 'mer_0' },
      { ...own, livemode: true },
    ]) {
      expect(await review({ kind: 'these', ids: [first] }, owner)).toEqual(MISSING);
      expect(must(await review({ kind: 'currency', currency: 'USD' }, owner))).toEqual(NOTHING);
    }
  });
});
