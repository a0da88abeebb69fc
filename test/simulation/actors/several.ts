import type { OrderLine, PayOutcome } from '../../../src/operations/checkout/order.ts';
import { payCart } from '../../../src/operations/checkout/pay-cart.ts';
import { rowsOf } from '../checks/rows.ts';
import type { Random } from '../kernel/random.ts';
import type { Merchant } from '../world/merchants.ts';
import type { World } from '../world/world.ts';
import { checkoutIn, payAtStripe } from './payer.ts';

/**
 * A customer in the portal pays everything owed in one currency at once, by whom they pay for, too, or a part of one invoice; on
 * Stripe's page, or with any of the methods on file.
 */
export function payTogether(world: World, merchant: Merchant, customerId: string, random: Random): void {
  const open = rowsOf(
    world,
    `SELECT id, version, currency, amount_due - amount_paid AS remaining FROM invoices
     WHERE status = 'open' AND (customer_id = ?1 OR customer_id IN (SELECT id FROM customers WHERE parent_id = ?1))
     ORDER BY id`,
    customerId,
  );
  const first = open[random.int(Math.max(1, open.length))];
  if (first === undefined) return;
  const currency = first.text('currency');
  const methodId = chooseOnFile(world, customerId, random.fork('on file'));
  const share = random.chance(0.2) ? 2 : 1;
  const ticked = share === 2 ? [first] : open.filter((row) => row.text('currency') === currency).slice(0, 3);
  const [one, ...others] = ticked.map(
    (row): OrderLine => ({
      invoiceId: row.text('id'),
      version: row.number('version'),
      // A method on file is charged all of it.
      amount: methodId !== null ? 'all' : Math.max(1, Math.floor(row.number('remaining') / share)),
    }),
  );
  if (one === undefined) return;
  let paid: PayOutcome | null = null;
  const owner = { customerId, merchantId: merchant.scope.merchantId, livemode: false };
  // Some time passes between the page and the button.
  world.scheduler.at(world.scheduler.now() + random.wait(3_000), 'payer ticks', () =>
    world.invoke(
      'pay several',
      async ({ ctx }) => {
        const from = { via: 'portal', owner } as const;
        paid = await payCart(ctx, { from, lines: [one, ...others], methodId });
      },
      (end) => {
        const url = checkoutIn(paid);
        if (end.kind !== 'done' || url === null) return;
        payAtStripe(world, url, one.invoiceId, random, currency);
      },
    ),
  );
}

/** Some press the button of a method on file, whichever comes first. */
function chooseOnFile(world: World, customerId: string, random: Random): string | null {
  if (!random.chance(0.4)) return null;
  const usable = rowsOf(
    world,
    `SELECT id FROM payment_methods WHERE customer_id = ? AND state = 'usable' ORDER BY id`,
    customerId,
  );
  return usable[random.int(Math.max(1, usable.length))]?.text('id') ?? null;
}
