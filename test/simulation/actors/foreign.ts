import type { Random } from '../kernel/random.ts';
import { DEPLOYMENT } from '../world/context.ts';
import type { World } from '../world/world.ts';

/** What another deployment writes on its payments that was given our name by mistake. */
const NAMESAKE = {
  'metadata[quittance_deployment]': DEPLOYMENT,
  'metadata[quittance_merchant]': 'mer_of_a_namesake',
  'metadata[quittance_payment]': 'pay_of_a_namesake',
};

/**
 * Foreign business on the same account: a charge made by hand, or by another deployment of our name. We receive its events
 * and must skip them.
 */
export async function foreignCharge(world: World, random: Random): Promise<void> {
  await world.scheduler.outside(() =>
    world.stripe.ask('POST', '/v1/payment_intents', {
      amount: random.between(100, 90_000),
      currency: 'usd',
      confirm: true,
      payment_method: 'pm_card_visa',
      'automatic_payment_methods[enabled]': true,
      'automatic_payment_methods[allow_redirects]': 'never',
      ...(random.chance(0.5) && NAMESAKE),
    }),
  );
  world.events.collect(() => true);
}
