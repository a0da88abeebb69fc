import { beforeEach, expect, it } from 'vitest';
import { readStripeEvents } from '../../../src/operations/catch-up/read-stripe-events.ts';
import { advanceBoth } from '../../support/worker/events.ts';
import { invoiceRow, onlyPayment, openSession, readyInvoice } from '../../support/worker/guards.ts';
import { creditRows } from '../../support/worker/money.ts';
import { openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';
import { askStripe, passChallenge } from '../../support/worker/stripe.ts';

const DAY = 24 * 3_600_000;
const CHALLENGED = { card: '4000002760003184' };
const CARD = { card: '5555555555554444' };
const BANK = { bank: '000123456789' };
const DECLINED = { card: '4000000000000002' };

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

it.each([
  ['a bank’s page is open, then a card pays', [CHALLENGED, CARD, BANK]],
  ['a debit begins, then two cards come', [BANK, CHALLENGED, CARD]],
  ['a card pays, then a debit and another card come', [CARD, BANK, CHALLENGED]],
  ['a card is declined, then a bank’s page is open, then a debit begins', [DECLINED, CHALLENGED, BANK]],
])('a payer with three browsers and three methods pays once: %s', async (_what, methods) => {
  const { invoiceId, payPath, customerId } = await readyInvoice(shop);
  const sessions: string[] = [];
  for (const method of methods) {
    const session = await openSession(shop, payPath).catch(() => sessions[0] ?? '');
    sessions.push(session);
    await payAtStripe(session, method);
  }
  expect(new Set(sessions).size).toBe(1);
  await readStripeEvents(shop.ctx);
  await shop.work();
  await shop.sweepSoon();
  const { payment_intent: intent } = await askStripe('GET', `/v1/checkout/sessions/${sessions[0]}`);
  if (typeof intent === 'string') await passChallenge(intent);
  for (let day = 0; day < 6; day += 1) {
    await advanceBoth(shop, DAY);
    await readStripeEvents(shop.ctx);
    await shop.work();
    await shop.sweepSoon();
  }
  expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid', amountPaid: 12_000 });
  expect(await onlyPayment(shop)).toMatchObject({ state: 'succeeded', amountReceived: 12_000 });
  expect(await shop.slots()).toEqual([]);
  expect(await creditRows(shop, customerId)).toEqual([]);
});
