import Stripe from 'stripe';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, openBench } from './support.ts';

let bench: Bench;
let customer: string;
beforeEach(async () => {
  bench = await openBench();
  customer = (await bench.stripe.customers.create({ name: 'Acme' })).id;
});
afterEach(() => bench.close());

const DAY = 86_400_000;

function charge(payment_method: string, other: Partial<Stripe.PaymentIntentCreateParams> = {}) {
  return bench.stripe.paymentIntents.create({
    amount: 2000,
    currency: 'usd',
    customer,
    payment_method,
    confirm: true,
    off_session: true,
    ...other,
  });
}

const failure = (promise: Promise<unknown>): Promise<unknown> => promise.catch((caught: unknown) => caught);

/** A card of the customer's that was set up by a SetupIntent, through 3-D Secure where it asks. */
async function setUpCard(token: string): Promise<string> {
  const setup = await bench.stripe.setupIntents.create({ customer, payment_method: token, confirm: true });
  if (setup.status === 'requires_action') {
    await bench.post(`/c/setup/${setup.id}/authenticate`, { outcome: 'complete' });
  }
  return String((await bench.stripe.setupIntents.retrieve(setup.id)).payment_method);
}

describe('a charge while the payer is away', () => {
  it('that needs them is refused as Stripe refuses it, and can be confirmed with them later', async () => {
    const { stripe } = bench;
    const card = await setUpCard('pm_card_authenticationRequired');
    const error = await failure(charge(card));
    expect(error).toBeInstanceOf(Stripe.errors.StripeCardError);
    expect(error).toMatchObject({
      statusCode: 402,
      code: 'authentication_required',
      decline_code: 'authentication_required',
      payment_method: { id: card },
      payment_intent: {
        status: 'requires_payment_method',
        payment_method: null,
        last_payment_error: { code: 'authentication_required', payment_method: { id: card } },
      },
    });
    expect((await bench.types()).slice(-2)).toEqual(['charge.failed', 'payment_intent.payment_failed']);
    const [intent] = (await stripe.paymentIntents.list({ customer })).data;
    const asked = await stripe.paymentIntents.confirm(intent?.id ?? '', {
      payment_method: card,
      return_url: 'https://merchant.example/back',
    });
    expect(asked.next_action?.type).toBe('redirect_to_url');
    await bench.post(`/c/authenticate/${asked.id}`, { outcome: 'complete' });
    expect((await stripe.paymentIntents.retrieve(asked.id)).status).toBe('succeeded');
  });

  it.each([
    ['pm_card_authenticationRequiredOnSetup', 'succeeded'],
    ['pm_card_authenticationRequiredSetupForOffSession', 'succeeded'],
    ['pm_card_authenticationRequired', 'authentication_required'],
    ['pm_card_authenticationRequiredChargeDeclinedInsufficientFunds', 'insufficient_funds'],
  ])('with %s that was set up ends as %s', async (token, outcome) => {
    const card = await setUpCard(token);
    const result = await charge(card).then(
      ({ status }) => status,
      (error: unknown) => (error instanceof Stripe.errors.StripeCardError ? error.decline_code : error),
    );
    expect(result).toBe(outcome);
  });

  it('asks when the payer is there, although the card was set up', async () => {
    const card = await setUpCard('pm_card_authenticationRequiredOnSetup');
    expect((await charge(card, { off_session: false })).status).toBe('requires_action');
  });

  it('declines after the bank’s page where the card is made for that', async () => {
    const { stripe, post } = bench;
    const token = 'pm_card_authenticationRequiredChargeDeclinedInsufficientFunds';
    const intent = await charge(token, { off_session: false, return_url: 'https://merchant.example/' });
    await post(`/c/authenticate/${intent.id}`, { outcome: 'complete' });
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { decline_code: 'insufficient_funds' },
    });
  });

  it('fails instead of waiting where `error_on_requires_action` is set', async () => {
    const { stripe } = bench;
    const card = await setUpCard('pm_card_authenticationRequired');
    const sent = { off_session: false, error_on_requires_action: true };
    await expect(charge(card, sent)).rejects.toMatchObject({
      statusCode: 402,
      code: 'authentication_required',
      payment_intent: { status: 'requires_payment_method' },
    });
    const types = await bench.types();
    expect(types.at(-1)).toBe('payment_intent.payment_failed');
    expect(types).not.toContain('payment_intent.requires_action');
    expect((await stripe.charges.list()).data).toEqual([]);
  });

  it('says what the network said', async () => {
    const card = await setUpCard('pm_card_chargeCustomerFail');
    await expect(charge(card)).rejects.toMatchObject({
      code: 'card_declined',
      decline_code: 'generic_decline',
      advice_code: 'try_again_later',
      network_decline_code: '01',
    });
    const [failed] = (await bench.stripe.charges.list()).data;
    expect(failed?.outcome).toMatchObject({ advice_code: 'try_again_later', network_decline_code: '01' });
  });

  it('carries the address that goods are sent to', async () => {
    const paid = await charge('pm_card_visa', {
      shipping: { name: 'Jenny', address: { line1: '510 Townsend St', country: 'US' } },
      expand: ['latest_charge'],
    });
    const shipping = { name: 'Jenny', address: { line1: '510 Townsend St', city: null } };
    expect(paid).toMatchObject({ shipping, latest_charge: { shipping } });
  });
});

