import { payCart } from '../../../src/operations/checkout/pay-cart.ts';
import { voidInvoice } from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { rowsOf } from '../checks/rows.ts';
import type { Random } from '../kernel/random.ts';
import type { Merchant } from '../world/merchants.ts';
import type { World } from '../world/world.ts';
import { retryUntilAnswered } from './retry.ts';
import { makeCustomer, makeInvoice } from './staff.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

type Owner = { readonly merchant: Merchant; readonly customerId: string; readonly stripeCustomerId: string };

/** Two customers with two cards each: one pays with the second by its own choice, of the other the first is declined. */
export function planWallets(world: World, random: Random): void {
  const { scheduler } = world;
  const merchant = random.pick([world.merchants[0], ...world.merchants.slice(1)]);
  if (merchant === undefined) return;
  const at = scheduler.now() + random.int(20 * MINUTE_MS);
  scheduler.at(at, 'customer with two cards', () =>
    customerWith(world, merchant, ['pm_card_visa', 'pm_card_mastercard'], random.fork('pays'), (owner) =>
      paysWithTheSecond(world, owner, random.fork('second')),
    ),
  );
  scheduler.at(at, 'customer with a bad card', () =>
    customerWith(world, merchant, ['pm_card_chargeCustomerFail'], random.fork('declined'), (owner) =>
      isDeclinedWithTheFirst(world, owner, random.fork('first')),
    ),
  );
}

/** A customer that Stripe has had for long, with these cards on file; one after the other, so that the first leads. */
function customerWith(
  world: World,
  merchant: Merchant,
  cards: readonly string[],
  random: Random,
  then: (owner: Owner) => void,
): void {
  const { scheduler, stripe } = world;
  scheduler.at(scheduler.now(), 'Stripe customer', async () => {
    const customer = { name: 'Payer Inc', email: 'ap@payer.test' };
    const { body } = await scheduler.outside(() =>
      stripe.ask('POST', '/v1/customers', customer, merchant.account),
    );
    const id: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'id') : null;
    // The account may have been revoked.
    if (typeof id !== 'string') return;
    for (const card of cards) await putOnFile(world, merchant, id, card);
    makeCustomer(world, merchant, random, id, (customerId) =>
      then({ merchant, customerId, stripeCustomerId: id }),
    );
  });
}

async function putOnFile(world: World, merchant: Merchant, customer: string, card: string): Promise<void> {
  const path = `/v1/payment_methods/${card}/attach`;
  await world.scheduler.outside(() => world.stripe.ask('POST', path, { customer }, merchant.account));
  world.events.collect(() => true);
}

/** Pays one invoice with the card that does not lead; more than an hour later another is charged by itself. */
function paysWithTheSecond(world: World, owner: Owner, random: Random): void {
  const { scheduler } = world;
  const at = scheduler.now() + random.between(5, 15) * MINUTE_MS;
  scheduler.at(at, 'invoice written', () =>
    bill(world, owner, 'never', random.fork('paid'), (invoiceId) =>
      payWithSecond(world, owner, invoiceId, 5),
    ),
  );
  chargeLater(world, owner, at + random.between(85, 110) * MINUTE_MS, random);
}

/** Presses the button of the card that does not lead, until it has paid. */
function payWithSecond(world: World, owner: Owner, invoiceId: string, tries: number): void {
  const { scheduler } = world;
  const [invoice] = rowsOf(world, 'SELECT status, version FROM invoices WHERE id = ?', invoiceId);
  if (invoice?.text('status') !== 'open' || tries === 0) return;
  const cards = rowsOf(
    world,
    `SELECT id FROM payment_methods WHERE customer_id = ? AND state = 'usable' ORDER BY is_default DESC, position, id`,
    owner.customerId,
  );
  const second = cards[1]?.text('id');
  scheduler.at(scheduler.now() + 4 * MINUTE_MS, 'payer looks again', () =>
    payWithSecond(world, owner, invoiceId, tries - 1),
  );
  if (second === undefined) return;
  const from = {
    via: 'portal',
    owner: { customerId: owner.customerId, merchantId: owner.merchant.id, livemode: false },
  } as const;
  const line = { invoiceId, version: invoice.number('version'), amount: 'all' } as const;
  world.invoke('pay with the second', async ({ ctx }) => {
    await payCart(ctx, { from, lines: [line], methodId: second });
  });
}

/** The only card is declined and the invoice voided; a second card comes, and more than an hour later another invoice. */
function isDeclinedWithTheFirst(world: World, owner: Owner, random: Random): void {
  const { scheduler } = world;
  const { merchant, stripeCustomerId } = owner;
  const at = scheduler.now() + random.between(5, 15) * MINUTE_MS;
  scheduler.at(at, 'invoice written', () =>
    bill(world, owner, 'on_send', random.fork('declined'), (invoiceId) =>
      scheduler.at(scheduler.now() + 10 * MINUTE_MS, 'staff voids', () =>
        retryUntilAnswered(world, 'void', ({ ctx }) =>
          voidInvoice(ctx, { scope: merchant.scope, invoiceId, commandId: `${invoiceId}/void` }),
        ),
      ),
    ),
  );
  const secondAt = at + 25 * MINUTE_MS;
  scheduler.at(secondAt, 'second card', () =>
    putOnFile(world, merchant, stripeCustomerId, 'pm_card_mastercard'),
  );
  chargeLater(world, owner, secondAt + random.between(75, 95) * MINUTE_MS, random);
}

const chargeLater = (world: World, owner: Owner, at: number, random: Random): void => {
  world.scheduler.at(at, 'invoice written', () =>
    bill(world, owner, 'on_send', random.fork('charged'), () => undefined),
  );
};

function bill(
  world: World,
  { merchant, customerId }: Owner,
  policy: 'on_send' | 'never',
  random: Random,
  then: (id: string) => void,
): void {
  const dueDate = new Date(world.scheduler.now() + 6 * DAY_MS).toISOString().slice(0, 10);
  const wanted = { merchant, customerId, currency: 'USD', amount: 42_000, dueDate, policy } as const;
  makeInvoice(world, wanted, random, then);
}
