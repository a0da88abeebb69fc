import { and, eq, inArray } from 'drizzle-orm';
import { customers, payments, paymentTargets } from '../../db/schema/index.ts';
import { done, mapDone, type Outcome, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import { OPEN_STATES, type PaymentState } from '../../domain/payment/state.ts';
import type { Context } from '../core/context.ts';
import { canStillSucceed, expireSession } from '../payments/expire-session.ts';

/**
 * `stopped`: none of its payments can succeed any more. `under_way`: a debit was already sent and cannot be recalled.
 */
export type Stopped = Outcome<'stopped' | 'under_way'>;

/** Closes every open payment of a customer that autopay began and that is not confirmed. */
export const stopAutopay = (ctx: Context, customerId: string): Promise<Stopped> =>
  ctx.db
    .select({ id: payments.id, state: payments.state })
    .from(payments)
    .where(
      and(
        eq(payments.customerId, customerId),
        eq(payments.via, 'autopay'),
        inArray(payments.state, [...OPEN_STATES]),
      ),
    )
    .then((open) => stopAll(ctx, open));

/** Closes the open payment of one invoice, where autopay began it and it is not confirmed. */
export const stopAutopayOf = (ctx: Context, invoiceId: string): Promise<Stopped> =>
  ctx.db
    .select({ id: payments.id, state: payments.state })
    .from(paymentTargets)
    .innerJoin(payments, eq(payments.id, paymentTargets.paymentId))
    .where(
      and(
        eq(paymentTargets.invoiceId, invoiceId),
        eq(payments.via, 'autopay'),
        inArray(payments.state, [...OPEN_STATES]),
      ),
    )
    .then((open) => stopAll(ctx, open));

async function stopAll(
  ctx: Context,
  open: readonly { readonly id: string; readonly state: PaymentState }[],
): Promise<Stopped> {
  let worst: Stopped = done('stopped');
  for (const { id, state } of open) {
    const now = state === 'processing' ? state : await expireSession(ctx, id);
    if (now === 'processing' || now === 'verifying') worst = mapDone(worst, () => 'under_way');
    else if (canStillSucceed(now)) worst = STRIPE_UNAVAILABLE;
  }
  return worst;
}

/** Continues an opt-out that was interrupted; does nothing if the customer has opted in again since. */
export async function finishOptOut(
  ctx: Context,
  { customerId }: { readonly customerId: string },
): Promise<Stopped> {
  const [customer] = await ctx.db
    .select({ autopay: customers.autopay })
    .from(customers)
    .where(eq(customers.id, customerId));
  return customer?.autopay === 'off' ? stopAutopay(ctx, customerId) : done('stopped');
}
