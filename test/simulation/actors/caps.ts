import type { Cap } from '../../../src/domain/collection/caps.ts';
import { optIn } from '../../../src/operations/autopay/opt-in.ts';
import { rowsOf } from '../checks/rows.ts';
import type { Random } from '../kernel/random.ts';
import type { Merchant } from '../world/merchants.ts';
import type { World } from '../world/world.ts';

const AGREED = {
  version: '1',
  locale: 'en',
  text: 'Charge me.',
  by: 'ap@payer.test',
  ipAddress: '203.0.113.7',
  userAgent: 'simulation',
};
const LIMITS = [40, 15_000, 60_000, 2_000_000] as const;

/** A customer turns autopay on, with caps in the currencies that they think of, or none. */
export function turnOn(world: World, merchant: Merchant, customerId: string, random: Random): void {
  const [method] = rowsOf(
    world,
    `SELECT id FROM payment_methods WHERE customer_id = ? AND state = 'usable' ORDER BY id LIMIT 1`,
    customerId,
  );
  if (method === undefined) return;
  const limit = (currency: string): Cap => ({ currency, amount: random.pick(LIMITS) });
  const cap = random.chance(0.75) ? limit('USD') : null;
  const otherCaps = cap === null ? [] : ['EUR', 'JPY'].filter(() => random.chance(0.4)).map(limit);
  const terms = {
    when: random.pick<'on_send' | 'on_due_date'>(['on_send', 'on_due_date']),
    cap,
    otherCaps,
    methodId: method.text('id'),
  };
  let isOn = false;
  const { scheduler, answered } = world;
  // Who turns it on takes back that they opted out.
  const kept = answered.filter(({ what, subject }) => what !== 'opt_out' || subject !== customerId);
  answered.splice(0, answered.length, ...kept);
  world.invoke(
    'opt in',
    async ({ ctx }) => {
      const outcome = await optIn(ctx, { who: { ...merchant.scope, customerId }, terms, agreed: AGREED });
      isOn = outcome.kind === 'done';
    },
    (end) => {
      // They may have been set though nobody heard of it: from then on it is not known which hold.
      const caps = cap === null ? [] : [cap, ...otherCaps];
      world.capped.push({ customerId, at: scheduler.now(), caps: end.kind === 'done' && isOn ? caps : null });
    },
  );
}