describe('a bank debit', () => {
  it('from an account given with the payment is kept as was asked, as soon as it is under way', async () => {
    const { stripe } = bench;
    const intent = await stripe.paymentIntents.create({
      amount: 2000,
      currency: 'usd',
      customer,
      confirm: true,
      setup_future_usage: 'off_session',
      payment_method_data: {
        type: 'us_bank_account',
        billing_details: { name: 'Jenny Rosen' },
        us_bank_account: {
          account_number: '000123456789',
          routing_number: '110000000',
          account_holder_type: 'individual',
        },
      },
    });
    expect(intent.status).toBe('processing');
    const [bank] = (await stripe.paymentMethods.list({ customer })).data;
    expect(bank?.id).toBe(intent.payment_method);
  });

  it.each([
    ['pm_usBankAccount_accountClosed', 'account_closed', 'R02'],
    ['pm_usBankAccount_noAccount', 'no_account', 'R03'],
    ['pm_usBankAccount_debitNotAuthorized', 'debit_not_authorized', 'R10'],
  ])('returned from %s ends the mandate and blocks the account', async (token, code, networkCode) => {
    const { stripe } = bench;
    const setup = await stripe.setupIntents.create({ customer, payment_method: token, confirm: true });
    const method = String(setup.payment_method);
    const intent = await charge(method);
    bench.sandbox.clock.advance(4 * DAY);
    expect((await stripe.paymentIntents.retrieve(intent.id)).last_payment_error?.code).toBe(code);
    const blocked = await stripe.paymentMethods.retrieve(method);
    expect(blocked.us_bank_account?.status_details?.blocked?.network_code).toBe(networkCode);
    expect((await stripe.mandates.retrieve(String(setup.mandate))).status).toBe('inactive');
    expect(await bench.types()).toContain('mandate.updated');
    await expect(charge(method)).rejects.toMatchObject({ code: 'payment_method_bank_account_blocked' });
  });

  it('returned for insufficient funds can be tried again', async () => {
    const { stripe } = bench;
    const bank = await stripe.paymentMethods.attach('pm_usBankAccount_insufficientFunds', { customer });
    await charge(bank.id);
    bench.sandbox.clock.advance(4 * DAY);
    expect((await charge(bank.id)).status).toBe('processing');
  });

  it('returned after it succeeded is a dispute that arrives lost', async () => {
    const { stripe } = bench;
    const bank = await stripe.paymentMethods.attach('pm_usBankAccount_dispute', { customer });
    const { id } = await charge(bank.id);
    bench.sandbox.clock.advance(4 * DAY);
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('succeeded');
    bench.sandbox.clock.advance(2 * DAY);
    const { data } = await stripe.disputes.list({ payment_intent: id });
    expect(data).toMatchObject([{ status: 'lost', reason: 'debit_not_authorized', amount: 2000 }]);
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('succeeded');
    const types = (await bench.types()).filter((type) => type.startsWith('charge.dispute.'));
    expect(types).toEqual([
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.closed',
    ]);
  });

  it('from the processing account never ends', async () => {
    const { stripe } = bench;
    const { id } = await charge('pm_usBankAccount_processing');
    bench.sandbox.clock.advance(365 * DAY);
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('processing');
  });
});
