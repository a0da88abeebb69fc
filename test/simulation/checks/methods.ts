import type { World } from '../world/world.ts';
import type { Finding } from './money.ts';
import { rowsOf } from './rows.ts';

/** What Stripe has on file for a customer of ours is on file here, and nothing else can be charged (I2). */
export function checkMethods(world: World): Finding[] {
  const active = rowsOf(world, `SELECT id, account FROM connections WHERE state = 'active'`);
  return active.flatMap((connection) => {
    const id = connection.text('id');
    const account = world.accountAtStripe(connection.text('account'));
    const ours = new Set(
      rowsOf(
        world,
        'SELECT stripe_customer_id FROM stripe_customers WHERE connection_id = ? AND stripe_customer_id IS NOT NULL',
        id,
      ).map((row) => row.text('stripe_customer_id')),
    );
    const attached = new Set<string>();
    for (const { value } of world.books.scan('payment_method', account, { order: 'oldest' })) {
      if (value.type === 'card' && typeof value.customer === 'string' && ours.has(value.customer))
        attached.add(value.id);
    }
    const known = new Set(
      rowsOf(
        world,
        `SELECT stripe_payment_method_id FROM payment_methods
         WHERE connection_id = ? AND type = 'card' AND state IN ('usable', 'unusable')`,
        id,
      ).map((row) => row.text('stripe_payment_method_id')),
    );
    return [
      ...[...attached]
        .filter((method) => !known.has(method))
        .map((method) => `I2 ${method} is on file at Stripe, and not here`),
      ...[...known]
        .filter((method) => !attached.has(method))
        .map((method) => `I2 ${method} is on file here, and not at Stripe`),
    ];
  });
}
