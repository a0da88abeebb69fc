import type { Random } from '../kernel/random.ts';
import type { World } from '../world/world.ts';

/** Foreign business on the same account: a charge made by hand. We receive its events and must skip them. */
export async function foreignCharge(world: World, random: Random): Promise<void> {
  await world.scheduler.outside(() =>
    world.stripe.ask('POST', '/v1/payment_intents', {
      amount: random.between(100, 90_000),
      currency: 'usd',
      confirm: true,
      payment_method: 'pm_card_visa',
      'automatic_payment_methods[enabled]': true,
      'automatic_payment_methods[allow_redirects]': 'never',
    }),
  );
  world.events.collect(() => true);
}
