import { type PaidSeveral, paySeveral, type Wish } from '../../../src/operations/checkout/pay-several.ts';
import type { Visit } from '../../../src/operations/facts/visit.ts';
import { rowsOf } from '../checks/rows.ts';
import type { Random } from '../kernel/random.ts';
import type { Merchant } from '../world/merchants.ts';
import type { World } from '../world/world.ts';
import { payAtStripe } from './payer.ts';

/** Somebody in the portal pays all that is owed in one currency at once, or a part of one invoice. */
export function payTogether(world: World, merchant: Merchant, customerId: string, random: Random): void {
  const open = rowsOf(
    world,
    `SELECT id, version, currency, amount_due - amount_paid AS remaining FROM invoices
     WHERE customer_id = ? AND status = 'open' ORDER BY id`,
    customerId,
  );
  const first = open[random.int(Math.max(1, open.length))];
  if (first === undefined) return;
  const currency = first.text('currency');
  const share = random.chance(0.2) ? 2 : 1;
  const ticked = share === 2 ? [first] : open.filter((row) => row.text('currency') === currency).slice(0, 3);
  const [one, ...others] = ticked.map(
    (row): Wish => ({
      invoiceId: row.text('id'),
      version: row.number('version'),
      amount: Math.max(1, Math.floor(row.number('remaining') / share)),
    }),
  );
  if (one === undefined) return;
  let paid: PaidSeveral | null = null;
  // Some time passes between the page and the button.
  world.scheduler.at(world.scheduler.now() + random.wait(3_000), 'payer ticks', () =>
    world.invoke(
      'pay several',
      async ({ ctx }) => {
        paid = await paySeveral(ctx, visitOf(merchant, customerId), [one, ...others]);
      },
      (end) => {
        if (end.kind !== 'done' || paid === null || paid.kind !== 'checkout') return;
        payAtStripe(world, paid.url, one.invoiceId, random, currency);
      },
    ),
  );
}

const visitOf = ({ id: merchantId, connectionId, timeZone }: Merchant, customerId: string): Visit => ({
  sessionId: 'simulated',
  merchantId,
  customerId,
  livemode: false,
  personEmail: null,
  csrf: '',
  locale: 'en',
  customer: { name: 'Payer Inc', email: null },
  merchant: {
    name: 'Business',
    email: null,
    addressLines: [],
    telephone: null,
    website: null,
    taxId: null,
    logoUrl: null,
    brandColor: '#1f4b99',
    bankDetails: null,
    timeZone,
    defaultCurrency: 'USD',
    paymentLinks: true,
    partPayments: true,
  },
  connectionId,
  choices: 1,
});
