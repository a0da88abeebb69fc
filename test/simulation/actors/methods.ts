import { optOut } from '../../../src/operations/autopay/opt-out.ts';
import { pauseInvoice } from '../../../src/operations/autopay/pause-invoice.ts';
import { rowsOf } from '../checks/rows.ts';
import type { Random } from '../kernel/random.ts';
import type { Merchant } from '../world/merchants.ts';
import type { World } from '../world/world.ts';
import { planDeclines } from './advice.ts';
import { turnOn } from './caps.ts';
import { payTogether } from './several.ts';
import { makeCustomer } from './staff.ts';

const HOUR_MS = 3_600_000;

/** The kinds of method on file: one that succeeds, declines, needs authentication, or is returned. */
const METHODS = [
  'pm_card_visa',
  'pm_card_visa',
  'pm_card_visa',
  'pm_card_mastercard',
  'pm_card_chargeCustomerFail',
  'pm_card_chargeCustomerFail',
  'pm_card_authenticationRequired',
  'pm_card_authenticationRequiredOnSetup',
  'pm_card_createDispute',
  'pm_card_refundFail',
  'pm_card_pendingRefund',
  'pm_usBankAccount_success',
  'pm_usBankAccount_insufficientFunds',
  'pm_usBankAccount_dispute',
] as const;

/** A customer that is new everywhere, or one that Stripe has had for long, with methods on file. */
export function customerOf(
  world: World,
  merchant: Merchant,
  random: Random,
  then: (id: string) => void,
): void {
  const { areOfCharging } = world.spots;
  const isNew = world.spots.has('customer') ? 0.8 : areOfCharging ? 0.1 : 0.28;
  if (random.chance(isNew)) {
    makeCustomer(world, merchant, random, null, then);
    return;
  }
  const { scheduler, stripe } = world;
  const soon = areOfCharging ? HOUR_MS / 30 : HOUR_MS;
  scheduler.at(scheduler.now(), 'Stripe customer', async () => {
    const { body } = await scheduler.outside(() =>
      stripe.ask('POST', '/v1/customers', { name: 'Payer Inc', email: 'ap@payer.test' }, merchant.account),
    );
    const id: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'id') : null;
    // The account may have been revoked.
    if (typeof id !== 'string') return;
    // Where decisions without a method are under test, most customers start without one.
    const none = world.spots.has('decision') && random.chance(0.9);
    for (let n = none ? 0 : random.pick([1, 1, 2, 3]); n > 0; n -= 1) {
      const at = scheduler.now() + (random.chance(0.7) ? random.int(soon) : random.int(8 * HOUR_MS));
      const method = areOfCharging && random.chance(0.6) ? 'pm_card_visa' : random.pick(METHODS);
      scheduler.at(at, 'method attached', () =>
        attach(world, merchant, id, method, random.fork(`method ${n}`)),
      );
    }
    makeCustomer(world, merchant, random, id, then);
    // Staff delete a customer at Stripe that is still billed.
    if (!random.chance(0.06)) return;
    scheduler.at(scheduler.now() + random.int(8 * HOUR_MS), 'Stripe customer deleted', async () => {
      await scheduler.outside(() => stripe.ask('DELETE', `/v1/customers/${id}`, undefined, merchant.account));
      world.events.collect(() => true);
    });
  });
}

/** Attaches a method at Stripe; some are detached again. */
export async function attach(
  world: World,
  merchant: Merchant,
  stripeCustomerId: string,
  method: string,
  random: Random,
): Promise<void> {
  const { scheduler, stripe, events } = world;
  const { body } = await scheduler.outside(() =>
    stripe.ask(
      'POST',
      `/v1/payment_methods/${method}/attach`,
      { customer: stripeCustomerId },
      merchant.account,
    ),
  );
  events.collect(() => true);
  const id: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'id') : null;
  if (typeof id !== 'string') return;
  if (method.startsWith('pm_card') && random.chance(0.25) && issuersDecline(world))
    planDeclines(world, id, random.fork('declines'));
  if (!random.chance(0.15)) return;
  // Some are taken away again, perhaps in the middle of a charge.
  scheduler.at(scheduler.now() + random.int(8 * HOUR_MS), 'method detached', async () => {
    await scheduler.outside(() =>
      stripe.ask('POST', `/v1/payment_methods/${id}/detach`, undefined, merchant.account),
    );
    events.collect(() => true);
  });
}

