import { expect } from 'vitest';
import { linkOfferFor } from '../../../src/operations/checkout/offer-method.ts';
import { linkOrder } from '../../../src/operations/checkout/order.ts';
import { payCart } from '../../../src/operations/checkout/pay-cart.ts';
import { newId } from '../../../src/operations/core/context.ts';
import { recordDisputes } from '../../../src/operations/disputes/record-disputes.ts';
import { voidInvoice } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { finalizeInvoice } from '../../../src/operations/invoices/finalize.ts';
import { addBankAccount } from '../../../src/operations/methods/add-bank-account.ts';
import { beginSetup } from '../../../src/operations/methods/begin-setup.ts';
import { sweepSetups } from '../../../src/operations/methods/sweep-setups.ts';
import { verifyAccount } from '../../../src/operations/methods/verify-account.ts';
import { sweepRefunds } from '../../../src/operations/refunds/sweep-refunds.ts';
import { passTime } from './charging.ts';
import { attemptsAt, customerWith, draftFor, sendNew, setPolicy } from './collecting.ts';
import { advanceBoth } from './events.ts';
import { invoiceRow, openSession, readyInvoice } from './guards.ts';
import { AGREED, methodsOnFile, ownerOf, setupRow, typedAccount } from './methods.ts';
import { atStripe, outside, paymentRow, refund, refundRows } from './money.ts';
import { must, payAtStripe, type Shop, sessionIn } from './shop.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** What happens to a business, from the first call to the last cent. Each holds wherever Stripe may go either way. */
export type Story = {
  readonly name: string;
  /** The worlds that change what Stripe does in it; those of every answer and event are not listed. */
  readonly of: readonly string[];
  readonly walk: (shop: Shop) => Promise<void>;
};

/** Days with a cron tick, and what follows from it, at their end. */
async function days(shop: Shop, count: number): Promise<void> {
  await advanceBoth(shop, count * DAY);
  await passTime(shop, 8);
  await sweepSetups(shop.ctx);
  await sweepRefunds(shop.ctx);
  await shop.work();
}

async function byLink(shop: Shop, ...ways: readonly object[]) {
  const invoice = await readyInvoice(shop, 12_000);
  const session = await openSession(shop, invoice.payPath);
  for (const way of ways) await payAtStripe(session, way);
  await passTime(shop, 8);
  return { ...invoice, session };
}
const paymentOf = async (shop: Shop) => {
  const [payment] = await shop.payments();
  if (payment === undefined) throw new Error('nothing was paid');
  return payment;
};
const stateOf = async (shop: Shop, invoiceId: string) => {
  const { status, amountPaid } = await invoiceRow(shop, invoiceId);
  return { status, amountPaid };
};
const PAID = { status: 'paid', amountPaid: 12_000 };
const OWED = { status: 'open', amountPaid: 0 };

/** An invoice that is owed again: its link leads on, and a void takes effect. */
async function expectOwed(shop: Shop, { invoiceId, payPath }: { invoiceId: string; payPath: string }) {
  expect(await stateOf(shop, invoiceId)).toEqual(OWED);
  expect(await shop.slots()).toEqual([]);
  expect(await openSession(shop, payPath)).toMatch(/^cs_test_/);
  const ask = { scope: shop.scope, invoiceId, commandId: 'void' };
  expect(await voidInvoice(shop.ctx, ask)).toMatchObject({ kind: 'done' });
}

async function disputed(shop: Shop, ...rulings: readonly string[]) {
  const invoice = await byLink(shop, { card: '4000000000000259' });
  const payment = await paymentOf(shop);
  const [dispute] = await atStripe('disputes', payment.stripePaymentIntentId ?? '');
  for (const outcome of rulings) {
    await outside(`/disputes/${dispute?.id}/decide`, { outcome });
    await recordDisputes(shop.ctx, payment.id);
    await shop.work();
  }
  return { ...invoice, payment: await paymentRow(shop, payment.id) };
}

