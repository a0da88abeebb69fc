import { and, eq, notExists } from 'drizzle-orm';
import type { StripePort } from '../../adapters/stripe/port.ts';
import type { StripeResult } from '../../adapters/stripe/port-result.ts';
import { selectRefusals } from '../../db/queries/refusals.ts';
import {
  connections,
  customerExternalIds,
  customers,
  type StripeCustomerRequest,
  stripeCustomers,
} from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { beginNextAttempt, countSends, ofStripeCustomer } from '../../db/writes/stripe-customers.ts';
import { cut } from '../../domain/cut.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  effect,
  newId,
  retryOnConflict,
} from '../core/context.ts';
import { endRefusals } from '../refusals/end-refusals.ts';
import { recordRefusal } from '../refusals/record-refusal.ts';

/** Stripe replays a key for at least 24 h; after this we search for the customer instead of sending again. */
const REPLAYABLE_MS = 23 * 3_600_000;
/** Stripe's clock and ours may differ by so much. */
const SKEW_MS = 60_000;
/** How often an unanswered request is sent with the same key. */
const SAME_KEY_SENDS = 3;
/** The longest name that Stripe takes. */
const NAME_LENGTH = 256;
const POLLS = 20;
const POLL_EVERY_MS = 250;

type StripeCustomerRow = typeof stripeCustomers.$inferSelect;
/** Without an id, Stripe did not say, or refuses for good: then that is recorded, and the business is told. */
type Known =
  | { readonly stripeCustomerId: string }
  | { readonly stripeCustomerId: null; readonly isRefused: boolean };
const UNKNOWN: Known = { stripeCustomerId: null, isRefused: false };
const REFUSED: Known = { stripeCustomerId: null, isRefused: true };

/**
 * The Stripe customer that stands for ours on a connection, created once if there is none yet, however many ask. The
 * row with the exact request is committed before Stripe is called, and the key names the row. Optional parts of the
 * request never block it. Null if Stripe did not answer or refused; retrying is safe.
 */
export async function ensureStripeCustomer(
  ctx: Context,
  ask: { readonly customerId: string; readonly connectionId: string },
): Promise<Known> {
  const mine = await retryOnConflict(ctx, () => request(ctx, ask));
  if (mine === 'another_is_asking') {
    for (let poll = 0; poll < POLLS; poll += 1) {
      await ctx.pause(POLL_EVERY_MS);
      const [row] = await selectRow(ctx, ask);
      if (row !== undefined && row.stripeCustomerId !== null)
        return { stripeCustomerId: row.stripeCustomerId };
    }
  }
  return send(ctx, ask);
}

const selectRow = (ctx: Context, ask: { readonly customerId: string; readonly connectionId: string }) =>
  ctx.db.select().from(stripeCustomers).where(ofStripeCustomer(ask));

/** Commits the row with the request, unless it is there. */
async function request(
  ctx: Context,
  ask: { readonly customerId: string; readonly connectionId: string },
): Promise<ConflictOr<'mine' | 'another_is_asking'>> {
  const stream = { type: 'customer', id: ask.customerId } as const;
  const [rows, found, head, named] = await ctx.db.batch([
    selectRow(ctx, ask),
    ctx.db.select().from(customers).where(eq(customers.id, ask.customerId)),
    selectHead(ctx.db, stream),
    selectNamed(ctx, ask.customerId),
  ]);
  const [row] = rows;
  const [customer] = found;
  const [given] = named;
  if (customer === undefined) throw new Error('ensureStripeCustomer of a missing customer');
  if (row !== undefined) {
    const young = row.stripeCustomerId === null && ctx.now() < row.requestedAt + POLLS * POLL_EVERY_MS;
    return decided(young ? 'another_is_asking' : 'mine');
  }
  const at = ctx.now();
  const committed = await commitChange(ctx, {
    merchantId: customer.merchantId,
    commandId: `stripe_customer/${ask.connectionId}/${newId(ctx, 'req')}`,
    at,
    appends: [
      {
        stream,
        head: headOf(head),
        type: 'stripe_customer_requested',
        data: { connectionId: ask.connectionId, stripeCustomerId: given?.value ?? null },
      },
    ],
    rows: [
      ctx.db.insert(stripeCustomers).values({
        ...ask,
        ...(given !== undefined && { stripeCustomerId: given.value, createdAt: at }),
        attempt: 1,
        requestedAt: at,
        request: requestFor(ctx, customer),
      }),
    ],
    // One that exists already may have methods on file.
    effects: given === undefined ? [] : [effect(ctx, 'sync_methods', ask)],
    result: null,
  });
  return committed.kind === 'committed' ? decided('mine') : CONFLICT;
}

/**
 * The Stripe customer that somebody named before there was a connection. One that was linked on another
 * connection belongs to another account, and means nothing on this one.
 */
