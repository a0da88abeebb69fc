import { and, eq, notExists } from 'drizzle-orm';
import { NOT_LOST } from '../../db/queries/customers-write.ts';
import { selectRefusals } from '../../db/queries/refusals.ts';
import { connections, customerExternalIds, customers, stripeCustomers } from '../../db/schema/index.ts';
import { headOf, selectHead } from '../../db/streams.ts';
import { ofStripeCustomer } from '../../db/writes/stripe-customers.ts';
import { beginFollowing, changedHere } from '../../domain/customer/follow.ts';
import { fieldsThatDiffer, sharedOf } from '../../domain/customer/shared-fields.ts';
import type { RefusedCall } from '../../domain/stripe-refusal.ts';
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
import { checkNamed } from './check-named.ts';
import { createOrFind, type Made, requestFor, selectRow } from './create-at-stripe.ts';
import { requestedOf } from './read-followed.ts';

const POLLS = 20;
const POLL_EVERY_MS = 250;

/** Without an id, Stripe did not say, or refuses for good: then that is recorded, and the business is told. */
export type Known =
  | { readonly stripeCustomerId: string }
  | { readonly stripeCustomerId: null; readonly isRefused: false; readonly reason: string }
  | { readonly stripeCustomerId: null; readonly isRefused: true; readonly refusal: RefusedCall | null };
const unknown = (reason: string): Known => ({ stripeCustomerId: null, isRefused: false, reason });

type Ask = { readonly customerId: string; readonly connectionId: string };
type Manner = {
  /** When the reading of the account's whole list began (ms) in which nobody stood for this customer. */
  readonly listReadAt: number | null;
  /** Whether the business is told of a refusal; an import tells it by itself. */
  readonly tells: boolean;
};

/**
 * The Stripe customer that stands for ours on a connection, created once if there is none yet, however many ask. The
 * row with the exact request is committed before Stripe is called, and the key names the row. Optional parts of the
 * request never block it. Null if Stripe did not answer or refused; retrying is safe.
 */
export async function ensureStripeCustomer(
  ctx: Context,
  ask: Ask,
  manner: Manner = { listReadAt: null, tells: true },
): Promise<Known> {
  const mine = await retryOnConflict(ctx, () => request(ctx, ask));
  if (typeof mine === 'object') return mine;
  if (mine === 'another_is_asking') {
    for (let poll = 0; poll < POLLS; poll += 1) {
      await ctx.pause(POLL_EVERY_MS);
      const [row] = await selectRow(ctx, ask);
      if (row !== undefined && row.stripeCustomerId !== null)
        return { stripeCustomerId: row.stripeCustomerId };
    }
  }
  return send(ctx, ask, manner);
}

/** Commits the row with the request, unless it is there. */
async function request(ctx: Context, ask: Ask): Promise<ConflictOr<'mine' | 'another_is_asking' | Known>> {
  const stream = { type: 'customer', id: ask.customerId } as const;
  const [rows, found, head, names] = await ctx.db.batch([
    selectRow(ctx, ask),
    ctx.db.select().from(customers).where(eq(customers.id, ask.customerId)),
    selectHead(ctx.db, stream),
    selectNamed(ctx, ask.customerId),
  ]);
  const [row] = rows;
  const [customer] = found;
  const [given] = names;
  if (customer === undefined) throw new Error('ensureStripeCustomer of a missing customer');
  if (row !== undefined) {
    const young = row.stripeCustomerId === null && ctx.now() < row.requestedAt + POLLS * POLL_EVERY_MS;
    return decided(young ? 'another_is_asking' : 'mine');
  }
  const named = given === undefined ? null : await checkNamed(ctx, ask, given.value);
  if (named?.kind === 'unknown') return decided(unknown('the named customer'));
  if (named?.kind === 'refused')
    return decided({ stripeCustomerId: null, isRefused: true, refusal: named.refusal });
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
        ...(given !== undefined && {
          stripeCustomerId: given.value,
          createdAt: at,
          followed: beginFollowing(sharedOf(customer), named?.shared ?? null, at),
        }),
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

async function send(ctx: Context, ask: Ask, { listReadAt, tells }: Manner): Promise<Known> {
  const subjects = [
    { type: 'customer', id: ask.customerId },
    { type: 'connection', id: ask.connectionId },
  ] as const;
  const [rows, owners, found, refused] = await ctx.db.batch([
    selectRow(ctx, ask),
    ctx.db.select({ createdAt: customers.createdAt }).from(customers).where(eq(customers.id, ask.customerId)),
    ctx.db.select().from(connections).where(eq(connections.id, ask.connectionId)),
    selectRefusals(ctx.db, subjects),
  ]);
  const [row] = rows;
  const [owner] = owners;
  const [connection] = found;
  if (row === undefined || owner === undefined || connection === undefined) return unknown('no row');
  if (row.stripeCustomerId !== null) return { stripeCustomerId: row.stripeCustomerId };
  const stripe = await ctx.stripe(connection.account);
  const made = await createOrFind(ctx, stripe, row, { customerSince: owner.createdAt, listReadAt });
  switch (made.kind) {
    case 'unknown':
      return unknown(made.reason);
    case 'refused':
      if (tells) {
        await recordRefusal(ctx, { ...ask, invoiceId: null, refusal: made, wanted: 'new_customer' });
      }
      return { stripeCustomerId: null, isRefused: true, refusal: made };
    case 'ok':
      break;
  }
  const stored = await retryOnConflict(ctx, () => store(ctx, ask, made.value));
  if (refused.length > 0) await endRefusals(ctx, connection.merchantId, subjects, 'new_customer');
  return stored;
}

async function store(
  ctx: Context,
  ask: Ask,
  { id: stripeCustomerId, isOlder }: Made,
): Promise<ConflictOr<Known>> {
  const stream = { type: 'customer', id: ask.customerId } as const;
  const [rows, found, head] = await ctx.db.batch([
    selectRow(ctx, ask),
    ctx.db.select().from(customers).where(eq(customers.id, ask.customerId)),
    selectHead(ctx.db, stream),
  ]);
  const [row] = rows;
  const [customer] = found;
  if (row === undefined || customer === undefined) return decided(unknown('no row'));
  if (row.stripeCustomerId !== null) return decided({ stripeCustomerId: row.stripeCustomerId });
  const at = ctx.now();
  const requested = requestedOf(row);
  // It may have been changed since it was asked for.
  const changed = fieldsThatDiffer(requested, sharedOf(customer));
  const followed = changedHere(beginFollowing(requested, requested, row.requestedAt), changed, at);
  // Tax ids are no part of the request: one that Stripe does not take would have it refused.
  const follows = changed.length > 0 || customer.taxIds.length > 0;
  const committed = await commitChange(ctx, {
    merchantId: customer.merchantId,
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
        .set({
          stripeCustomerId,
          createdAt: at,
          followed,
          followAt: follows ? at : null,
          ...NOT_LOST,
        })
        .where(ofStripeCustomer(ask)),
    ],
    effects: [
      ...(isOlder ? [effect(ctx, 'sync_methods', ask)] : []),
      ...(follows ? [effect(ctx, 'follow_customer', ask)] : []),
    ],
    result: null,
  });
  return committed.kind === 'committed' ? decided({ stripeCustomerId }) : CONFLICT;
}
