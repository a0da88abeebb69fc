import { and, eq } from 'drizzle-orm';
import { readPayment } from '../../db/queries/payment.ts';
import { stripeCustomers } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { AGAIN, type Context, commitChange, done, untilCommitted } from '../context.ts';

/** Old enough that nobody waits for somebody else's answer. */
const NOBODY_ASKS_MS = 10_000;

/**
 * Forgets the Stripe customer that a payment was refused for because somebody deleted it at Stripe: the next
 * payment has a new one made. Where another one was linked meanwhile, that one stays.
 */
export async function forgetStripeCustomer(ctx: Context, paymentId: string): Promise<void> {
  await untilCommitted(ctx, async () => {
    const payment = await readPayment(ctx.db, paymentId);
    if (payment === null) return done(null);
    const { customer: gone }: { customer?: string } = JSON.parse(payment.payment.request);
    const mine = and(
      eq(stripeCustomers.connectionId, payment.connection.id),
      eq(stripeCustomers.customerId, payment.customer.id),
    );
    const stream = { type: 'customer', id: payment.customer.id } as const;
    const [rows, head] = await ctx.db.batch([
      ctx.db.select().from(stripeCustomers).where(mine),
      selectHead(ctx.db, stream),
    ]);
    const [row] = rows;
    if (row === undefined || row.stripeCustomerId !== gone) return done(null);
    const at = ctx.now();
    const committed = await commitChange(ctx, {
      merchantId: payment.merchant.id,
      commandId: `stripe_customer_gone/${row.stripeCustomerId}`,
      at,
      appends: [
        {
          stream,
          head: headOf(head),
          type: 'stripe_customer_gone',
          data: { stripeCustomerId: row.stripeCustomerId },
        },
      ],
      // The next attempt has a key of its own, so that Stripe does not replay the customer that is gone.
      rows: [
        ctx.db
          .update(stripeCustomers)
          .set({
            stripeCustomerId: null,
            createdAt: null,
            attempt: row.attempt + 1,
            sends: 0,
            requestedAt: at - NOBODY_ASKS_MS,
          })
          .where(mine),
      ],
      effects: [],
      result: null,
    });
    return committed.kind === 'committed' ? done(null) : AGAIN;
  });
}