const selectNamed = (ctx: Context, customerId: string) =>
  ctx.db
    .select({ value: customerExternalIds.value })
    .from(customerExternalIds)
    .where(
      and(
        eq(customerExternalIds.customerId, customerId),
        eq(customerExternalIds.key, 'Stripe'),
        notExists(
          ctx.db
            .select({ id: stripeCustomers.customerId })
            .from(stripeCustomers)
            .where(
              and(
                eq(stripeCustomers.customerId, customerId),
                eq(stripeCustomers.stripeCustomerId, customerExternalIds.value),
              ),
            ),
        ),
      ),
    );

async function send(
  ctx: Context,
  ask: { readonly customerId: string; readonly connectionId: string },
): Promise<Known> {
  const refusal = { type: 'customer', id: ask.customerId } as const;
  const [rows, owners, found, refused] = await ctx.db.batch([
    selectRow(ctx, ask),
    ctx.db.select({ createdAt: customers.createdAt }).from(customers).where(eq(customers.id, ask.customerId)),
    ctx.db.select().from(connections).where(eq(connections.id, ask.connectionId)),
    selectRefusals(ctx.db, [refusal]),
  ]);
  const [row] = rows;
  const [owner] = owners;
  const [connection] = found;
  if (row === undefined || owner === undefined || connection === undefined) return UNKNOWN;
  if (row.stripeCustomerId !== null) return { stripeCustomerId: row.stripeCustomerId };
  const stripe = await ctx.stripe(connection.account);
  const made = await createOrFind(ctx, stripe, row, owner.createdAt);
  switch (made.kind) {
    case 'unknown':
      return UNKNOWN;
    case 'refused':
      await recordRefusal(ctx, { ...ask, invoiceId: null, refusal: made });
      return REFUSED;
    case 'ok':
      break;
  }
  const stored = await retryOnConflict(ctx, () => store(ctx, ask, made.value));
  if (refused.length > 0) await endRefusals(ctx, connection.merchantId, [refusal]);
  return stored;
}

type Made = {
  readonly id: string;
  /** It was there before it was asked for, so it may have methods on file. */
  readonly isOlder: boolean;
};

/**
 * Sends the stored request. After a refusal, it is sent anew with the customer's current data; after a lost answer, the
 * customer is searched for first, since the same key may replay an error for a whole day. So is one that has been
 * here for as long: a restored database has forgotten what it asked for, and Stripe the key.
 */
async function createOrFind(
  ctx: Context,
  stripe: StripePort,
  row: StripeCustomerRow,
  customerSince: number,
): Promise<StripeResult<Made>> {
  const isOld = ctx.now() > row.requestedAt + REPLAYABLE_MS;
  const mayBeForgotten = ctx.now() > customerSince + REPLAYABLE_MS;
  if (row.sends > 0 || isOld || mayBeForgotten) {
    const found = await find(stripe, row, customerSince);
    if (found.kind !== 'ok') return found;
    if (found.value !== null) return { kind: 'ok', value: { id: found.value.id, isOlder: true } };
    // The same key creates nothing twice, even if the first request is still on its way; but after repeated errors,
    // Stripe may have stored one for the key.
    if (row.sends >= SAME_KEY_SENDS || isOld) await startNextAttempt(ctx, row);
  }
  const [fresh = row] = await selectRow(ctx, row);
  return create(ctx, stripe, fresh);
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
  await beginNextAttempt(ctx.db, row, request);
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
  await beginNextAttempt(ctx.db, row, requestFor(ctx, customer));
}

/** What is sent to Stripe about a customer. */
const requestFor = (ctx: Context, customer: typeof customers.$inferSelect): StripeCustomerRequest => ({
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

async function store(
  ctx: Context,
  ask: { readonly customerId: string; readonly connectionId: string },
  { id: stripeCustomerId, isOlder }: Made,
): Promise<ConflictOr<Known>> {
  const stream = { type: 'customer', id: ask.customerId } as const;
  const [rows, found, head] = await ctx.db.batch([
    selectRow(ctx, ask),
    ctx.db.select().from(customers).where(eq(customers.id, ask.customerId)),
    selectHead(ctx.db, stream),
  ]);
  const known = rows[0]?.stripeCustomerId;
  if (known != null) return decided({ stripeCustomerId: known });
  const at = ctx.now();
  const committed = await commitChange(ctx, {
    merchantId: found[0]?.merchantId ?? '',
    commandId: `stripe_customer/${ask.connectionId}/${stripeCustomerId}`,
    at,
    appends: [
      {
        stream,
        head: headOf(head),
        type: 'stripe_customer_linked',
        data: { connectionId: ask.connectionId, stripeCustomerId },
      },
    ],
    rows: [
      ctx.db
        .update(stripeCustomers)
        .set({ stripeCustomerId, createdAt: at })
        .where(
          and(
            eq(stripeCustomers.connectionId, ask.connectionId),
            eq(stripeCustomers.customerId, ask.customerId),
          ),
        ),
    ],
    effects: isOlder ? [effect(ctx, 'sync_methods', ask)] : [],
    result: null,
  });
  return committed.kind === 'committed' ? decided({ stripeCustomerId }) : CONFLICT;
}
