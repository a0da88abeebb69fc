import { and, eq, ne } from 'drizzle-orm';
import type { StripePort } from '../../adapters/stripe/port.ts';
import type { StripeResult } from '../../adapters/stripe/port-result.ts';
import { customers, type StripeCustomerRequest, stripeCustomers } from '../../db/schema/index.ts';
import { beginNextAttempt, countSends, ofStripeCustomer } from '../../db/writes/stripe-customers.ts';
import { cut } from '../../domain/cut.ts';
import type { Context } from '../core/context.ts';

/** Stripe replays a key for at least 24 h; after this we search for the customer instead of sending again. */
const REPLAYABLE_MS = 23 * 3_600_000;
/** A customer that is older than this may have been asked for by a database that was restored since. */
const KNOWN_FOR_MS = 10 * 60_000;
/** Stripe's clock and ours may differ by so much. */
const SKEW_MS = 60_000;
/** How often an unanswered request is sent with the same key. */
const SAME_KEY_SENDS = 3;
/** The longest name that Stripe takes. */
const NAME_LENGTH = 256;

type StripeCustomerRow = typeof stripeCustomers.$inferSelect;

/** The row of a customer's Stripe customer on a connection. */
export const selectRow = (
  ctx: Context,
  ask: { readonly customerId: string; readonly connectionId: string },
) => ctx.db.select().from(stripeCustomers).where(ofStripeCustomer(ask));

/** What stands for a customer at Stripe from now on. */
export type Made = {
  readonly id: string;
  /** It was there before it was asked for, so it may have methods on file. */
  readonly isOlder: boolean;
};

/**
 * Sends the stored request. After a refusal, it is sent anew with the customer's current data; after a lost answer, the
 * customer is searched for first, since the same key may replay an error for a whole day. So is one that has been
 * here for a while: a restored database has forgotten what it asked for, and with which data.
 */
export async function createOrFind(
  ctx: Context,
  stripe: StripePort,
  asked: StripeCustomerRow,
  { customerSince, listReadAt }: { readonly customerSince: number; readonly listReadAt: number | null },
): Promise<StripeResult<Made>> {
  const row = await namedOurs(ctx, asked);
  if (row.stripeCustomerId !== null)
    return { kind: 'ok', value: { id: row.stripeCustomerId, isOlder: false } };
  const isOld = ctx.now() > row.requestedAt + REPLAYABLE_MS;
  // Whoever was asked for before the account's list was read would be in it, and is replayed by the key if after that.
  const isListed = listReadAt !== null && ctx.now() < listReadAt + REPLAYABLE_MS;
  const mayBeForgotten = !isListed && ctx.now() > customerSince + KNOWN_FOR_MS;
  if (row.sends > 0 || isOld || mayBeForgotten) {
    // An earlier attempt may have been done late.
    const since = mayBeForgotten || row.attempt > 1 ? customerSince : row.requestedAt;
    const found = await find(stripe, row, since);
    if (found.kind !== 'ok') return found;
    const isHeld = found.value !== null && (await isGivenUp(ctx, row, found.value.id));
    if (found.value !== null && !isHeld) return { kind: 'ok', value: { id: found.value.id, isOlder: true } };
    // The same key creates nothing twice, even if the first request is still on its way; but after repeated errors,
    // Stripe may have stored one for the key.
    if (row.sends >= SAME_KEY_SENDS || isOld || isHeld) await startNextAttempt(ctx, row);
  }
  const [fresh = row] = await selectRow(ctx, row);
  return create(ctx, stripe, fresh);
}

/**
 * The row of a customer that was linked to one of Stripe's holds no request of ours. Once that one is gone, ours is asked
 * for with its own data: a search without its name would find somebody else's.
 */
async function namedOurs(ctx: Context, row: StripeCustomerRow): Promise<StripeCustomerRow> {
  if (row.request.metadata.quittance_customer === row.customerId) return row;
  await startNextAttempt(ctx, row);
  const [fresh = row] = await selectRow(ctx, row);
  return fresh;
}

