import { linkOrder, type PayOutcome } from '../../../src/operations/checkout/order.ts';
import { payCart } from '../../../src/operations/checkout/pay-cart.ts';
import { rowsOf } from '../checks/rows.ts';
import type { Random } from '../kernel/random.ts';
import type { World } from '../world/world.ts';
import { checkoutIn } from './payer.ts';
import { makeCustomer, makeInvoice } from './staff.ts';

const STOLEN = { card: '4000000000000002', fields: { payeremail: 'nobody@elsewhere.test' } };
/** A tester who has all links of a business goes on in the next when one is closed. */
const MOST_LINKS = 7;
const DAY_MS = 24 * 3_600_000;
/** Enough links for a customer's count to close before all of its links have, and customers for the business's. */
const SPREE = { customers: 4, links: 3, afterMs: 15 * 60_000 } as const;

type Testing = { readonly invoiceId: string; readonly version: number; left: number; refusals: number };

/** Somebody tries one stolen card after the other on a business's links, as long as they are let. */
export function planCardTester(world: World, random: Random, withinMs: number): void {
  const { scheduler } = world;
  scheduler.at(scheduler.now() + withinMs / 3 + random.int(withinMs / 2), 'cards are tested', () => {
    const everyMs = random.pick([2_000, 15_000, 60_000]);
    const merchantId = world.merchants[random.int(world.merchants.length)]?.id ?? '';
    const links = rowsOf(
      world,
      `SELECT id, link_version FROM invoices WHERE status = 'open' AND amount_due > amount_paid
         AND merchant_id = ? ORDER BY customer_id, id LIMIT ?`,
      merchantId,
      random.pick([1, 2, MOST_LINKS]),
    );
    for (const [index, row] of links.entries()) {
      const own = random.fork(`link ${index}`);
      const link = {
        invoiceId: row.text('id'),
        version: row.number('link_version'),
        left: own.between(11, 16),
        refusals: 0,
      };
      scheduler.at(scheduler.now() + index * 14 * everyMs, 'tester comes', () =>
        open(world, link, own, everyMs),
      );
      // What is closed stays closed for a day.
      scheduler.at(scheduler.now() + own.between(100, 300) * 60_000, 'tester comes back', () => {
        link.left += 3;
        open(world, link, own, everyMs);
      });
    }
  });
}

/**
 * Somebody has got hold of all that a business sent of late, and tries cards on every link at once: each stays below what is
 * its own.
 */
export function planSpree(world: World, random: Random, startsBeforeMs: number): void {
  const { scheduler } = world;
  const merchant = random.pick([world.merchants[0], ...world.merchants.slice(1)]);
  if (merchant === undefined) return;
  const startsAt = scheduler.now() + random.int(startsBeforeMs);
  const everyMs = random.pick([2_000, 8_000]);
  const dueDate = new Date(startsAt + 6 * DAY_MS).toISOString().slice(0, 10);
  for (let customer = 0; customer < SPREE.customers; customer += 1) {
    const own = random.fork(`customer ${customer}`);
    scheduler.at(startsAt, 'customer appears', () =>
      makeCustomer(world, merchant, own, null, (customerId) => {
        for (let number = 0; number < SPREE.links; number += 1) {
          const wanted = { merchant, customerId, currency: 'USD', amount: 42_000, dueDate } as const;
          makeInvoice(world, { ...wanted, policy: 'never' }, own.fork(`making ${number}`), (invoiceId) => {
            const link = { invoiceId, version: 1, left: 12, refusals: 0 };
            scheduler.at(startsAt + SPREE.afterMs, 'tester comes', () =>
              open(world, link, own.fork(`link ${number}`), everyMs),
            );
          });
        }
      }),
    );
  }
}

function open(world: World, link: Testing, random: Random, everyMs: number): void {
  const { scheduler } = world;
  let outcome: PayOutcome | null = null;
  world.invoke(
    'pay link',
    async ({ ctx }) => {
      outcome = await payCart(ctx, linkOrder({ id: link.invoiceId, version: link.version }));
    },
    () => {
      const [, session] = /\/c\/pay\/(cs_test_\w+)/.exec(checkoutIn(outcome) ?? '') ?? [];
      if (session !== undefined) return tryCards(world, { link, session }, random, everyMs);
      link.refusals += 1;
      if (link.refusals < 7)
        scheduler.at(scheduler.now() + random.between(10_000, 40 * 60_000), 'tester reloads', () =>
          open(world, link, random, everyMs),
        );
    },
  );
}

function tryCards(
  world: World,
  at: { readonly link: Testing; readonly session: string },
  random: Random,
  everyMs: number,
): void {
  const { scheduler, stripe, events } = world;
  const { link, session } = at;
  if (link.left <= 0) return;
  scheduler.at(scheduler.now() + everyMs + random.int(1_000), 'tester tries a card', async () => {
    const { status } = await scheduler.outside(() =>
      stripe.ask('POST', `/_sandbox/checkout/${session}/pay`, STOLEN),
    );
    events.collect(() => true);
    if (status === 402) {
      link.left -= 1;
      tryCards(world, at, random, everyMs);
    } else open(world, link, random, everyMs);
  });
}
