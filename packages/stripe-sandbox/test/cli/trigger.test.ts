import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, KEY, openBench } from '../support.ts';
import { openReceiver, type Receiver, SECRETS } from './receiver.ts';
import { trigger } from './stripe-cli.ts';

const DAY_MS = 86_400_000;

let receiver: Receiver;
let bench: Bench;

beforeEach(async () => {
  receiver = await openReceiver();
  bench = await openBench({
    legacyPlatform: true,
    webhooks: {
      url: receiver.accountUrl,
      secret: SECRETS.account ?? '',
      connectUrl: receiver.connectUrl,
      connectSecret: SECRETS.connect ?? '',
    },
  });
});
afterEach(async () => {
  await bench.close();
  await receiver.close();
});

/** Lets the CLI do its calls, and gives the types of all that was delivered since. */
async function driven(event: string, flags: readonly string[] = []): Promise<string[]> {
  const said = await trigger(event, { url: bench.url, key: KEY, flags });
  expect(said).toContain('Trigger succeeded');
  return delivered();
}

async function delivered(): Promise<string[]> {
  await bench.sandbox.drainWebhooks();
  expect(receiver.forged).toEqual([]);
  return receiver.deliveries.map(({ event }) => event.type);
}

/** The object of the last delivery of this type. */
function objectOf(type: string): unknown {
  return receiver.deliveries.findLast(({ event }) => event.type === type)?.event.data.object;
}

/** These triggers still send `payment_method_types`; this is what the pinned version has in its place. */
const byCard = (step: string): string[] => [
  ...['--remove', `${step}:payment_method_types`],
  ...['--add', `${step}:allowed_payment_method_types[]=card`],
];
/** The trigger pays by SEPA; in its place a US bank account that is closed. */
const BY_ACH = [
  ...['--remove', 'checkout_session:payment_method_types'],
  ...['--override', 'price:currency=usd'],
  ...['--override', 'payment_method:type=us_bank_account'],
  ...['--remove', 'payment_method:sepa_debit'],
  ...['--add', 'payment_method:us_bank_account[account_holder_type]=individual'],
  ...['--add', 'payment_method:us_bank_account[routing_number]=110000000'],
];

