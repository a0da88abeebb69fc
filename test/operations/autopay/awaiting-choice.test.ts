import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { invoiceChoices } from '../../../src/db/schema/index.ts';
import { chooseForOpen } from '../../../src/operations/autopay/choose-for-open.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { voidInvoice } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { addBankAccount } from '../../../src/operations/methods/add-bank-account.ts';
import { beginSetup } from '../../../src/operations/methods/begin-setup.ts';
import { sweepSetups } from '../../../src/operations/methods/sweep-setups.ts';
import { syncMethods } from '../../../src/operations/methods/sync-methods.ts';
import { syncSetup } from '../../../src/operations/methods/sync-setup.ts';
import { verifyAccount } from '../../../src/operations/methods/verify-account.ts';
import { attemptsAt, sendNew, setPolicy, templatesSentAbout, tick } from '../../support/worker/collecting.ts';
import { invoiceRow } from '../../support/worker/guards.ts';
import {
  AGREED,
  attachAtStripe,
  methodsOnFile,
  ownerOf,
  stripeCustomerOf,
  typedAccount,
} from '../../support/worker/methods.ts';
import { must, openShop, payAtStripe, type Shop, sessionIn } from '../../support/worker/shop.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let shop: Shop;
let customerId: string;
/** Sent just now: one due in a month, one overdue. */
let fresh: string;
let overdue: string;
beforeEach(async () => {
  shop = await openShop();
  await setPolicy(shop, { collectPolicy: 'on_send' });
  ({ customerId } = await shop.invoice(100));
  await shop.work();
  const yesterday = new Date(shop.ctx.now() - 2 * DAY).toISOString().slice(0, 10);
  const nextMonth = new Date(shop.ctx.now() + 30 * DAY).toISOString().slice(0, 10);
  fresh = await sendNew(shop, customerId, { dueDate: nextMonth });
  overdue = await sendNew(shop, customerId, { dueDate: yesterday, amount: 30_000 });
});

const sync = () => syncMethods(shop.ctx, { customerId, connectionId: shop.connectionId });
const person = () => ({
  ...ownerOf(shop, customerId),
  sessionId: 'ses_1',
  personEmail: 'ada@payer.test',
});
const choose = (choice: 'pay_now' | 'on_due_date' | 'not_automatically', ...invoiceIds: string[]) =>
  chooseForOpen(shop.ctx, { who: person(), chosen: { choice, invoiceIds, methodId: null } });

/** Days of cron: nothing was charged, and the API can say why. */
async function expectWaiting(...ids: readonly string[]) {
  await shop.work();
  for (const wait of [0, HOUR, DAY, 3 * DAY]) {
    shop.advance(wait);
    await tick(shop);
    for (const id of ids) {
      expect(await attemptsAt(shop, id)).toEqual([]);
      expect(await invoiceRow(shop, id)).toMatchObject({
        status: 'open',
        collectStage: 'needs_customer',
        collectReason: 'awaiting_choice',
      });
    }
  }
}

async function cardPage(replaces: string | null = null) {
  const setupId = newId(shop.ctx, 'set');
  const ask = { who: ownerOf(shop, customerId), setupId, kind: 'card', locale: 'en', replaces } as const;
  await payAtStripe(sessionIn(must(await beginSetup(shop.ctx, ask)).url));
  return setupId;
}

describe('adding a method charges nothing', () => {
  it('not by a card from Stripe’s page, when its owner comes back', async () => {
    const setupId = await cardPage();
    await syncSetup(shop.ctx, setupId);
    await expectWaiting(fresh, overdue);
  });

  it('not by one that the sweep finds later, or that comes by an event', async () => {
    await cardPage();
    shop.advance(4 * 60_000);
    await sweepSetups(shop.ctx);
    await expectWaiting(fresh, overdue);
  });

  it('not by one that the merchant’s own program saves at Stripe', async () => {
    await attachAtStripe(await stripeCustomerOf(shop, customerId), 'pm_card_visa');
    await tick(shop);
    expect(await methodsOnFile(shop, customerId)).toHaveLength(1);
    await expectWaiting(fresh, overdue);
  });

  it('not by verifying a bank account days after it was typed', async () => {
    const setupId = newId(shop.ctx, 'set');
    const who = ownerOf(shop, customerId);
    must(await addBankAccount(shop.ctx, { who, setupId, typed: typedAccount(), agreed: AGREED }));
    shop.advance(2 * DAY);
    await tick(shop);
    const answer = { kind: 'amounts', cents: [32, 45] } as const;
    must(await verifyAccount(shop.ctx, { who, setupId, answer }));
    await shop.work();
    expect(await attemptsAt(shop, overdue)).toEqual([]);
    await expectWaiting(overdue);
  });

  it('not by replacing a card after a failed attempt', async () => {
    await attachAtStripe(await stripeCustomerOf(shop, customerId), 'pm_card_chargeCustomerFail');
    await sync();
    must(await choose('on_due_date', overdue));
    await shop.work();
    await tick(shop);
    expect(await attemptsAt(shop, overdue)).toMatchObject([{ state: 'failed' }]);
    const [old] = await methodsOnFile(shop, customerId);
    await syncSetup(shop.ctx, await cardPage(old?.id ?? ''));
    await shop.work();
    await tick(shop);
    expect(await attemptsAt(shop, overdue)).toHaveLength(1);
    expect(await invoiceRow(shop, overdue)).toMatchObject({ collectReason: 'awaiting_choice' });
  });
});

