import { makeId } from '../../../src/domain/ids.ts';
import { rowsOf } from '../checks/rows.ts';
import type { Random } from '../kernel/random.ts';
import type { World } from '../world/world.ts';

const FLOOD = 250;

/** Foreign business on the same accounts: charges by hand, by other software, and by another deployment of ours. */
export async function foreignCharge(world: World, random: Random): Promise<void> {
  const { scheduler, stripe, events } = world;
  const metadata = random.chance(0.4) ? ofAnotherDeployment(world, random) : {};
  await scheduler.outside(() =>
    stripe.ask(
      'POST',
      '/v1/payment_intents',
      {
        amount: random.between(100, 90_000),
        currency: 'usd',
        confirm: true,
        payment_method: 'pm_card_visa',
        'automatic_payment_methods[enabled]': true,
        'automatic_payment_methods[allow_redirects]': 'never',
        ...metadata,
      },
      random.pick(['self', ...world.merchants.map(({ account }) => account)]),
    ),
  );
  events.collect(() => true);
}

/** Metadata like ours, by a deployment that has another id and may even name an invoice of ours. */
function ofAnotherDeployment(world: World, random: Random): object {
  const [invoice] = rowsOf(world, 'SELECT id, merchant_id FROM invoices ORDER BY id LIMIT 1');
  return {
    'metadata[quittance_deployment]': 'another',
    'metadata[quittance_merchant]': invoice?.text('merchant_id') ?? '',
    'metadata[quittance_invoice]': invoice?.text('id') ?? '',
    'metadata[quittance_payment]': makeId('pay', world.scheduler.now(), random.bytes(9)),
    'metadata[quittance_version]': '1',
  };
}

/** A busy hour of somebody else on the account: a thousand events and more that are none of ours. */
export function planFlood(world: World, random: Random): void {
  const { scheduler } = world;
  const begins = scheduler.now() + random.int(3_600_000 * 6);
  for (let n = 0; n < FLOOD; n += 1) {
    const own = random.fork(`flood ${n}`);
    scheduler.at(begins + own.int(3_600_000), 'foreign charge', () => foreignCharge(world, own));
  }
}