describe('the official CLI', () => {
  it('checkout.session.completed', async () => {
    expect(await driven('checkout.session.completed')).toEqual(
      expect.arrayContaining([
        'product.created',
        'price.created',
        'payment_intent.created',
        'charge.succeeded',
        'payment_intent.succeeded',
        'checkout.session.completed',
      ]),
    );
    expect(objectOf('checkout.session.completed')).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      amount_total: 3000,
      currency: 'usd',
      customer_details: { email: 'stripe@example.com' },
    });
  });

  it('checkout.session.async_payment_failed', async () => {
    const account = ['--add', 'payment_method:us_bank_account[account_number]=000111111113'];
    const before = await driven('checkout.session.async_payment_failed', [...BY_ACH, ...account]);
    expect(before).toContain('payment_intent.processing');
    expect(before).not.toContain('checkout.session.async_payment_failed');
    expect(objectOf('checkout.session.completed')).toMatchObject({ payment_status: 'unpaid' });
    await bench.control('POST', '/clock', { advanceMs: 5 * DAY_MS });
    const after = await delivered();
    expect(after).toContain('payment_intent.payment_failed');
    expect(after).toContain('checkout.session.async_payment_failed');
    expect(objectOf('checkout.session.async_payment_failed')).toMatchObject({
      status: 'complete',
      payment_status: 'unpaid',
    });
    expect(objectOf('payment_intent.payment_failed')).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { payment_method: { type: 'us_bank_account' } },
    });
  });

  it('checkout.session.async_payment_succeeded', async () => {
    const account = ['--add', 'payment_method:us_bank_account[account_number]=000123456789'];
    await driven('checkout.session.async_payment_succeeded', [...BY_ACH, ...account]);
    await bench.control('POST', '/clock', { advanceMs: 5 * DAY_MS });
    expect(await delivered()).toContain('checkout.session.async_payment_succeeded');
    expect(objectOf('checkout.session.async_payment_succeeded')).toMatchObject({ payment_status: 'paid' });
  });

  it('payment_intent.succeeded', async () => {
    expect(await driven('payment_intent.succeeded', byCard('payment_intent'))).toEqual(
      expect.arrayContaining(['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded']),
    );
    expect(objectOf('payment_intent.succeeded')).toMatchObject({
      amount: 2000,
      status: 'succeeded',
      shipping: { name: 'Jenny Rosen' },
    });
  });

  it('payment_intent.payment_failed', async () => {
    expect(await driven('payment_intent.payment_failed', byCard('payment_intent'))).toEqual(
      expect.arrayContaining(['payment_intent.created', 'charge.failed', 'payment_intent.payment_failed']),
    );
    expect(objectOf('payment_intent.payment_failed')).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'card_declined', decline_code: 'generic_decline' },
    });
  });

  it('payment_intent.requires_action', async () => {
    expect(await driven('payment_intent.requires_action', byCard('payment_intent'))).toEqual([
      'payment_intent.created',
      'payment_intent.requires_action',
    ]);
    expect(objectOf('payment_intent.requires_action')).toMatchObject({ status: 'requires_action' });
  });

  it('charge.refunded', async () => {
    expect(await driven('charge.refunded', byCard('payment_intent'))).toEqual(
      expect.arrayContaining(['payment_intent.succeeded', 'refund.created', 'charge.refunded']),
    );
    expect(objectOf('charge.refunded')).toMatchObject({ refunded: true, amount_refunded: 100 });
  });

  it('charge.dispute.created', async () => {
    expect(await driven('charge.dispute.created', byCard('payment_intent'))).toContain(
      'charge.dispute.created',
    );
    expect(objectOf('charge.dispute.created')).toMatchObject({
      amount: 100,
      status: 'warning_needs_response',
    });
    // An inquiry takes no money.
    expect(await delivered()).not.toContain('charge.dispute.funds_withdrawn');
  });

  it('charge.dispute.closed', async () => {
    expect(await driven('charge.dispute.closed', byCard('payment_intent'))).toEqual(
      expect.arrayContaining(['charge.dispute.created', 'charge.dispute.closed']),
    );
    expect(objectOf('charge.dispute.closed')).toMatchObject({ status: 'warning_closed' });
  });

  it('setup_intent.succeeded', async () => {
    expect(await driven('setup_intent.succeeded', byCard('setup_intent'))).toEqual(
      expect.arrayContaining(['setup_intent.created', 'setup_intent.succeeded']),
    );
    expect(objectOf('setup_intent.succeeded')).toMatchObject({ status: 'succeeded' });
  });

  it('customer.updated', async () => {
    expect(await driven('customer.updated')).toEqual(['customer.created', 'customer.updated']);
    expect(objectOf('customer.updated')).toMatchObject({ metadata: { foo: 'bar' } });
  });

  it('account.application.deauthorized, on a legacy platform', async () => {
    expect(await driven('account.application.deauthorized')).toContain('account.application.deauthorized');
    const last = receiver.deliveries.findLast(
      ({ event }) => event.type === 'account.application.deauthorized',
    );
    expect(last).toMatchObject({
      endpoint: 'connect',
      event: { account: expect.stringMatching(/^acct_/), data: { object: { object: 'application' } } },
    });
  });
});

describe('what is sent without the flags that the pinned version needs', () => {
  it('is refused as Stripe refuses it, and the CLI says so', async () => {
    await expect(driven('payment_intent.succeeded')).rejects.toThrow(
      /payment_method_types_no_longer_supported/,
    );
    expect(await delivered()).toEqual([]);
  });
});
