import { and, count, eq, inArray, isNotNull, ne, sql } from 'drizzle-orm';
import { selectActiveConnection } from '../../db/queries/active-connection.ts';
import { selectCustomer } from '../../db/queries/customers.ts';
import { selectStripeCustomers } from '../../db/queries/customers-write.ts';
import { familyOf } from '../../db/queries/payer.ts';
import { invoices, merchants, paymentMethods, payments } from '../../db/schema/index.ts';
import { whenToCollect } from '../../domain/collection/policy.ts';
import type { MethodCard } from '../../domain/collection/types.ts';
import type { Lost } from '../../domain/customer/lost.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { PaymentState } from '../../domain/payment/state.ts';
import type { Context } from '../core/context.ts';
import type { Scope, Scoped } from '../core/scope.ts';

/** What unlinking a client means, as it is said before. */
export type Unlinking = {
  readonly customerId: string;
  readonly name: string;
  readonly stripeCustomerId: string;
  readonly lost: Lost | null;
  /** On file there: they stay there, and are not charged from here any more. */
  readonly methods: readonly { readonly id: string; readonly card: MethodCard }[];
  /** Whether the client's invoices are charged automatically: until there is another method, nothing is. */
  readonly isOnAutopay: boolean;
  readonly openInvoices: number;
  /** Pages that somebody may be paying on: they are closed. */
  readonly openPages: number;
  /** Debits that are on their way to the bank: they go on. */
  readonly moving: number;
};

/** Says what unlinking a client would mean. Rejects with `not_found`, `not_connected` or `client_not_linked`. */
export async function previewUnlink(
  ctx: Context,
  { scope, customerId }: Scoped<{ readonly customerId: string }>,
): Promise<Outcome<Unlinking>> {
  const found = await readLink(ctx, scope, customerId);
  if (found.kind !== 'done') return found;
  const { customer, link, stripeCustomerId } = found.value;
  const [methods, [open], [merchant], under] = await ctx.db.batch([
    ctx.db
      .select({ id: paymentMethods.id, card: paymentMethods.summary })
      .from(paymentMethods)
      .where(
        and(
          eq(paymentMethods.customerId, customerId),
          eq(paymentMethods.connectionId, link.connectionId),
          ne(paymentMethods.state, 'detached'),
        ),
      ),
    ctx.db
      .select({ count: count() })
      .from(invoices)
      .where(and(sql`${invoices.customerId} in ${familyOf(customerId)}`, inArray(invoices.status, ['open']))),
    ctx.db.select().from(merchants).where(eq(merchants.id, scope.merchantId)),
    selectOpenPayments(ctx, link),
  ]);
  const { collectPolicy, autopay, autopayWhen } = customer;
  const isOnAutopay =
    merchant !== undefined &&
    whenToCollect({ policy: merchant.collectPolicy }, { policy: collectPolicy, autopay, autopayWhen }, null)
      .policy !== 'never';
  const moving = under.filter(({ state }) => isMoving(state)).length;
  return done({
    customerId,
    name: customer.legalName,
    stripeCustomerId,
    lost: link.lostReason,
    methods,
    isOnAutopay,
    openInvoices: open?.count ?? 0,
    openPages: under.length - moving,
    moving,
  });
}

/** What is on its way to the bank cannot be stopped. */
export const isMoving = (state: PaymentState): boolean => state === 'processing' || state === 'verifying';

/** The payments of a link that are not over. */
export const selectOpenPayments = (
  ctx: Context,
  { customerId, connectionId }: { readonly customerId: string; readonly connectionId: string },
) =>
  ctx.db
    .select({ id: payments.id, state: payments.state })
    .from(payments)
    .where(
      and(
        eq(payments.customerId, customerId),
        isNotNull(payments.checkAt),
        sql`+${payments.connectionId} = ${connectionId}`,
      ),
    );

/** A client with its link on the active connection. */
export async function readLink(ctx: Context, scope: Scope, customerId: string) {
  const [[found], [connection], links] = await ctx.db.batch([
    selectCustomer(ctx.db, scope, customerId),
    selectActiveConnection(ctx.db, scope),
    selectStripeCustomers(ctx.db, customerId),
  ]);
  if (found === undefined) return refused({ code: 'not_found', what: 'customer' });
  if (connection === undefined) return refused({ code: 'not_connected' });
  const link = links.find(({ connectionId }) => connectionId === connection.id);
  if (link === undefined || link.stripeCustomerId === null) return refused({ code: 'client_not_linked' });
  return done({ customer: found.customer, link, stripeCustomerId: link.stripeCustomerId });
}