describe('without a choice', () => {
  it('what is not due yet is charged by the policy, with a notice first', async () => {
    await setPolicy(shop, { collectPolicy: 'on_due_date' });
    const soon = new Date(shop.ctx.now() + 10 * DAY).toISOString().slice(0, 10);
    const later = await sendNew(shop, customerId, { dueDate: soon });
    await attachAtStripe(await stripeCustomerOf(shop, customerId), 'pm_card_visa');
    await sync();
    await tick(shop);
    expect(await invoiceRow(shop, later)).toMatchObject({ collectReason: 'scheduled' });
    shop.advance(8 * DAY);
    await tick(shop);
    expect(await invoiceRow(shop, later)).toMatchObject({ collectReason: 'noticed', status: 'open' });
    expect(await templatesSentAbout(shop, later)).toContain('charge_notice');
    shop.advance(((await invoiceRow(shop, later)).noticedFor ?? 0) - shop.ctx.now());
    await tick(shop);
    expect(await invoiceRow(shop, later)).toMatchObject({ status: 'paid' });
    expect(await attemptsAt(shop, overdue)).toEqual([]);
  });

  it('an invoice that is sent afterwards is charged as ever', async () => {
    await attachAtStripe(await stripeCustomerOf(shop, customerId), 'pm_card_visa');
    await sync();
    const next = await sendNew(shop, customerId);
    expect(await invoiceRow(shop, next)).toMatchObject({ status: 'paid' });
    expect(await invoiceRow(shop, fresh)).toMatchObject({ status: 'open' });
  });

  it('another customer’s invoices, and another merchant’s, are not asked about', async () => {
    await attachAtStripe(await stripeCustomerOf(shop, customerId), 'pm_card_visa');
    await sync();
    const rows = await shop.ctx.db.select().from(invoiceChoices);
    expect(rows.filter(({ merchantId }) => merchantId === shop.scope.merchantId)).toMatchObject([
      { invoiceId: fresh, customerId, choice: null },
      { invoiceId: overdue, customerId, choice: null },
    ]);
  });
});

describe('a choice', () => {
  beforeEach(async () => {
    await attachAtStripe(await stripeCustomerOf(shop, customerId), 'pm_card_visa');
    await sync();
    await tick(shop);
  });
  const rowOf = async (invoiceId: string) =>
    (await shop.ctx.db.select().from(invoiceChoices).where(eq(invoiceChoices.invoiceId, invoiceId)))[0];

  it('is kept with who chose, when and for which invoices, once however often it is sent', async () => {
    must(await choose('not_automatically', overdue, fresh));
    const kept = await rowOf(overdue);
    expect(kept).toMatchObject({ choice: 'not_automatically', chosenBy: 'ada@payer.test' });
    shop.advance(HOUR);
    must(await choose('not_automatically', overdue, fresh));
    expect(await rowOf(overdue)).toEqual(kept);
    shop.advance(9 * DAY);
    await tick(shop);
    expect(await attemptsAt(shop, overdue)).toEqual([]);
    expect(await invoiceRow(shop, overdue)).toMatchObject({ collectReason: 'paused_by_customer' });
  });

  it('of the due date charges what is due within a day, and the rest on its day, not on sending', async () => {
    must(await choose('on_due_date', overdue, fresh));
    await shop.work();
    await tick(shop);
    shop.advance(DAY);
    await tick(shop);
    expect(await invoiceRow(shop, overdue)).toMatchObject({ status: 'paid' });
    expect(await invoiceRow(shop, fresh)).toMatchObject({ status: 'open', collectStage: 'scheduled' });
  });

  it('may be changed, in either direction', async () => {
    must(await choose('not_automatically', overdue));
    must(await choose('on_due_date', overdue));
    expect(await invoiceRow(shop, overdue)).toMatchObject({ collectPausedAt: null });
    must(await choose('not_automatically', overdue));
    shop.advance(9 * DAY);
    await tick(shop);
    expect(await attemptsAt(shop, overdue)).toEqual([]);
  });

  it('of two tabs at once leaves the invoice either paused or chosen, never both', async () => {
    await Promise.all([choose('not_automatically', overdue), choose('on_due_date', overdue)]);
    const { collectPausedAt } = await invoiceRow(shop, overdue);
    const row = await rowOf(overdue);
    shop.advance(9 * DAY);
    await tick(shop);
    const attempts = await attemptsAt(shop, overdue);
    expect(attempts).toHaveLength(collectPausedAt === null && row?.choice !== null ? 1 : 0);
  });

  it('leaves out what was voided meanwhile, and says so where nothing is left', async () => {
    must(await voidInvoice(shop.ctx, { scope: shop.scope, invoiceId: fresh, commandId: 'void' }));
    must(await choose('not_automatically', fresh, overdue));
    expect(await rowOf(fresh)).toMatchObject({ choice: null });
    expect(await rowOf(overdue)).toMatchObject({ choice: 'not_automatically' });
    expect(await choose('on_due_date', fresh)).toMatchObject({
      kind: 'refused',
      rejection: { code: 'invoice_not_open', status: 'void' },
    });
  });

  it('for another customer’s invoice is not found, and changes nothing of either', async () => {
    const other = await shop.invoice(100);
    const theirs = await sendNew(shop, other.customerId);
    expect(await choose('not_automatically', overdue, theirs)).toMatchObject({
      rejection: { code: 'not_found' },
    });
    expect(await rowOf(overdue)).toMatchObject({ choice: null });
    expect(await invoiceRow(shop, theirs)).toMatchObject({ collectPausedAt: null });
  });

  it('is asked for anew by the next method', async () => {
    must(await choose('on_due_date', overdue));
    await attachAtStripe(await stripeCustomerOf(shop, customerId), 'pm_card_mastercard');
    await sync();
    expect(await rowOf(overdue)).toMatchObject({ choice: null, chosenAt: null, chosenBy: null });
    await expectWaiting(overdue);
  });
});
