import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, KEY, openBench } from '../support.ts';
import { openReceiver, type Receiver, SECRETS } from './receiver.ts';
import { findStripeCli, trigger } from './stripe-cli.ts';

let receiver: Receiver;
let bench: Bench;

beforeAll(async () => {
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
afterAll(async () => {
  await bench.close();
  await receiver.close();
});

/** As in the first triggers: the pinned version's way to name the methods. */
const byCard = (step: string): string[] => [
  ...['--remove', `${step}:payment_method_types`],
  ...['--add', `${step}:allowed_payment_method_types[]=card`],
];
const payment = byCard('payment_intent');
const setup = byCard('setup_intent');

describe('the official CLI also drives', () => {
  it.each<[event: string, flags: string[]]>([
    ['account.updated', []],
    ['balance.available', payment],
    ['charge.dispute.updated', payment],
    ['charge.failed', payment],
    ['charge.refund.updated', payment],
    ['charge.succeeded', payment],
    ['checkout.session.expired', []],
    ['customer.created', []],
    ['customer.deleted', []],
    ['payment_intent.canceled', []],
    ['payment_intent.created', payment],
    ['payment_method.attached', []],
    ['payment_method.detached', []],
    ['payout.created', payment],
    ['price.created', []],
    ['price.updated', []],
    ['product.created', []],
    ['product.deleted', []],
    ['product.updated', []],
    ['setup_intent.canceled', setup],
    ['setup_intent.created', setup],
    ['setup_intent.requires_action', []],
    ['setup_intent.setup_failed', setup],
  ])('%s', async (event, flags) => {
    const before = receiver.deliveries.length;
    const said = await trigger(event, { url: bench.url, key: KEY, flags });
    await bench.sandbox.drainWebhooks();
    expect(said).toContain('Trigger succeeded');
    expect(receiver.forged).toEqual([]);
    expect(receiver.deliveries.slice(before).map((each) => each.event.type)).toContain(event);
  });
});

describe('a machine that Stripe has no CLI for', () => {
  it('is told so, rather than passing untested', () => {
    expect(() => findStripeCli('plan9-mips')).toThrow('Stripe has no CLI for plan9-mips');
  });
});
