import { beforeEach, describe, expect, it } from 'vitest';
import { eraseCustomer } from '../../../src/operations/erasure/erase-customer.ts';
import { voidInvoice } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { syncMethods } from '../../../src/operations/methods/sync-methods.ts';
import { closeByHand } from '../../../src/operations/payments/close-by-hand.ts';
import { recordOutcome } from '../../../src/operations/payments/record-outcome.ts';
import { sweepWork } from '../../../src/operations/watch/sweep-work.ts';
import { attemptsAt, sendNew, setCustomer, setPolicy } from '../../support/worker/collecting.ts';
import { AWAY, invoiceRow, withStripe } from '../../support/worker/guards.ts';
import {
  agreementsOf,
  daysPass,
  followed,
  mailsAbout,
  openLink,
  payByLink,
} from '../../support/worker/kept-by-link.ts';
import { methodsOnFile } from '../../support/worker/methods.ts';
import { must, openShop, payAtStripe, type Shop } from '../../support/worker/shop.ts';
import { askStripe, controlStripe } from '../../support/worker/stripe.ts';
import { enterWorld, leaveWorld } from '../../support/worker/worlds.ts';

const DAY = 24 * 3_600_000;
const FRIEND = 'friend@example.com';

let shop: Shop;
let customerId: string;
let payPath: string;
let firstInvoice: string;
beforeEach(async () => {
  shop = await openShop();
  await setPolicy(shop, { collectPolicy: 'on_send' });
  ({ customerId, payPath, invoiceId: firstInvoice } = await shop.invoice(100));
  await shop.work();
});

const own = () => `${customerId}@payer.test`;
const at = () => ({ customerId, connectionId: shop.connectionId });
const typing = (address: string) => ({ fields: { payeremail: address } });
const sessionAt = (id: string) => askStripe('GET', `/v1/checkout/sessions/${id}`);

describe('whoever pays by link is known by the address that they type', () => {
  it('a friend’s card is not charged by itself though Stripe’s customer has an email', async () => {
    const session = await payByLink(shop, payPath, typing(FRIEND));
    expect(await sessionAt(session)).toMatchObject({ customer_details: { email: own() } });
    expect(await methodsOnFile(shop, customerId)).toMatchObject([
      { payerEmail: FRIEND, confirmedAt: null, isDefault: false },
    ]);
    expect(await mailsAbout(shop, customerId)).toEqual([
      `method_kept ${FRIEND}`,
      `method_to_confirm ${own()}`,
    ]);
    expect(await agreementsOf(shop, customerId)).toMatchObject([{ agreedBy: FRIEND }]);
    const invoiceId = await sendNew(shop, customerId, { amount: 1_000_000 });
    await daysPass(shop, invoiceId, 8);
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
    expect(await invoiceRow(shop, invoiceId)).toMatchObject({
      status: 'open',
      collectReason: 'not_confirmed',
      noticedFor: null,
    });
  });

  it.each([
    ['their own address', (address: string) => address],
    ['it in other letters and with blanks around it', (address: string) => ` ${address.toUpperCase()} `],
  ])(
    'a customer who types %s has the next ones charged by themselves, each announced (P40)',
    async (_, write) => {
      await payByLink(shop, payPath, typing(write(own())));
      expect(await methodsOnFile(shop, customerId)).toMatchObject([
        { confirmedBy: 'address', isDefault: true },
      ]);
      const invoiceId = await sendNew(shop, customerId, { amount: 1_000_000 });
      expect(await attemptsAt(shop, invoiceId)).toEqual([]);
      await daysPass(shop, invoiceId, 5);
      expect(await invoiceRow(shop, invoiceId)).toMatchObject({ status: 'paid' });
    },
  );

  it.each([['ap@bücher.example'], ['AP@xn--bcher-kva.example']])(
    'a contact of the customer’s is known by %s',
    async (typed) => {
      await setCustomer(shop, customerId, { billingEmails: ['books@payer.test', 'ap@bücher.example'] });
      await payByLink(shop, payPath, typing(typed));
      expect(await methodsOnFile(shop, customerId)).toMatchObject([{ confirmedBy: 'address' }]);
    },
  );

  it.each([
    ['that I will not say'],
    ['friend@example.com, boss@example.com'],
    ['friend@example.com\r\nBcc: boss@example.com'],
    ['<friend@example.com>'],
    ['friend@localhost'],
    [`${'x'.repeat(240)}@example.com`],
  ])('whoever types %j is nobody: nobody else is mailed and the customer has to confirm', async (typed) => {
    await payByLink(shop, payPath, typing(typed));
    expect(await methodsOnFile(shop, customerId)).toMatchObject([{ payerEmail: null, confirmedAt: null }]);
    expect(await mailsAbout(shop, customerId)).toEqual([`method_to_confirm ${own()}`]);
    const invoiceId = await sendNew(shop, customerId);
    await daysPass(shop, invoiceId, 5);
    expect(await attemptsAt(shop, invoiceId)).toEqual([]);
  });
});

