import { moveFollowAt, setFollowAt } from '../../db/writes/stripe-customers.ts';
import type { HeardChange } from '../../domain/customer/follow.ts';
import { compare } from '../../domain/customer/follow.ts';
import { lostBy, nextLook } from '../../domain/customer/lost.ts';
import { type Shared, sharedOf } from '../../domain/customer/shared-fields.ts';
import { DONE, type Outcome, refused, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import type { RefusedCall } from '../../domain/stripe-refusal.ts';
import { CONFLICT, type ConflictOr, type Context, decided, retryOnConflict } from '../core/context.ts';
import { endRefusals } from '../refusals/end-refusals.ts';
import { recordRefusal } from '../refusals/record-refusal.ts';
import { commitFollowed } from './commit-followed.ts';
import { followTaxIds, hasTaxIds } from './follow-tax-ids.ts';
import { forgetCustomer } from './forget-stripe-customer.ts';
import { isKnownLost, markFound, markLost } from './mark-lost.ts';
import { type FollowedCustomer, followedOf, type OnConnection, readFollowed } from './read-followed.ts';
import { ASK_AGAIN_MS, REFUSED_AGAIN_MS, sendChange } from './send-change.ts';

type Ask = OnConnection & {
  /** A change of Stripe's own that made it look. */
  readonly heard?: HeardChange | null;
};

/** While it is not known which side was changed later. */
const COMPARE_AGAIN_MS = 30_000;

/**
 * Keeps a customer the same here and at Stripe: what was changed here goes there, and what was changed there is taken over;
 * of two changes of one field the later wins. Stripe is read after the stream's head, so that an answer that aged loses its
 * race. Safe to run twice and concurrently; what could not be done is due again.
 */
export const followCustomer = (ctx: Context, ask: Ask): Promise<Outcome<null>> =>
  retryOnConflict(ctx, () => step(ctx, ask));

async function step(ctx: Context, { heard = null, ...at }: Ask): Promise<ConflictOr<Outcome<null>>> {
  const read = await readFollowed(ctx.db, at);
  if (read === null) return decided(DONE);
  if (read.row.change !== null) return sendChange(ctx, read, read.row.change);
  const { customerId, connectionId } = at;
  const stripe = await ctx.stripe(read.connection.account);
  const found = await stripe.retrieveCustomer(read.stripeCustomerId);
  switch (found.kind) {
    case 'unknown':
      ctx.log('stripe_unknown_customer', { customerId, reason: found.reason });
      await setFollowAt(ctx.db, at, ctx.now() + ASK_AGAIN_MS);
      return decided(STRIPE_UNAVAILABLE);
    case 'refused':
      ctx.log('stripe_refused_customer', { customerId, status: found.status, code: found.code });
      // Of a link that is known to be lost nothing new is told, though another customer's success ended the refusal.
      if (!isKnownLost(read.row, found)) {
        await recordRefusal(ctx, { ...at, invoiceId: null, refusal: found, wanted: 'customer' });
        await markLost(ctx, linkOf(read), found);
      }
      await setFollowAt(ctx.db, at, nextAfter(read, found, ctx.now()));
      return decided(refused({ code: 'stripe_refuses' }));
    case 'ok':
      break;
  }
  if (found.value.kind === 'deleted') {
    const { merchantId } = read.customer;
    await forgetCustomer(ctx, { merchantId, customerId, connectionId, gone: read.stripeCustomerId });
    return decided(DONE);
  }
  if (read.row.lostReason !== null) {
    await markFound(ctx, linkOf(read));
    return CONFLICT;
  }
  return settle(ctx, read, found.value.shared, heard);
}

/** What this account does not have is looked for ever less often; anything else is mended within minutes. */
const nextAfter = ({ row }: FollowedCustomer, refusal: RefusedCall, now: number): number | null =>
  lostBy(refusal) === null ? now + REFUSED_AGAIN_MS : nextLook(row.lostAt ?? now, now);

const linkOf = ({ row: { connectionId, customerId }, customer, stripeCustomerId }: FollowedCustomer) => ({
  merchantId: customer.merchantId,
  connectionId,
  customerId,
  stripeCustomerId,
});

async function settle(
  ctx: Context,
  read: FollowedCustomer,
  remote: Shared,
  heard: HeardChange | null,
): Promise<ConflictOr<Outcome<null>>> {
  const { row, customer } = read;
  const now = ctx.now();
  const compared = compare({ followed: followedOf(row, customer), columns: customer }, remote, heard, now);
  const { followed, columns, taken, send, waits } = compared;
  const ours = sharedOf(columns);
  const change =
    send.length === 0
      ? null
      : {
          number: row.changes + 1,
          sends: 0,
          values: Object.fromEntries(send.map((field) => [field, ours[field]])),
        };
  const isDone = change === null && (waits || hasTaxIds(read));
  const followAt = waits ? now + COMPARE_AGAIN_MS : isDone ? null : now + ASK_AGAIN_MS;
  const isSame = change === null && JSON.stringify(followed) === JSON.stringify(row.followed);
  if (isSame && !isDone) {
    const sent = await followTaxIds(ctx, read);
    return sent.kind === 'decided' && sent.value.kind === 'done' ? finish(ctx, read) : sent;
  }
  if (isSame) {
    await moveFollowAt(ctx.db, row, followAt);
    return finish(ctx, read);
  }
  const committed = await commitFollowed(ctx, read, {
    followed,
    change,
    followAt,
    taken,
    sends: send,
    columns: {
      legalName: columns.legalName,
      email: columns.email,
      billingEmails: columns.billingEmails,
      telephone: columns.telephone,
      address: columns.address,
    },
  });
  return committed.kind === 'committed' && isDone ? finish(ctx, read) : CONFLICT;
}

/** Stripe let it be read, and took what there was to send. */
async function finish(ctx: Context, { row, customer }: FollowedCustomer): Promise<ConflictOr<Outcome<null>>> {
  const { customerId, connectionId } = row;
  await endRefusals(
    ctx,
    customer.merchantId,
    [
      { type: 'customer', id: customerId },
      { type: 'connection', id: connectionId },
    ],
    'customer',
  );
  return decided(DONE);
}