/** A refusal for good counts for all who have the same number, so it is left out of most seeds. */
const issuersDecline = (world: World): boolean => world.random.fork('issuers').chance(0.15);

/** Some customers pay several invoices at once, opt out of being charged by themselves, or pause one, at any moment. */
export function planCustomer(world: World, merchant: Merchant, customerId: string, random: Random): void {
  const { scheduler, spots } = world;
  // A forgotten invoice shows only if no payer or staff happens to act on it.
  if (spots.has('decision') && random.chance(0.8)) return;
  for (let n = random.pick([0, 0, 1, 2]); n > 0; n -= 1) {
    const own = random.fork(`together ${n}`);
    const at = scheduler.now() + random.int(8 * HOUR_MS);
    scheduler.at(at, 'payer opens the portal', () => payTogether(world, merchant, customerId, own));
  }
  // Where actions in the middle of a charge are under test, fewer customers have opted out before it.
  if (random.chance(spots.areOfCharging ? 0.05 : 0.25)) {
    const at = scheduler.now() + random.int(8 * HOUR_MS);
    scheduler.at(at, 'customer opts out', () => leave(world, merchant, customerId, random));
  }
  if (random.chance(0.25)) {
    const at = scheduler.now() + random.int(6 * HOUR_MS);
    const own = random.fork('caps');
    scheduler.at(at, 'customer sets caps', () => turnOn(world, merchant, customerId, own));
  }
  if (random.chance(0.2)) {
    const at = scheduler.now() + random.int(8 * HOUR_MS);
    scheduler.at(at, 'customer pauses one', () => {
      const [row] = rowsOf(world, 'SELECT id FROM invoices WHERE customer_id = ? LIMIT 1', customerId);
      if (row === undefined) return;
      pause(world, row.text('id'));
    });
  }
}

const isStopped = (answer: Awaited<ReturnType<typeof optOut>> | null): boolean =>
  answer?.kind === 'done' && answer.value === 'stopped';

/** A customer pauses automatic charging of one invoice. The answer is recorded as a promise to check. */
export function pause(world: World, invoiceId: string): void {
  let answer: Awaited<ReturnType<typeof optOut>> | null = null;
  world.invoke(
    'pause invoice',
    async ({ ctx }) => {
      answer = await pauseInvoice(ctx, { invoiceId });
    },
    (end) => {
      if (end.kind !== 'done' || !isStopped(answer)) return;
      world.answered.push({ what: 'pause', subject: invoiceId, at: world.scheduler.now() });
    },
  );
}

/** A customer opts out of automatic charging. */
export function leave(world: World, merchant: Merchant, customerId: string, random: Random): void {
  let answer: Awaited<ReturnType<typeof optOut>> | null = null;
  world.invoke(
    'opt out',
    async ({ ctx }) => {
      answer = await optOut(ctx, { customerId, ...merchant.scope });
    },
    (end) => {
      if (end.kind === 'done' && isStopped(answer)) {
        // Somebody may have turned it on again before this answer came.
        const [now] = rowsOf(world, 'SELECT autopay FROM customers WHERE id = ?', customerId);
        if (now?.text('autopay') !== 'off') return;
        world.answered.push({ what: 'opt_out', subject: customerId, at: world.scheduler.now() });
      } else if (random.chance(0.7)) {
        const later = world.scheduler.now() + random.wait(20_000);
        world.scheduler.at(later, 'opts out again', () => leave(world, merchant, customerId, random));
      }
    },
  );
}
