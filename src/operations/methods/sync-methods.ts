import { and, eq } from 'drizzle-orm';
import type { MethodsOnFile } from '../../adapters/stripe/port-methods.ts';
import type { Statement } from '../../db/database.ts';
import { forgetNamed, forgottenLink } from '../../db/queries/customers-write.ts';
import { paymentMethods, stripeCustomers } from '../../db/schema/index.ts';
import { type Followed, followMethods, hasArrived, REMOVING } from '../../domain/methods/follow.ts';
import { isAddressOf, linkStanding } from '../../domain/methods/kept-by-link.ts';
import { done, type Outcome, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import {
  CONFLICT,
  type ConflictOr,
  type Context,
  commitChange,
  decided,
  newId,
  retryOnConflict,
} from '../core/context.ts';
import { customerMessageRows, type MessageRows, recipientsOf } from '../core/queue-message.ts';
import { isKnownLost, markLost } from '../customers/mark-lost.ts';
import { askForChoice } from '../facts/ask-for-choice.ts';
import { recheckInvoices } from '../facts/recheck-invoices.ts';
import { endRefusals } from '../refusals/end-refusals.ts';
import { recordRefusal } from '../refusals/record-refusal.ts';
import { findKeepers, type Keeper } from './find-keepers.ts';
import { keptColumns, keptMessages } from './keep-method.ts';
import { methodRows } from './method-rows.ts';
import {
  asKnown,
  type MethodRow,
  type MethodsSnapshot,
  type OnConnection,
  readMethods,
} from './read-methods.ts';

/** `no_customer`: there is no such customer, here or at Stripe, so nothing to sync. */
type Synced = Outcome<'changed' | 'unchanged' | 'no_customer'>;

/**
 * Syncs our rows with what the Stripe customer has on file: cards and US bank accounts, however they came there
 * (through us, at a checkout, in Stripe's dashboard, or by the merchant's own use of Stripe's SDK). Commits only a
 * difference, on the customer's stream, whose head is read before Stripe is called: an outdated answer loses its race.
 * Safe to run twice and concurrently. A newly usable method makes the customer's open invoices due for a check; one
 * that came on file, by whatever way, asks first what becomes of them (decision 30).
 */
export const syncMethods = (ctx: Context, at: OnConnection): Promise<Synced> =>
  retryOnConflict(ctx, () => attempt(ctx, at));

async function attempt(ctx: Context, at: OnConnection): Promise<ConflictOr<Synced>> {
  const snapshot = await readMethods(ctx.db, at);
  if (snapshot === null || snapshot.stripeCustomerId === null) return decided(done('no_customer'));
  if (snapshot.connection.state !== 'active') return decided(done('no_customer'));
  const stripe = await ctx.stripe(snapshot.connection.account);
  const listed = await stripe.listMethods(snapshot.stripeCustomerId);
  if (listed.kind === 'unknown') {
    ctx.log('stripe_unknown_methods', { customerId: at.customerId, reason: listed.reason });
    return decided(STRIPE_UNAVAILABLE);
  }
  if (listed.kind === 'ok') {
    await endRefusals(
      ctx,
      snapshot.customer.merchantId,
      [{ type: 'connection', id: at.connectionId }],
      'reading',
    );
    const knownIds = new Set(snapshot.methods.map(({ stripePaymentMethodId }) => stripePaymentMethodId));
    const listedIds = listed.value.methods.map(({ stripePaymentMethodId }) => stripePaymentMethodId);
    const added = listedIds.filter((id) => !knownIds.has(id));
    const keepers = await findKeepers(ctx, stripe, at, { known: snapshot.methods, added });
    if (keepers === null) return decided(STRIPE_UNAVAILABLE);
    return commitFollowed(ctx, at, snapshot, { onFile: listed.value, keepers, more: [] });
  }
  ctx.log('stripe_refused_methods', { customerId: at.customerId, code: listed.code });
  const tell = () => recordRefusal(ctx, { ...at, invoiceId: null, refusal: listed, wanted: 'reading' });
  if (listed.code !== 'resource_missing') {
    await tell();
    return decided(STRIPE_UNAVAILABLE);
  }
  // Only one that was deleted is gone, and all its methods with it: the next payment or method creates a new one. An
  // account that never had it is another one's.
  const found = await stripe.retrieveCustomer(snapshot.stripeCustomerId);
  if (found.kind !== 'ok' || found.value.kind !== 'deleted') {
    if (found.kind === 'refused' && isKnownLost(snapshot.stripeCustomer, found))
      return decided(STRIPE_UNAVAILABLE);
    await tell();
    if (found.kind === 'refused') {
      const { stripeCustomerId } = snapshot;
      await markLost(ctx, { ...at, merchantId: snapshot.customer.merchantId, stripeCustomerId }, found);
    }
    return decided(STRIPE_UNAVAILABLE);
  }
  const nothing = { methods: [], defaultId: null };
  const more = [
    forgetStripeCustomer(ctx, at, snapshot),
    forgetNamed(ctx.db, at.customerId, snapshot.stripeCustomerId),
  ];
  const committed = await commitFollowed(ctx, at, snapshot, { onFile: nothing, keepers: new Map(), more });
  return committed.kind === 'conflict' ? CONFLICT : decided(done('no_customer'));
}

type Seen = {
  readonly onFile: MethodsOnFile;
  /** The payments by link that kept methods, by Stripe's id of the method. */
  readonly keepers: ReadonlyMap<string, Keeper>;
  readonly more: readonly Statement[];
};

/** Stripe's ids of the methods that are not known to be the customer's: none of them is charged first. */
function notTheirs({ methods, customer }: MethodsSnapshot, keepers: Seen['keepers']): ReadonlySet<string> {
  const known = methods.filter((method) => {
    const standing = linkStanding(method, customer);
    return standing === 'not_confirmed' || standing === 'refused';
  });
  const kept = [...keepers].filter(([, { payerEmail }]) => !isAddressOf(payerEmail, customer));
  return new Set([
    ...known.map(({ stripePaymentMethodId }) => stripePaymentMethodId),
    ...kept.map(([id]) => id),
  ]);
}

async function commitFollowed(
  ctx: Context,
  { customerId, connectionId }: OnConnection,
  snapshot: MethodsSnapshot,
  { onFile, keepers, more }: Seen,
): Promise<ConflictOr<Synced>> {
  const known = snapshot.methods.map(asKnown);
  const { customer } = snapshot;
  const followed = followMethods(known, onFile.methods, onFile.defaultId, notTheirs(snapshot, keepers));
  const { added, changed, offersMore } = followed;
  const marked = snapshot.methods.filter(
    ({ keptBy, stripePaymentMethodId }) => keptBy === null && keepers.has(stripePaymentMethodId),
  );
  if (added.length + changed.length + more.length + marked.length === 0) return decided(done('unchanged'));
  const now = ctx.now();
  const { rows, addedIds, news } = methodRows(ctx, snapshot, connectionId, { followed, keepers }, now);
  const kept = [
    ...news.map(({ id, card, stripePaymentMethodId: stripeId }) => ({ id, card, stripeId })),
    ...marked.map(({ id, summary: card, stripePaymentMethodId: stripeId }) => ({ id, card, stripeId })),
  ].flatMap(({ stripeId, ...method }) => {
    const keeper = keepers.get(stripeId);
    return keeper === undefined ? [] : [{ ...method, keeper }];
  });
  const notification = [
    ...removalMessages(ctx, snapshot, changed, now),
    ...kept.map((method) => keptMessages(ctx, customer, method, now)),
  ];
  const committed = await commitChange(ctx, {
    merchantId: customer.merchantId,
    commandId: `methods/${newId(ctx, 'req')}`,
    at: now,
    appends: [
      {
        stream: { type: 'customer', id: customerId },
        head: snapshot.head,
        type: 'methods_followed',
        data: {
          connectionId,
          added: addedIds,
          changed: changed.map(({ id, state, isDefault }) => ({ id, state, isDefault })),
          ...(kept.length > 0 && {
            kept: kept.map(({ id, keeper: { paymentId, payerEmail } }) => ({
              id,
              paymentId,
              isConfirmed: isAddressOf(payerEmail, customer),
            })),
          }),
        },
      },
    ],
    rows: [
      ...rows,
      ...marked.flatMap(({ id, stripePaymentMethodId }) => {
        const keeper = keepers.get(stripePaymentMethodId);
        if (keeper === undefined) return [];
        const columns = keptColumns(keeper, customer, now);
        return [ctx.db.update(paymentMethods).set(columns).where(eq(paymentMethods.id, id))];
      }),
      ...(hasArrived(known, followed)
        ? [askForChoice(ctx.db, { customerId, livemode: snapshot.connection.livemode }, now)]
        : []),
      ...(offersMore ? [recheckInvoices(ctx.db, customerId, now)] : []),
      ...notification.flatMap((message) => message.rows),
      ...more,
    ],
    effects: notification.flatMap((message) => message.effects),
    result: null,
  });
  return committed.kind === 'committed' ? decided(done('changed')) : CONFLICT;
}

/** The removal of a method is confirmed by mail, whether the sync or the removal itself finds it gone. */
const removalMessages = (
  ctx: Context,
  { methods, customer }: MethodsSnapshot,
  changed: Followed['changed'],
  at: number,
): readonly MessageRows[] =>
  methods
    .filter(({ stateReason }) => stateReason === REMOVING)
    .filter((method) => changed.some(({ id, state }) => id === method.id && state === 'detached'))
    .map((method) => methodRemovedMessage(ctx, customer, method, at));

/** The message that a method was removed, once for a method. */
export const methodRemovedMessage = (
  ctx: Context,
  customer: MethodsSnapshot['customer'],
  method: Pick<MethodRow, 'id' | 'summary'>,
  at: number,
): MessageRows =>
  customerMessageRows(ctx, at, {
    merchantId: customer.merchantId,
    customerId: customer.id,
    cause: `removed/${method.id}`,
    recipients: recipientsOf(customer),
    message: { template: 'method_removed', method: method.summary, removedAt: at },
  });

/** The next request for a Stripe customer gets a new key, so that Stripe does not replay the deleted one. */
const forgetStripeCustomer = (
  ctx: Context,
  { customerId, connectionId }: OnConnection,
  { stripeCustomer }: MethodsSnapshot,
): Statement =>
  ctx.db
    .update(stripeCustomers)
    .set({
      ...forgottenLink(stripeCustomer?.stripeCustomerId ?? '', ctx.now()),
      attempt: (stripeCustomer?.attempt ?? 0) + 1,
    })
    .where(and(eq(stripeCustomers.connectionId, connectionId), eq(stripeCustomers.customerId, customerId)));