export const STORIES: readonly Story[] = [
  {
    name: 'a card pays by link',
    of: [
      'completion',
      'lengths',
      'expiry',
      'eventOrder',
      'funds',
      'words',
      'errorFields',
      'missingParam',
      'search',
      'webhookRetries',
      'payouts',
    ],
    walk: async (shop) => {
      const { invoiceId } = await byLink(shop, { card: '4242424242424242' });
      expect(await stateOf(shop, invoiceId)).toEqual(PAID);
    },
  },
  {
    name: 'a card is declined, and another one pays',
    of: ['advice', 'words', 'errorFields', 'eventOrder'],
    walk: async (shop) => {
      const { invoiceId } = await byLink(shop, { card: '4000000000000002' }, { card: '4242424242424242' });
      expect(await stateOf(shop, invoiceId)).toEqual(PAID);
      expect(await shop.payments()).toHaveLength(1);
    },
  },
  {
    name: 'a card is declined, and the session runs out',
    of: ['expiry', 'authentication', 'words', 'errorFields'],
    walk: async (shop) => {
      const invoice = await byLink(shop, { card: '4000000000000002' });
      await days(shop, 1);
      await expectOwed(shop, invoice);
    },
  },
  {
    name: 'a bank debit pays by link',
    of: ['bankAccounts', 'mandates', 'debits', 'unusableMethods', 'eventOrder'],
    walk: async (shop) => {
      const { invoiceId } = await byLink(shop, { bank: '000123456789' });
      await days(shop, 5);
      expect(await stateOf(shop, invoiceId)).toEqual(PAID);
    },
  },
  {
    name: 'a bank debit by link fails',
    of: ['debits', 'bankAccounts', 'words', 'errorFields', 'eventOrder'],
    walk: async (shop) => {
      const invoice = await byLink(shop, { bank: '000222222227' });
      await days(shop, 5);
      expect(await shop.payments()).toMatchObject([{ state: 'failed', failureCode: 'insufficient_funds' }]);
      await expectOwed(shop, invoice);
    },
  },
  {
    name: 'a bank debit by link fails, since its account is closed',
    of: ['returns', 'debits'],
    walk: async (shop) => {
      const invoice = await byLink(shop, { bank: '000111111113' });
      await days(shop, 5);
      expect(await shop.payments()).toMatchObject([{ state: 'failed', failureCode: 'account_closed' }]);
      await expectOwed(shop, invoice);
    },
  },
  {
    name: 'a bank debit by link is returned after it had succeeded',
    of: ['debits', 'debitDisputes', 'eventOrder'],
    walk: async (shop) => {
      const { invoiceId } = await byLink(shop, { bank: '000555555559' });
      await days(shop, 5);
      await days(shop, 45);
      expect(await shop.payments()).toMatchObject([{ state: 'returned' }]);
      expect(await stateOf(shop, invoiceId)).toEqual(OWED);
    },
  },
  {
    name: 'a card on file is charged when its invoice is sent',
    of: ['returnUrl', 'eventOrder'],
    walk: async (shop) => {
      await setPolicy(shop, { collectPolicy: 'on_send' });
      const customerId = await customerWith(shop, 'pm_card_visa');
      const invoiceId = await sendNew(shop, customerId);
      expect(await stateOf(shop, invoiceId)).toEqual(PAID);
      expect(await attemptsAt(shop, invoiceId)).toMatchObject([{ state: 'succeeded', via: 'autopay' }]);
    },
  },
  {
    name: 'a card on file is charged by a button',
    of: ['returnUrl', 'words'],
    walk: async (shop) => {
      await setPolicy(shop, { publicSavedMethod: true });
      const customerId = await customerWith(shop, 'pm_card_visa');
      const invoiceId = await draftFor(shop, customerId);
      const ask = { scope: shop.scope, invoiceId, commandId: `${invoiceId}/finalize` };
      must(await finalizeInvoice(shop.ctx, ask));
      const viewer = { ...shop.scope, customerId };
      const { value: offered } = await linkOfferFor(shop.ctx, { invoiceId, viewer });
      const chosen = { methodId: offered?.methods[0].methodId ?? '', version: offered?.invoiceVersion ?? 0 };
      const pressed = await payCart(shop.ctx, linkOrder({ id: invoiceId, version: 1 }, chosen));
      expect(pressed).toMatchObject({ value: { kind: 'paid' } });
      expect(await stateOf(shop, invoiceId)).toEqual(PAID);
    },
  },
  {
    name: 'a card is put on file on Stripe’s page',
    of: ['setupIntent', 'redisplay', 'eventOrder'],
    walk: async (shop) => {
      const { customerId } = await readyInvoice(shop);
      const setupId = newId(shop.ctx, 'set');
      const who = ownerOf(shop, customerId);
      const begun = must(await beginSetup(shop.ctx, { who, setupId, kind: 'card', locale: 'en' }));
      await payAtStripe(sessionIn(begun.url), { card: '4242424242424242' });
      shop.advance(4 * MINUTE);
      await sweepSetups(shop.ctx);
      expect(await methodsOnFile(shop, customerId)).toMatchObject([{ type: 'card', state: 'usable' }]);
      expect(await setupRow(shop, setupId)).toMatchObject({ state: 'succeeded' });
    },
  },
  {
    name: 'a set-up is abandoned',
    of: ['setupExpiry', 'setupIntent', 'words', 'errorFields'],
    walk: async (shop) => {
      const { customerId } = await readyInvoice(shop);
      const setupId = newId(shop.ctx, 'set');
      const who = ownerOf(shop, customerId);
      const begun = must(await beginSetup(shop.ctx, { who, setupId, kind: 'card', locale: 'en' }));
      await payAtStripe(sessionIn(begun.url), { card: '4000000000000002' });
      await days(shop, 1);
      expect(await setupRow(shop, setupId)).toMatchObject({ state: 'expired', checkAt: null });
      expect(await methodsOnFile(shop, customerId)).toEqual([]);
    },
  },
  {
    name: 'a bank account is put on file on Stripe’s page, and charged',
    of: ['setupIntent', 'redisplay', 'bankAccounts', 'mandates', 'debits', 'verifyingSession'],
    walk: async (shop) => {
      await setPolicy(shop, { collectPolicy: 'on_send' });
      const { customerId } = await readyInvoice(shop);
      const setupId = newId(shop.ctx, 'set');
      const who = ownerOf(shop, customerId);
      const begun = must(await beginSetup(shop.ctx, { who, setupId, kind: 'bank_instant', locale: 'en' }));
      await payAtStripe(sessionIn(begun.url), { bank: '000123456789' });
      await advanceBoth(shop, 4 * MINUTE);
      await sweepSetups(shop.ctx);
      expect(await methodsOnFile(shop, customerId)).toMatchObject([{ state: 'usable' }]);
      const invoiceId = await sendNew(shop, customerId);
      await days(shop, 5);
      expect(await stateOf(shop, invoiceId)).toEqual(PAID);
    },
  },
  {
    name: 'a bank account is typed in, proved by deposits, and charged',
    of: ['returnUrl', 'bankAccounts', 'mandates', 'debits', 'verifyingSession'],
    walk: async (shop) => {
      await setPolicy(shop, { collectPolicy: 'on_send' });
      const { customerId } = await readyInvoice(shop);
      const setupId = newId(shop.ctx, 'set');
      const who = ownerOf(shop, customerId);
      await addBankAccount(shop.ctx, { who, setupId, typed: typedAccount(), agreed: AGREED });
      expect(await setupRow(shop, setupId)).toMatchObject({ state: 'verifying' });
      await days(shop, 2);
      must(await verifyAccount(shop.ctx, { who, setupId, answer: { kind: 'code', code: 'SM11AA' } }));
      const invoiceId = await sendNew(shop, customerId);
      await days(shop, 5);
      expect(await stateOf(shop, invoiceId)).toEqual(PAID);
    },
  },
  {
    name: 'a payment is refunded',
    of: ['funds', 'eventOrder'],
    walk: async (shop) => {
      await byLink(shop, { card: '4242424242424242' });
      const { id } = await paymentOf(shop);
      await refund(shop, id, 4_000);
      await shop.work();
      expect(await refundRows(shop, id)).toMatchObject([{ state: 'succeeded', amount: 4_000 }]);
    },
  },
  {
    name: 'a refund fails after it was made',
    of: ['eventOrder', 'funds'],
    walk: async (shop) => {
      await byLink(shop, { card: '4000000000005126' });
      const { id } = await paymentOf(shop);
      await refund(shop, id);
      await shop.work();
      await days(shop, 2);
      expect(await refundRows(shop, id)).toMatchObject([{ state: 'failed' }]);
    },
  },
  {
    name: 'a dispute is won',
    of: ['disputeDeadline', 'eventOrder'],
    walk: async (shop) => {
      const { invoiceId, payment } = await disputed(shop, 'won');
      expect(payment).toMatchObject({ state: 'succeeded' });
      expect(await stateOf(shop, invoiceId)).toEqual(PAID);
    },
  },
  {
    name: 'a dispute is lost, appealed, and lost again',
    of: ['appeals', 'eventOrder', 'disputeDeadline'],
    walk: async (shop) => {
      const { invoiceId, payment } = await disputed(shop, 'lost', 'appealed', 'lost');
      expect(payment).toMatchObject({ state: 'returned' });
      expect(await stateOf(shop, invoiceId)).toEqual(OWED);
    },
  },
  {
    name: 'a dispute is lost, appealed, and won',
    of: ['appeals'],
    walk: async (shop) => {
      const { invoiceId, payment } = await disputed(shop, 'lost', 'appealed', 'won');
      expect(payment).toMatchObject({ state: 'succeeded' });
      expect(await stateOf(shop, invoiceId)).toEqual(PAID);
    },
  },
  {
    name: 'a dispute is won, then lost',
    of: ['appeals', 'eventOrder'],
    walk: async (shop) => {
      const { invoiceId, payment } = await disputed(shop, 'won', 'lost');
      expect(payment).toMatchObject({ state: 'returned' });
      expect(await stateOf(shop, invoiceId)).toEqual(OWED);
    },
  },
];
