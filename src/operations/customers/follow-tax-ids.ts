import type { StripePort } from '../../adapters/stripe/port.ts';
import { stripeCustomers } from '../../db/schema/index.ts';
import { noteTaxIds, ofStripeCustomer } from '../../db/writes/stripe-customers.ts';
import {
  areFollowed,
  type FollowedTaxId,
  isAskedFor,
  planTaxIds,
  unreadable,
  wantedAtStripe,
} from '../../domain/customer/tax-ids-at-stripe.ts';
import { DONE, type Outcome, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import { CONFLICT, type ConflictOr, type Context, commitChange, decided, newId } from '../core/context.ts';
import type { FollowedCustomer } from './read-followed.ts';
import { ASK_AGAIN_MS, changeKeys } from './send-change.ts';

/** Whether Stripe has a customer's tax ids, as far as it takes them. */
export const hasTaxIds = ({ row, customer }: Pick<FollowedCustomer, 'row' | 'customer'>): boolean =>
  areFollowed(wantedAtStripe(customer.taxIds), row.taxIds);

/**
 * Sends a customer's tax ids to Stripe and takes those away again that were sent and are no more. Stripe's own list is read
 * first, after the head of the customer's stream: a lost answer is found there, and what others put there is left alone. What
 * is asked for is committed before it is sent. One that Stripe does not take is left out: an invoice needs it here only.
 */
export async function followTaxIds(ctx: Context, read: FollowedCustomer): Promise<ConflictOr<Outcome<null>>> {
  const { row, customer, connection, stripeCustomerId } = read;
  const stripe = await ctx.stripe(connection.account);
  const listed = await stripe.listTaxIds(stripeCustomerId);
  const again = ctx.now() + ASK_AGAIN_MS;
  if (listed.kind === 'unknown') {
    ctx.log('stripe_unknown_tax_ids', { customerId: row.customerId, reason: listed.reason });
    await noteTaxIds(ctx.db, row, { number: row.changes, taxIds: row.taxIds, followAt: again });
    return decided(STRIPE_UNAVAILABLE);
  }
  const wanted = wantedAtStripe(customer.taxIds);
  if (listed.kind === 'refused') {
    // A key that may not read them: nothing else waits for it.
    ctx.log('stripe_refused_tax_ids', { customerId: row.customerId, code: listed.code });
    const taxIds = unreadable(wanted, row.taxIds, listed.code);
    await noteTaxIds(ctx.db, row, { number: row.changes, taxIds, followAt: null });
    return decided(DONE);
  }
  const plan = planTaxIds(wanted, row.taxIds, listed.value);
  const number = row.changes + 1;
  const committed = await commitChange(ctx, {
    merchantId: customer.merchantId,
    commandId: `customer_tax_ids/${newId(ctx, 'req')}`,
    at: ctx.now(),
    appends: [
      {
        stream: { type: 'customer', id: row.customerId },
        head: read.head,
        type: 'tax_ids_followed',
        data: { connectionId: row.connectionId, added: plan.add.length, removed: plan.remove.length },
      },
    ],
    rows: [
      ctx.db
        .update(stripeCustomers)
        .set({ taxIds: plan.known, changes: number, followAt: again })
        .where(ofStripeCustomer(row)),
    ],
    effects: [],
    result: null,
  });
  if (committed.kind !== 'committed') return CONFLICT;
  const taxIds = await send(ctx, stripe, read, { ...plan, number });
  const isDone = areFollowed(wanted, taxIds);
  await noteTaxIds(ctx.db, row, { number, taxIds, followAt: isDone ? null : again });
  return decided(isDone ? DONE : STRIPE_UNAVAILABLE);
}

type Planned = ReturnType<typeof planTaxIds> & { readonly number: number };

/** What is known after each was sent: an answer that was lost is asked for again, by the list. */
async function send(
  ctx: Context,
  stripe: StripePort,
  { row, stripeCustomerId }: FollowedCustomer,
  { known, remove, number }: Planned,
): Promise<readonly FollowedTaxId[]> {
  const after: FollowedTaxId[] = [];
  for (const entry of known) {
    const gone = remove.find(({ id }) => id === entry.id);
    if (gone !== undefined) {
      const answered = await stripe.deleteTaxId(stripeCustomerId, gone.id);
      // Refused: it is gone already, or may not be taken away.
      if (answered.kind === 'unknown') after.push(entry);
    } else if (isAskedFor(entry)) {
      const key = `${changeKeys(row)}${number}/tax-id/${entry.type}/${entry.value}`;
      const answered = await stripe.createTaxId(stripeCustomerId, entry, key);
      if (answered.kind === 'refused') {
        const { code, param } = answered;
        ctx.log('stripe_parameter_dropped', { customerId: row.customerId, code, param });
        after.push({ ...entry, refused: code });
      } else {
        after.push(answered.kind === 'ok' ? { ...entry, id: answered.value.id } : entry);
      }
    } else {
      after.push(entry);
    }
  }
  return after;
}
