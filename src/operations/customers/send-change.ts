import type { CustomerChange } from '../../db/schema/index.ts';
import { countChangeSent } from '../../db/writes/stripe-customers.ts';
import { wasLeftOut, wasSent } from '../../domain/customer/follow.ts';
import { SHARED_FIELDS, type Shared, type SharedField } from '../../domain/customer/shared-fields.ts';
import { type Outcome, refused, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import type { RefusedCall } from '../../domain/stripe-refusal.ts';
import { CONFLICT, type ConflictOr, type Context, decided } from '../core/context.ts';
import { recordRefusal } from '../refusals/record-refusal.ts';
import { commitFollowed } from './commit-followed.ts';
import { type FollowedCustomer, followedOf, type OnConnection } from './read-followed.ts';

const MINUTE_MS = 60_000;
export const ASK_AGAIN_MS = MINUTE_MS;
/** What Stripe refuses for good is asked for again this seldom: it goes on within minutes of being mended. */
export const REFUSED_AGAIN_MS = 5 * MINUTE_MS;
/** Stripe may have stored an error for a key: after so many sends, the same change goes under another. */
const SAME_KEY_SENDS = 3;

/** The keys of a customer's changes: an event that names one is our own. */
export const changeKeys = ({ connectionId, customerId }: OnConnection): string =>
  `customer/${connectionId}/${customerId}/change/`;

/**
 * Sends the change that a row holds until Stripe takes or refuses it, before there is another: so two cannot overtake each
 * other. What Stripe does not take of it is left out (decision 26).
 */
export async function sendChange(
  ctx: Context,
  read: FollowedCustomer,
  change: CustomerChange,
): Promise<ConflictOr<Outcome<null>>> {
  const { row, customer, connection } = read;
  const stripe = await ctx.stripe(connection.account);
  const key = `${changeKeys(row)}${change.number}`;
  const answered = await stripe.updateCustomer(read.stripeCustomerId, change.values, key);
  const followed = followedOf(row, customer);
  const { followAt } = row;
  switch (answered.kind) {
    case 'ok': {
      const sent = SHARED_FIELDS.filter((field) => change.values[field] !== undefined);
      const there = wasSent(followed, change.values, answered.value);
      // Compared once more: it may have been changed on either side meanwhile.
      await commitFollowed(ctx, read, { followed: there, change: null, followAt, sent });
      return CONFLICT;
    }
    case 'unknown': {
      ctx.log('stripe_unknown_customer_change', { customerId: row.customerId, reason: answered.reason });
      if (change.sends + 1 < SAME_KEY_SENDS) {
        await countChangeSent(ctx.db, row, change, ctx.now() + ASK_AGAIN_MS);
      } else {
        const next = { ...change, number: row.changes + 1, sends: 0 };
        await commitFollowed(ctx, read, { followed, change: next, followAt: ctx.now() + ASK_AGAIN_MS });
      }
      return decided(STRIPE_UNAVAILABLE);
    }
    case 'refused':
      return sendLess(ctx, read, change, answered);
  }
}

async function sendLess(
  ctx: Context,
  read: FollowedCustomer,
  change: CustomerChange,
  refusal: RefusedCall,
): Promise<ConflictOr<Outcome<null>>> {
  const { row, customer } = read;
  const { customerId, connectionId } = row;
  const { code, param } = refusal;
  ctx.log('stripe_refused_customer_change', { customerId, status: refusal.status, code, param });
  const followed = followedOf(row, customer);
  const field = ctx.rules.customerField(param, code);
  const value = field === null ? undefined : change.values[field];
  if (field !== null && value !== undefined) {
    const rest = without(change.values, field);
    const next = rest === null ? null : { number: row.changes + 1, values: rest, sends: 0 };
    const told = wasLeftOut(followed, field, value);
    await commitFollowed(ctx, read, {
      followed: told,
      change: next,
      followAt: row.followAt,
      leftOut: [field],
    });
    return CONFLICT;
  }
  // It was not done. What there is to send is decided anew, on what Stripe has then.
  const followAt = ctx.now() + REFUSED_AGAIN_MS;
  const committed = await commitFollowed(ctx, read, { followed, change: null, followAt });
  if (committed.kind !== 'committed' || code === 'resource_missing') return CONFLICT;
  await recordRefusal(ctx, { customerId, connectionId, invoiceId: null, refusal, wanted: 'customer' });
  return decided(refused({ code: 'stripe_refuses' }));
}

function without(values: Partial<Shared>, field: SharedField): Partial<Shared> | null {
  const { [field]: _, ...rest } = values;
  return Object.keys(rest).length === 0 ? null : rest;
}
