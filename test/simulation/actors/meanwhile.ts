import { rowsOf } from '../checks/rows.ts';
import type { Random } from '../kernel/random.ts';
import type { SpotName } from '../ports/spots.ts';
import type { Merchant } from '../world/merchants.ts';
import type { World } from '../world/world.ts';
import { attach, leave, pause } from './methods.ts';
import { payNow, visit } from './payer.ts';
import { forbid } from './staff.ts';

type Found = {
  readonly merchant: Merchant;
  readonly invoiceId: string;
  readonly customerId: string;
  readonly amount: number;
  readonly currency: string;
  readonly linkVersion: number;
  /** The session at Stripe that the call names. */
  readonly session: string | null;
};

/** While a call is in flight at the seed's weak spot, an actor does exactly what its caller must not miss. */
export function actMeanwhile(world: World): void {
  const { spots, scheduler } = world;
  const random = world.random.fork('meanwhile');
  const visited = new Set<string>();
  spots.whileReached((name, asked) => {
    const found = invoiceIn(world, asked);
    if (found === null || random.chance(0.15)) return;
    if (name === 'claim' && !isByItself(asked)) {
      // The payer's own payment would trigger this again, so one is enough.
      if (visited.has(found.invoiceId)) return;
      visited.add(found.invoiceId);
    }
    const own = random.fork(`at ${scheduler.steps()}`);
    scheduler.at(scheduler.now() + own.wait(150), 'meanwhile', () => act(world, { name, asked }, found, own));
  });
}

function act(
  world: World,
  { name, asked }: { readonly name: SpotName; readonly asked: string },
  found: Found,
  random: Random,
): void {
  const { merchant, customerId, session } = found;
  switch (name) {
    case 'claim':
      if (isByItself(asked)) stopCharging(world, found, random);
      // This stands for another tab of the same payer, or another payer.
      else visit(world, found, random, found.currency);
      break;
    case 'confirm':
      stopCharging(world, found, random);
      break;
    case 'decision':
      firstMethod(world, merchant, customerId, random);
      break;
    case 'expire':
      if (session !== null) payNow(world, session, random);
      break;
    case 'hold':
    case 'refund':
    case 'customer':
    case 'mail':
  }
}

/** Whether a claim is made while the payer is away. */
const isByItself = (asked: string): boolean => asked.includes('"autopay"');

/** Staff or the customer forbids the charge. */
function stopCharging(
  world: World,
  { merchant, invoiceId, customerId, amount }: Found,
  random: Random,
): void {
  switch (random.pick(['opt out', 'opt out', 'opt out', 'pause', 'verb'])) {
    case 'opt out':
      leave(world, merchant, customerId, random);
      break;
    case 'pause':
      pause(world, invoiceId);
      break;
    case 'verb':
      forbid(world, merchant, invoiceId, amount, random);
  }
}

/** Gives a customer without any method their first one. */
function firstMethod(world: World, merchant: Merchant, customerId: string, random: Random): void {
  const [row] = rowsOf(
    world,
    `SELECT stripe_customer_id FROM stripe_customers s WHERE customer_id = ? AND connection_id = ?
       AND stripe_customer_id IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM payment_methods m WHERE m.customer_id = s.customer_id)`,
    customerId,
    merchant.connectionId,
  );
  if (row === undefined) return;
  const { scheduler } = world;
  scheduler.at(scheduler.now(), 'first method', () =>
    attach(world, merchant, row.text('stripe_customer_id'), 'pm_card_visa', random),
  );
}

/** The invoice that a call is about: one whose id it holds, or that of the PaymentIntent or session it names. */
function invoiceIn(world: World, asked: string): Found | null {
  const [intent = ''] = /\bpi_\w+/.exec(asked) ?? [];
  const [session = null] = /\bcs_test_\w+/.exec(asked) ?? [];
  const [id = ''] = /\binv_[0-9a-z]{26}\b/.exec(asked) ?? [];
  const [row] = rowsOf(
    world,
    `SELECT id, merchant_id, customer_id, amount_due, currency, link_version FROM invoices WHERE id = ? OR id IN
       (SELECT invoice_id FROM payment_targets t JOIN payments p ON p.id = t.payment_id
        WHERE p.stripe_payment_intent_id = ? OR p.stripe_session_id = ?)`,
    id,
    intent,
    session ?? '',
  );
  const merchant = world.merchants.find(({ id: known }) => known === row?.text('merchant_id'));
  if (row === undefined || merchant === undefined) return null;
  const [invoiceId, customerId] = [row.text('id'), row.text('customer_id')];
  return {
    merchant,
    invoiceId,
    customerId,
    amount: row.number('amount_due'),
    currency: row.text('currency'),
    linkVersion: row.number('link_version'),
    session,
  };
}
