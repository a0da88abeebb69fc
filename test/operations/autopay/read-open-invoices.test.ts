import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { invoiceChoices, invoices } from '../../../src/db/schema/index.ts';
import { readOpenInvoices } from '../../../src/operations/autopay/read-open-invoices.ts';
import type { Visit } from '../../../src/operations/facts/visit.ts';
import { recordPayment } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { syncMethods } from '../../../src/operations/methods/sync-methods.ts';
import { draftFor, sendNew, setCustomer, setPolicy } from '../../support/worker/collecting.ts';
import { cash, invoiceRow } from '../../support/worker/guards.ts';
import { attachAtStripe, methodsOnFile, stripeCustomerOf } from '../../support/worker/methods.ts';
import { invoiceFor } from '../../support/worker/portal.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';
import { visitOf } from '../../support/worker/visits.ts';

let shop: Shop;
let customerId: string;
beforeEach(async () => {
  shop = await openShop();
  // Finalized and not sent: nobody is asked about it.
  ({ customerId } = await shop.invoice(100));
  await shop.work();
});

const read = async (more: Partial<Visit> = {}) =>
  (await readOpenInvoices(shop.ctx, { ...(await visitOf(shop, customerId)), ...more })).value;
const idsOf = async () => (await read()).flatMap((group) => group.invoices.map(({ id }) => id));
const set = (id: string, columns: Partial<typeof invoices.$inferInsert>) =>
  shop.ctx.db.update(invoices).set(columns).where(eq(invoices.id, id));
const asked = (invoiceId: string, more: Partial<typeof invoiceChoices.$inferInsert> = {}) =>
  shop.ctx.db.insert(invoiceChoices).values({
    ...{ invoiceId, merchantId: shop.scope.merchantId, customerId, askedAt: shop.ctx.now() },
    ...more,
  });

describe('what a customer is asked about after adding a method', () => {
  it('is nothing where nothing was sent', async () => {
    await draftFor(shop, customerId);
    await invoiceFor(shop, customerId, 2_000);
    expect(await read()).toEqual([]);
  });

  it('is each open invoice by currency: those that wait first, then those due first, those without a date last', async () => {
    const [none, late, soon, waits] = [
      await sendNew(shop, customerId),
      await sendNew(shop, customerId),
      await sendNew(shop, customerId),
      await sendNew(shop, customerId),
    ];
    const euros = await sendNew(shop, customerId, { currency: 'EUR', amount: 5_000 });
    const now = shop.ctx.now();
    await set(none, { dueAt: null, dueDate: null });
    await set(soon, { dueAt: now - 1 });
    await set(late, { dueAt: now + 86_400_000 });
    await set(waits, { dueAt: now + 2 * 86_400_000 });
    await asked(waits);
    const groups = await read();
    expect(groups.map(({ currency }) => currency)).toEqual(['EUR', 'USD']);
    expect(groups.map((group) => group.invoices.map(({ id }) => id))).toEqual([
      [euros],
      [waits, soon, late, none],
    ]);
    expect(groups[1]?.invoices.map(({ overdue }) => overdue)).toEqual([false, true, false, false]);
    expect(groups.map(({ hasMore }) => hasMore)).toEqual([false, false]);
  });

  it('is what is owed of each now, and none whose money is on its way or that is paid', async () => {
    const [part, moving, paid] = [
      await sendNew(shop, customerId),
      await sendNew(shop, customerId),
      await sendNew(shop, customerId),
    ];
    const record = (invoiceId: string, amount: number) =>
      recordPayment(shop.ctx, {
        scope: shop.scope,
        invoiceId,
        commandId: `${invoiceId}/cash`,
        payment: cash(amount),
      });
    must(await record(part, 5_000));
    must(await record(paid, 12_000));
    await set(moving, { paymentStatus: 'processing' });
    const { version, series, numberValue, dueDate } = await invoiceRow(shop, part);
    expect((await read())[0]?.invoices).toEqual([
      {
        id: part,
        version,
        number: `${series}${String(numberValue).padStart(4, '0')}`,
        dueOn: dueDate,
        overdue: false,
        remaining: 7_000,
        isInParts: false,
        isPayable: true,
        chosen: null,
      },
    ]);
    expect((await read({ connectionId: null }))[0]?.invoices).toMatchObject([{ isPayable: false }]);
  });

  it('is with what they chose themselves, not what another did', async () => {
    const { customerId: other } = await shop.invoice(100);
    const [own, theirs] = [await sendNew(shop, customerId), await sendNew(shop, customerId)];
    const answer = { choice: 'on_due_date', chosenAt: shop.ctx.now() } as const;
    await asked(own, answer);
    await asked(theirs, { ...answer, customerId: other });
    const chosen = (await read())[0]?.invoices.map(({ id, chosen: choice }) => [id, choice]) ?? [];
    expect(Object.fromEntries(chosen)).toEqual({ [own]: 'on_due_date', [theirs]: null });
  });

  it('is nothing of another customer, business or mode', async () => {
    const mine = await sendNew(shop, customerId);
    const { customerId: other } = await shop.invoice(100);
    await shop.work();
    await sendNew(shop, other);
    expect(await idsOf()).toEqual([mine]);
    await set(mine, { livemode: true });
    expect(await idsOf()).toEqual([]);
  });

  it('is twenty of a currency, and it is said that there are more', async () => {
    for (let n = 0; n < 20; n += 1) {
      await set(await invoiceFor(shop, customerId, 1_000), { sentAt: shop.ctx.now() });
    }
    expect((await read())[0]).toMatchObject({ hasMore: false });
    await set(await invoiceFor(shop, customerId, 1_000), { sentAt: shop.ctx.now() });
    const [group] = await read();
    expect(group?.invoices).toHaveLength(20);
    expect(group?.hasMore).toBe(true);
  });
});

describe('what it may be paid with, and by itself', () => {
  it('is each method that can be charged in the currency, the newest first', async () => {
    const stripeCustomer = await stripeCustomerOf(shop, customerId);
    for (const method of ['pm_card_visa', 'pm_usBankAccount_success', 'pm_card_mastercard']) {
      await attachAtStripe(stripeCustomer, method);
      must(await syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId }));
      shop.advance(1_000);
    }
    await sendNew(shop, customerId);
    await sendNew(shop, customerId, { currency: 'EUR', amount: 5_000 });
    const inOrder = (await methodsOnFile(shop, customerId)).toSorted((a, b) => b.createdAt - a.createdAt);
    const [euros, dollars] = await read();
    expect(dollars?.methods.map(({ id }) => id)).toEqual(inOrder.map(({ id }) => id));
    expect(euros?.methods.map(({ card }) => card.kind)).toEqual(['card', 'card']);
    expect(dollars?.methods.filter(({ isDefault }) => isDefault)).toHaveLength(1);
  });

  it('is automatic where the business, or the customer’s own choice, has it charged at all', async () => {
    await sendNew(shop, customerId);
    expect((await read())[0]).toMatchObject({ canBeAutomatic: false });
    await setCustomer(shop, customerId, { collectPolicy: 'on_due_date' });
    expect((await read())[0]).toMatchObject({ canBeAutomatic: true });
    await setCustomer(shop, customerId, { collectPolicy: null });
    await setPolicy(shop, { collectPolicy: 'on_send' });
    expect((await read())[0]).toMatchObject({ canBeAutomatic: true });
  });
});
