import { makeId } from '../../../src/domain/ids.ts';
import { requestRefund } from '../../../src/operations/refunds/request-refund.ts';
import { rowsOf } from '../checks/rows.ts';
import type { Random } from '../kernel/random.ts';
import type { World } from '../world/world.ts';
import { dispute } from './dispute.ts';
import { retryUntilAnswered } from './retry.ts';

/** Returns collected money: a refund by staff here or in Stripe's dashboard, or a dispute or return by the bank. */
export function refundOrReturn(world: World, random: Random): void {
  const paid = rowsOf(
    world,
    `SELECT p.id, p.merchant_id, p.amount_received, p.stripe_payment_intent_id, p.stripe_charge_id, c.account
     FROM payments p JOIN connections c ON c.id = p.connection_id WHERE p.state = 'succeeded' ORDER BY p.id`,
  );
  const row = paid[random.int(Math.max(1, paid.length))];
  if (row === undefined) return;
  const part = Math.max(1, Math.floor(row.number('amount_received') / random.pick([1, 2, 3])));
  const account = row.text('account');
  switch (random.pick(['staff', 'staff', 'staff', 'dashboard', 'dispute'])) {
    case 'staff': {
      const refundId = makeId('ref', world.scheduler.now(), random.bytes(9));
      const ask = {
        paymentId: row.text('id'),
        refundId,
        commandId: `refund/${refundId}`,
        amount: random.chance(0.3) ? null : part,
        reason: null,
        requestedBy: 'Ann',
      };
      const scope = { merchantId: row.text('merchant_id'), livemode: false };
      // Two members of staff may ask at once, or one may press twice.
      const times = random.pick([1, 1, 2]);
      for (let n = 0; n < times; n += 1) {
        const again =
          n === 0 ? ask : { ...ask, refundId: makeId('ref', world.scheduler.now(), random.bytes(9)) };
        retryUntilAnswered(world, 'refund', ({ ctx }) =>
          requestRefund(ctx, { scope, ...again, commandId: `refund/${again.refundId}` }),
        );
      }
      return;
    }
    case 'dashboard':
      world.scheduler.at(world.scheduler.now(), 'refunded at Stripe', async () => {
        const refund = { payment_intent: row.text('stripe_payment_intent_id'), amount: part };
        await world.scheduler.outside(() => world.stripe.ask('POST', '/v1/refunds', refund, account));
        world.events.collect(() => true);
      });
      return;
    case 'dispute':
      world.scheduler.at(world.scheduler.now(), 'disputed', () =>
        dispute(world, row.text('stripe_charge_id'), random),
      );
  }
}
