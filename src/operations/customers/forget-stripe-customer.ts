import { and, eq } from 'drizzle-orm';
import { forgetNamed, forgottenLink } from '../../db/queries/customers-write.ts';
import { readPayment } from '../../db/queries/payment.ts';
import { paymentMethods, stripeCustomers } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { readStoredRequest } from '../../domain/payment/stored-request.ts';
import { CONFLICT, type Context, commitChange, decided, retryOnConflict } from '../core/context.ts';

/** After this, no other request can still be waiting for Stripe's answer. */
const NOBODY_ASKS_MS = 10_000;

/**
 * Forgets the Stripe customer of a payment that was refused because Stripe does not have it, if it was deleted there: the
 * next payment creates a new one. False where it was not: an account that never had it is another one's, and what the
 * right one has is not given up.
 */
export async function forgetStripeCustomer(ctx: Context, paymentId: string): Promise<boolean> {
  const payment = await readPayment(ctx.db, paymentId);
  const gone = payment === null ? null : readStoredRequest(payment.payment.request).stripeCustomerId;
  if (payment === null || gone === null) return false;
  const found = await (await ctx.stripe(payment.connection.account)).retrieveCustomer(gone);
  if (found.kind !== 'ok' || found.value.kind !== 'deleted') return false;
  await forgetCustomer(ctx, {
    merchantId: payment.merchant.id,
    connectionId: payment.connection.id,
    customerId: payment.customer.id,
    gone,
  });
  return true;
}

/**
 * Forgets a deleted Stripe customer, with everything it had on file. If another one has been linked since, that one
 * stays.
 */
export async function forgetCustomer(
  ctx: Context,
  {
    merchantId,
    connectionId,
    customerId,
    gone,
  }: {
    readonly merchantId: string;
    readonly connectionId: string;
    readonly customerId: string;
    /** The `cus_…` that was deleted. */
    readonly gone: string;
  },
): Promise<void> {
  await retryOnConflict(ctx, async () => {
    const mine = and(
      eq(stripeCustomers.connectionId, connectionId),
      eq(stripeCustomers.customerId, customerId),
    );
    const stream = { type: 'customer', id: customerId } as const;
    const [rows, head] = await ctx.db.batch([
      ctx.db.select().from(stripeCustomers).where(mine),
      selectHead(ctx.db, stream),
    ]);
    const [row] = rows;
    if (row === undefined || row.stripeCustomerId !== gone) return decided(null);
    const at = ctx.now();
    const committed = await commitChange(ctx, {
      merchantId,
      commandId: `stripe_customer_gone/${gone}`,
      at,
      appends: [
        { stream, head: headOf(head), type: 'stripe_customer_gone', data: { stripeCustomerId: gone } },
      ],
      // The next attempt has a key of its own, so that Stripe does not replay the deleted customer.
      rows: [
        ctx.db
          .update(stripeCustomers)
          .set({ ...forgottenLink(gone, at), attempt: row.attempt + 1, requestedAt: at - NOBODY_ASKS_MS })
          .where(mine),
        forgetNamed(ctx.db, customerId, gone),
        ctx.db
          .update(paymentMethods)
          .set({ state: 'detached', isDefault: false, stateReason: 'customer_deleted', updatedAt: at })
          .where(
            and(eq(paymentMethods.connectionId, connectionId), eq(paymentMethods.customerId, customerId)),
          ),
      ],
      effects: [],
      result: null,
    });
    return committed.kind === 'committed' ? decided(null) : CONFLICT;
  });
}