/**
 * Staff have linked another customer to what was once created for this one: it stays theirs. Or they have unlinked it: it
 * is not linked again in silence.
 */
async function isGivenUp(
  ctx: Context,
  { connectionId, customerId, leftIds }: StripeCustomerRow,
  stripeCustomerId: string,
): Promise<boolean> {
  if (leftIds.includes(stripeCustomerId)) return true;
  const [holder] = await ctx.db
    .select({ customerId: stripeCustomers.customerId })
    .from(stripeCustomers)
    .where(
      and(
        eq(stripeCustomers.connectionId, connectionId),
        eq(stripeCustomers.stripeCustomerId, stripeCustomerId),
        ne(stripeCustomers.customerId, customerId),
      ),
    );
  return holder !== undefined;
}

/** An address that Stripe does not take as a filter either is left out of the search. */
async function find(stripe: StripePort, { request }: StripeCustomerRow, notBefore: number) {
  const since = notBefore - SKEW_MS;
  const found = await stripe.findCustomer(request, since);
  const isAboutFilter = found.kind === 'refused' && found.status === 400 && request.email !== null;
  return isAboutFilter ? stripe.findCustomer({ ...request, email: null }, since) : found;
}

/** Sends the request, and again without each part that Stripe names and that is optional, under another key. */
async function create(ctx: Context, stripe: StripePort, row: StripeCustomerRow): Promise<StripeResult<Made>> {
  if (row.stripeCustomerId !== null)
    return { kind: 'ok', value: { id: row.stripeCustomerId, isOlder: false } };
  const key = `customer/${row.connectionId}/${row.customerId}/${row.attempt}`;
  const created = await stripe.createCustomer(row.request, key);
  if (created.kind === 'ok') {
    const { id, createdAt } = created.value;
    if (await isGivenUp(ctx, row, id)) {
      await startNextAttempt(ctx, row);
      const [fresh] = await selectRow(ctx, row);
      return fresh === undefined || fresh.attempt === row.attempt
        ? { kind: 'unknown', reason: 'linked to another customer, or unlinked' }
        : create(ctx, stripe, fresh);
    }
    return { kind: 'ok', value: { id, isOlder: createdAt < row.requestedAt - SKEW_MS } };
  }
  ctx.log('stripe_customer_not_made', {
    customerId: row.customerId,
    reason: created.kind === 'refused' ? created.code : created.reason,
  });
  if (created.kind === 'unknown') {
    await countSends(ctx.db, row, 'one_more');
    return created;
  }
  const { code, param } = created;
  const request = ctx.rules.withoutParam(row.request, param, code);
  if (request === null) {
    // A request that was refused for good is not sent again unchanged.
    await countSends(ctx.db, row, SAME_KEY_SENDS);
    return created;
  }
  ctx.log('stripe_parameter_dropped', { customerId: row.customerId, code, param });
  await beginNextAttempt(ctx.db, row, { request, at: ctx.now() });
  const [next = row] = await selectRow(ctx, row);
  // A concurrent caller may have moved it on: either way, what is left of the request is sent.
  return next.attempt > row.attempt ? create(ctx, stripe, next) : created;
}

/**
 * Starts the next attempt, with its own key and the customer's current data. Of concurrent callers, only one moves it
 * on.
 */
async function startNextAttempt(ctx: Context, row: StripeCustomerRow): Promise<void> {
  const [customer] = await ctx.db.select().from(customers).where(eq(customers.id, row.customerId));
  if (customer === undefined) return;
  await beginNextAttempt(ctx.db, row, { request: requestFor(ctx, customer), at: ctx.now() });
}

/** What is sent to Stripe about a customer. */
export const requestFor = (ctx: Context, customer: typeof customers.$inferSelect): StripeCustomerRequest => ({
  name: cut(customer.legalName, NAME_LENGTH),
  email: customer.billingEmails[0] ?? customer.email,
  phone: customer.telephone,
  address: customer.address,
  metadata: {
    quittance_deployment: ctx.deploymentId,
    quittance_merchant: customer.merchantId,
    quittance_customer: customer.id,
  },
});
