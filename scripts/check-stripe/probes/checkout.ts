import type Stripe from 'stripe';
import { fieldsOf, idOf } from '../bench.ts';
import { customer, intentOf, session } from '../making.ts';
import type { Probe } from '../run-probes.ts';

const DECLINED = { card: '4000000000000002' };
const AUTHENTICATES = { card: '4000002760003184' };

const sessionState = (made: Stripe.Checkout.Session) => ({
  session: made.status,
  payment: made.payment_status,
  intent: made.payment_intent !== null,
  url: made.url !== null,
});
const [OWNER, FRIEND] = ['owner@example.com', 'friend@example.com'];
const whose = (address: string | null): string | null =>
  address === OWNER
    ? 'the customer’s'
    : address === FRIEND
      ? 'as typed'
      : address === null
        ? null
        : 'another';

/** The answers of its custom fields, and whose address it is by. */
const answersOf = (made: Stripe.Checkout.Session) => ({
  session: made.status,
  answers: made.custom_fields.map(({ text }) => whose(text?.value ?? null)),
  email: whose(made.customer_details?.email ?? null),
});
const OWN_ADDRESS = 'Your own email address';
const intentState = (intent: Stripe.PaymentIntent | null) => ({
  intent: intent?.status ?? null,
  method: idOf(intent?.payment_method) !== null,
  charge: idOf(intent?.latest_charge) !== null,
});

/** Cancelling, confirming and expiring around Checkout. */
export const checkoutProbes: readonly Probe[] = [
  {
    name: 'checkout/expired-untouched',
    ask: async (bench) => {
      const { stripe, tried, happened } = bench;
      const open = await session(bench);
      bench.note('opened', { ...sessionState(open), fields: fieldsOf(open) });
      await tried('expire', () => stripe.checkout.sessions.expire(open.id), sessionState);
      await tried('expire again', () => stripe.checkout.sessions.expire(open.id), sessionState);
      await happened('events', [open.id], 'checkout.session.expired');
    },
  },
  {
    name: 'checkout/declined-then-expired',
    ask: async (bench) => {
      const { stripe, tried, pay, note } = bench;
      const open = await session(bench);
      await pay('pay with a declined card', open, DECLINED);
      const intent = await intentOf(bench, open.id);
      note('after the decline', intentState(intent));
      const id = intent?.id ?? 'none';
      await tried('cancel the intent', () => stripe.paymentIntents.cancel(id), intentState);
      await tried(
        'confirm the intent',
        () => stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' }),
        intentState,
      );
      await tried('expire', () => stripe.checkout.sessions.expire(open.id), sessionState);
      note('after expiry', intentState(await intentOf(bench, open.id)));
      await tried('cancel the intent after expiry', () => stripe.paymentIntents.cancel(id), intentState);
    },
  },
  {
    name: 'checkout/challenged-then-expired',
    ask: async (bench) => {
      const { stripe, tried, pay, note } = bench;
      const open = await session(bench);
      await pay('pay with a card that authenticates', open, AUTHENTICATES);
      note('under way', intentState(await intentOf(bench, open.id)));
      await tried('expire', () => stripe.checkout.sessions.expire(open.id), sessionState);
      note('after expiry', intentState(await intentOf(bench, open.id)));
    },
  },
  {
    name: 'checkout/paid-by-card',
    ask: async (bench) => {
      const { stripe, tried, pay, happened } = bench;
      const open = await session(bench);
      await pay('pay', open, { card: '4242424242424242' });
      const paid = await tried('read', () => stripe.checkout.sessions.retrieve(open.id), sessionState);
      const intent = idOf(paid?.payment_intent) ?? 'none';
      await tried('expire', () => stripe.checkout.sessions.expire(open.id), sessionState);
      await tried('cancel the intent', () => stripe.paymentIntents.cancel(intent), intentState);
      await happened('events', [open.id, intent], 'charge.updated');
    },
  },
  {
    name: 'checkout/custom-field',
    ask: async (bench) => {
      const { stripe, tried, pay, settle, note } = bench;
      const { id: owner } = await customer(bench, { email: OWNER });
      const asked = {
        key: 'payeremail',
        label: { type: 'custom', custom: OWN_ADDRESS },
        type: 'text',
        text: { maximum_length: 254 },
      } as const;
      const params = { customer: owner, custom_fields: [asked] };
      const open = await session(bench, params);
      note('opened', answersOf(open));
      const typed = { [OWN_ADDRESS]: FRIEND };
      await pay('pay with a declined card', open, { ...DECLINED, fields: typed });
      const again = await tried(
        'after a decline',
        () => stripe.checkout.sessions.retrieve(open.id),
        answersOf,
      );
      await pay('pay', again ?? open, { card: '4242424242424242', fields: typed });
      const complete = await settle(async () => {
        const read = await stripe.checkout.sessions.retrieve(open.id);
        return read.status === 'complete' ? read : null;
      }, 1);
      note('complete', complete === null ? null : answersOf(complete));
      const tooLong = { ...asked, label: { type: 'custom', custom: 'x'.repeat(101) } } as const;
      await tried(
        'a label that is too long',
        () => session(bench, { ...params, custom_fields: [tooLong] }),
        answersOf,
      );
    },
  },
  {
    name: 'checkout/failing-debit',
    ask: async (bench) => {
      const { stripe, tried, pay, note, settle, happened } = bench;
      const open = await session(bench);
      const arrived = await pay('pay by bank account', open, { bank: '000222222227' });
      if (arrived === 'not driven') return;
      await tried('read', () => stripe.checkout.sessions.retrieve(open.id), sessionState);
      const failed = await settle(async () => {
        const intent = await intentOf(bench, open.id);
        return intent?.status === 'requires_payment_method' ? intent : null;
      }, 10);
      note('after the return', intentState(failed));
      const id = failed?.id ?? 'none';
      await tried('cancel the intent', () => stripe.paymentIntents.cancel(id), intentState);
      await tried('expire', () => stripe.checkout.sessions.expire(open.id), sessionState);
      await happened('events', [open.id, id], 'checkout.session.async_payment_failed');
    },
  },
];
