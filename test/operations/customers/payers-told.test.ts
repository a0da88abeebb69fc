import { and, eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { emails, invoiceChoices, payments, paymentTargets } from '../../../src/db/schema/index.ts';
import { chooseForOpen } from '../../../src/operations/autopay/choose-for-open.ts';
import { optOut } from '../../../src/operations/autopay/opt-out.ts';
import { pauseOwnInvoice } from '../../../src/operations/autopay/own-invoice.ts';
import { readStripeEvents } from '../../../src/operations/catch-up/read-stripe-events.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { changeCustomer } from '../../../src/operations/customers/update.ts';
import { eraseCustomer } from '../../../src/operations/erasure/erase-customer.ts';
import { exportCustomer } from '../../../src/operations/erasure/export-customer.ts';
import { attemptsAt, collect, sendNew, setPolicy, tick } from '../../support/worker/collecting.ts';
import { advanceBoth, advanceToNoon } from '../../support/worker/events.ts';
import { giveCard, member, openFamily, setParent, toldAbout } from '../../support/worker/families.ts';
import { invoiceRow } from '../../support/worker/guards.ts';
import { ownerOf } from '../../support/worker/methods.ts';
import { must, type Shop } from '../../support/worker/shop.ts';

const DAY = 24 * 3_600_000;

let shop: Shop;
let group: string;
let branch: string;
beforeEach(async () => {
  ({ shop, group, branch } = await openFamily());
});

const inDays = (days: number) => new Date(shop.ctx.now() + days * DAY).toISOString().slice(0, 10);
const payersOf = async (invoiceId: string) =>
  (
    await shop.ctx.db
      .select({ payer: payments.customerId, state: payments.state })
      .from(payments)
      .innerJoin(paymentTargets, eq(paymentTargets.paymentId, payments.id))
      .where(eq(paymentTargets.invoiceId, invoiceId))
      .orderBy(payments.id)
  ).map(({ payer, state }) => `${payer} ${state}`);
/** Somebody who is signed in to the portal for a customer, and for those that it pays for. */
const personOf = (customerId: string, childIds: readonly string[] = []) => ({
  ...ownerOf(shop, customerId),
  childIds,
  sessionId: newId(shop.ctx, 'req'),
  personEmail: `${customerId}@payer.test`,
});

describe('a payer that was told nothing has a notice first', () => {
  it('where whoever paid before had one for the same day', async () => {
    await advanceToNoon(shop);
    await setPolicy(shop, { collectPolicy: 'on_due_date', noticeDays: 3 });
    const other = await member(shop, 'Other Holding');
    await giveCard(shop, group);
    await giveCard(shop, other, 'pm_card_mastercard');
    must(await setParent(shop, branch, group));
    const invoiceId = await sendNew(shop, branch, { dueDate: inDays(8) });
    shop.advance(6 * DAY);
    await tick(shop);
    expect(await toldAbout(shop, invoiceId)).toContain(`charge_notice ${group}`);
    must(await setParent(shop, branch, other));
    await tick(shop);
    expect(await toldAbout(shop, invoiceId)).toContain(`charge_notice ${other}`);
    shop.advance(2.5 * DAY);
    await tick(shop);
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
    shop.advance(3 * DAY);
    await tick(shop);
    expect(await payersOf(invoiceId)).toEqual([`${other} succeeded`]);
  });

  it('where the notice went to a parent that its customer has no more', async () => {
    await advanceToNoon(shop);
    await setPolicy(shop, { collectPolicy: 'on_due_date', noticeDays: 3 });
    await giveCard(shop, group);
    must(await setParent(shop, branch, group));
    const invoiceId = await sendNew(shop, branch, { dueDate: inDays(8) });
    shop.advance(6 * DAY);
    await tick(shop);
    must(await setParent(shop, branch, null));
    await giveCard(shop, branch, 'pm_card_mastercard');
    await tick(shop);
    expect(await toldAbout(shop, invoiceId)).toContain(`charge_notice ${branch}`);
    shop.advance(2.5 * DAY);
    await tick(shop);
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
  });

  it('where another one’s card was declined for it', async () => {
    await giveCard(shop, group);
    await giveCard(shop, branch, 'pm_card_chargeCustomerFail');
    must(await setParent(shop, branch, group));
    const invoiceId = await sendNew(shop, branch);
    expect(await payersOf(invoiceId)).toEqual([expect.stringContaining(branch)]);
    must(await optOut(shop.ctx, ownerOf(shop, branch)));
    await tick(shop);
    expect(await payersOf(invoiceId)).toHaveLength(1);
    expect(await toldAbout(shop, invoiceId)).toContain(`charge_notice ${group}`);
    shop.advance(4 * DAY);
    await tick(shop);
    expect((await payersOf(invoiceId)).at(-1)).toBe(`${group} succeeded`);
  });

  it('where another one chose the due date', async () => {
    await setPolicy(shop, { noticeDays: 0 });
    await giveCard(shop, group);
    const invoiceId = await sendNew(shop, branch, { dueDate: inDays(3) });
    await giveCard(shop, branch, 'pm_card_mastercard');
    const chosen = { choice: 'on_due_date', invoiceIds: [invoiceId], methodId: null } as const;
    must(await chooseForOpen(shop.ctx, { who: personOf(branch), chosen }));
    must(await optOut(shop.ctx, ownerOf(shop, branch)));
    shop.advance(4 * DAY);
    must(await setParent(shop, branch, group));
    await tick(shop);
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
    expect(await toldAbout(shop, invoiceId)).toContain(`charge_notice ${group}`);
  });
});

describe('a debit that comes back after its invoice has another payer', () => {
  it.each(['group', 'nobody'])(
    'is told to whose account it was and to the business, once, with %s as parent',
    async (parent) => {
      await setPolicy(shop, { noticeDays: 0 });
      await giveCard(shop, group, 'pm_usBankAccount_insufficientFunds');
      must(await setParent(shop, branch, group));
      const invoiceId = await sendNew(shop, branch);
      expect(await payersOf(invoiceId)).toEqual([`${group} processing`]);
      if (parent === 'nobody') must(await setParent(shop, branch, null));
      await giveCard(shop, branch);
      await advanceBoth(shop, 5 * DAY);
      await readStripeEvents(shop.ctx);
      await tick(shop);
      await tick(shop);
      expect((await payersOf(invoiceId))[0]).toBe(`${group} failed`);
      const told = (await toldAbout(shop, invoiceId)).filter((line) => /failed|ended/.test(line));
      expect(told).toEqual([
        expect.stringMatching(`^\\w+ ${group}$`),
        expect.stringMatching(/_business billing/),
      ]);
    },
  );
});

describe('what is chosen and paused', () => {
  it('is for whoever pays: a parent leaves what a child pays by itself', async () => {
    await setPolicy(shop, { collectPolicy: 'on_due_date' });
    await giveCard(shop, branch, 'pm_card_mastercard');
    must(await setParent(shop, branch, group));
    const invoiceId = await sendNew(shop, branch);
    const who = personOf(group, [branch]);
    const chosen = { choice: 'on_due_date', invoiceIds: [invoiceId], methodId: null } as const;
    expect((await chooseForOpen(shop.ctx, { who, chosen })).kind).toBe('refused');
    expect((await pauseOwnInvoice(shop.ctx, { who, invoiceId })).kind).toBe('refused');
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({ collectPausedAt: null });
    expect((await pauseOwnInvoice(shop.ctx, { who: personOf(branch), invoiceId })).kind).toBe('done');
  });

  it('is remembered of who chose', async () => {
    must(await setParent(shop, branch, group));
    const invoiceId = await sendNew(shop, branch);
    await giveCard(shop, group);
    const of = () => shop.ctx.db.select().from(invoiceChoices).where(eq(invoiceChoices.invoiceId, invoiceId));
    expect(await of()).toMatchObject([{ customerId: group, choice: null }]);
    const chosen = { choice: 'pay_now', invoiceIds: [invoiceId], methodId: null } as const;
    must(await chooseForOpen(shop.ctx, { who: personOf(group, [branch]), chosen }));
    expect(await of()).toMatchObject([{ customerId: group, choice: 'pay_now' }]);
  });
});

describe('a mail about an invoice of a child', () => {
  const rowsOf = (invoiceId: string) =>
    shop.ctx.db.select().from(emails).where(eq(emails.invoiceId, invoiceId)).orderBy(emails.id);

  it('is each one’s own, and names a charge to whoever is charged', async () => {
    await giveCard(shop, group);
    must(await setParent(shop, branch, group));
    const invoiceId = await sendNew(shop, branch);
    for (const { aboutCustomerId, recipient, template, facts } of await rowsOf(invoiceId)) {
      expect(recipient.startsWith(`${aboutCustomerId}@`)).toBe(true);
      if (template !== 'invoice_sent' || facts?.template !== 'invoice_sent') continue;
      expect(facts.chargeAt === null).toBe(aboutCustomerId === branch);
    }
    const exported = JSON.stringify(
      must(await exportCustomer(shop.ctx, { scope: shop.scope, customerId: branch })),
    );
    expect(exported).not.toContain(`${group}@`);
  });

  it('keeps nothing of a parent that was erased', async () => {
    await giveCard(shop, group);
    must(await setParent(shop, branch, group));
    const invoiceId = await sendNew(shop, branch);
    must(await setParent(shop, branch, null));
    await shop.ctx.db.run(sql`UPDATE invoices SET status = 'void' WHERE customer_id = ${group}`);
    const ask = { scope: shop.scope, customerId: group, stripeCustomer: 'delete' } as const;
    must(await eraseCustomer(shop.ctx, ask));
    const left = (await rowsOf(invoiceId)).map(({ recipient }) => recipient.split('@')[0]);
    expect(left).not.toContain(group);
    expect(left).toContain(branch);
  });

  it('that announces a charge is not sent to who does not pay any more', async () => {
    await setPolicy(shop, { collectPolicy: 'on_due_date', noticeDays: 3 });
    await giveCard(shop, group);
    must(await setParent(shop, branch, group));
    const invoiceId = await sendNew(shop, branch, { dueDate: inDays(8) });
    shop.advance(6 * DAY);
    // It is queued, and not sent yet.
    await readStripeEvents(shop.ctx);
    await collect(shop, invoiceId);
    must(await setParent(shop, branch, null));
    await shop.work();
    const noticed = and(eq(emails.invoiceId, invoiceId), eq(emails.template, 'charge_notice'));
    const [notice] = await shop.ctx.db.select().from(emails).where(noticed);
    expect(notice).toMatchObject({ state: 'superseded', aboutCustomerId: group });
  });
});

it('a change that the database refuses is no fault of the parent that a customer has already', async () => {
  must(await setParent(shop, branch, group));
  await shop.ctx.db.run(sql`CREATE TRIGGER full BEFORE UPDATE OF label ON customers
    WHEN NEW.label = 'full' BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
  const commandId = newId(shop.ctx, 'req');
  const change = changeCustomer(shop.ctx, {
    scope: shop.scope,
    customerId: branch,
    commandId,
    patch: { label: 'full' },
  });
  await expect(change).rejects.toThrow();
  await shop.ctx.db.run(sql`DROP TRIGGER full`);
});