describe('the question', () => {
  it('has to be answered where the link keeps the method, in the page’s language, with nothing filled in', async () => {
    await setCustomer(shop, customerId, { locale: 'de' });
    const session = await openLink(shop, payPath);
    expect((await sessionAt(session)).custom_fields).toMatchObject([
      {
        optional: false,
        label: { custom: expect.stringContaining('Ihre eigene E-Mail-Adresse') },
        text: { default_value: null, value: null },
      },
    ]);
    const refused = await payAtStripe(session, { card: '4242424242424242', ...typing(' ') });
    expect(refused.status).toBe(400);
  });

  it('may stay empty where the payer chooses, and then whoever has it kept is nobody', async () => {
    await setPolicy(shop, { linkKeeps: 'if_asked' });
    await payByLink(shop, payPath, { keep: true });
    expect(await methodsOnFile(shop, customerId)).toMatchObject([{ payerEmail: null, confirmedAt: null }]);
  });

  it('is not put where nothing is kept', async () => {
    await setPolicy(shop, { linkKeeps: 'never' });
    expect((await sessionAt(await openLink(shop, payPath))).custom_fields).toEqual([]);
  });
});

describe('Stripe gives the answer once the session is complete', () => {
  const stillOpen = () =>
    withStripe(shop.ctx, (real) => ({
      retrieveSession: async (id) => {
        const found = await real.retrieveSession(id);
        if (found.kind !== 'ok') return found;
        return { ...found, value: { ...found.value, status: 'open' as const, payerEmail: null } };
      },
    }));
  const pay = async () =>
    payAtStripe(await openLink(shop, payPath), { card: '4242424242424242', ...typing(own()) });

  it('until then the method is not on file: the customer isn’t taken for a stranger', async () => {
    await pay();
    expect((await syncMethods(stillOpen(), at())).kind).toBe('stripe_unavailable');
    expect(await methodsOnFile(shop, customerId)).toEqual([]);
    await followed(shop);
    expect(await methodsOnFile(shop, customerId)).toMatchObject([{ confirmedBy: 'address' }]);
  });

  it('and it is asked for again where the payment was recorded before', async () => {
    await pay();
    const [payment] = await shop.payments();
    await recordOutcome(stillOpen(), payment?.id ?? '');
    expect(await shop.payments()).toMatchObject([{ state: 'succeeded', payerEmail: null }]);
    await shop.work();
    expect(await methodsOnFile(shop, customerId)).toMatchObject([{ confirmedBy: 'address' }]);
  });

  it('and a session that is complete seconds after its payment has the same end', async () => {
    await enterWorld({ completion: 'seconds_later' });
    try {
      await pay();
      const [payment] = await shop.payments();
      const recorded = await recordOutcome(shop.ctx, payment?.id ?? '');
      expect(recorded.state).toBe('succeeded');
      expect(await shop.payments()).toMatchObject([{ payerEmail: null }]);
      expect(await invoiceRow(shop, firstInvoice)).toMatchObject({ status: 'paid' });
      await followed(shop);
      expect(await methodsOnFile(shop, customerId)).toEqual([]);
      await controlStripe('/clock', { advanceMs: 5_000 });
      shop.advance(60_000);
      // What had to wait for the answer is done by cron.
      await sweepWork(shop.ctx);
      await followed(shop);
      expect(await methodsOnFile(shop, customerId)).toMatchObject([{ confirmedBy: 'address' }]);
    } finally {
      await leaveWorld();
    }
  });
});

it('a payment that succeeds after its customer was erased brings no address back', async () => {
  const session = await openLink(shop, payPath);
  const paid = await payAtStripe(session, { bank: '000123456789', ...typing(FRIEND) });
  expect(paid.status).toBe(200);
  await followed(shop);
  const [payment] = await shop.payments();
  expect(payment).toMatchObject({ state: 'processing', payerEmail: FRIEND });
  const paymentId = payment?.id ?? '';
  const gone = withStripe(shop.ctx, () => ({ retrieveSession: async () => AWAY }));
  shop.advance(30 * DAY);
  const ask = { scope: shop.scope, paymentId, by: 'Ann', reason: 'No news.', commandId: 'close' };
  must(await closeByHand(gone, ask));
  must(await voidInvoice(shop.ctx, { scope: shop.scope, invoiceId: firstInvoice, commandId: 'void' }));
  must(await eraseCustomer(shop.ctx, { scope: shop.scope, customerId, stripeCustomer: 'keep' }));
  expect(await shop.payments()).toMatchObject([{ state: 'canceled', payerEmail: null }]);
  await controlStripe('/clock', { advanceMs: 5 * DAY });
  expect((await recordOutcome(shop.ctx, paymentId)).state).toBe('succeeded');
  await followed(shop);
  expect(await shop.payments()).toMatchObject([{ state: 'succeeded', payerEmail: null }]);
  expect(await methodsOnFile(shop, customerId)).not.toContainEqual(
    expect.objectContaining({ payerEmail: FRIEND }),
  );
  expect(await mailsAbout(shop, customerId)).toEqual([]);
});
