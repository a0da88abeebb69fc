import { and, eq } from 'drizzle-orm';
import type { MethodsOnFile } from '../../adapters/stripe/port-methods.ts';
import type { Statement } from '../../db/database.ts';
import { paymentMethods, stripeCustomers } from '../../db/schema/index.ts';
import { type Followed, followMethods, type MethodColumns, REMOVING } from '../../domain/methods/follow.ts';
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
import { recheckInvoices } from '../facts/recheck-invoices.ts';
import { endRefusals } from '../refusals/end-refusals.ts';
import { recordRefusal } from '../refusals/record-refusal.ts';
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
 * Safe to run twice and concurrently. A newly usable method makes the customer's open invoices due for a check.
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
    return commitFollowed(ctx, at, snapshot, listed.value, []);
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
    await tell();
    return decided(STRIPE_UNAVAILABLE);
  }
  const nothing = { methods: [], defaultId: null };
  const committed = await commitFollowed(ctx, at, snapshot, nothing, [
    forgetStripeCustomer(ctx, at, snapshot),
  ]);
  return committed.kind === 'conflict' ? CONFLICT : decided(done('no_customer'));
}

async function commitFollowed(
  ctx: Context,
  { customerId, connectionId }: OnConnection,
  snapshot: MethodsSnapshot,
  onFile: MethodsOnFile,
  more: readonly Statement[],
): Promise<ConflictOr<Synced>> {
  const followed = followMethods(snapshot.methods.map(asKnown), onFile.methods, onFile.defaultId);
  const { added, changed, offersMore } = followed;
  if (added.length + changed.length + more.length === 0) return decided(done('unchanged'));
  const now = ctx.now();
  const { customer } = snapshot;
  const notification = removalMessages(ctx, snapshot, changed, now);
  const { rows, addedIds } = methodRows(ctx, snapshot, connectionId, followed, now);
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
        },
      },
    ],
    rows: [
      ...rows,
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

/** Changed rows first: two may not be the default at once, not even within a batch. */
function methodRows(
  ctx: Context,
  { customer, methods }: MethodsSnapshot,
  connectionId: string,
  { added, changed }: Followed,
  now: number,
): { readonly rows: readonly Statement[]; readonly addedIds: readonly string[] } {
  const news = added.map((method) => ({ ...method, id: newId(ctx, 'pm') }));
  return {
    addedIds: news.map(({ id }) => id),
    rows: [
      ...changed.map((method) =>
        ctx.db
          .update(paymentMethods)
          .set({
            ...columnsOf(method),
            ...(isRenewed(methods, method) && { expiryTold: null }),
            updatedAt: now,
          })
          .where(eq(paymentMethods.id, method.id)),
      ),
      ...news.map((method) =>
        ctx.db
          .insert(paymentMethods)
          .values({
            id: method.id,
            merchantId: customer.merchantId,
            connectionId,
            customerId: customer.id,
            stripePaymentMethodId: method.stripePaymentMethodId,
            ...columnsOf(method),
            createdAt: now,
            updatedAt: now,
          })
          // A Stripe customer that was linked to another of ours before brings its methods along.
          .onConflictDoUpdate({
            target: [paymentMethods.connectionId, paymentMethods.stripePaymentMethodId],
            set: { customerId: customer.id, ...columnsOf(method), updatedAt: now },
          }),
      ),
    ],
  };
}

/** A renewed card has a new expiry month, and is notified of again. */
const isRenewed = (methods: readonly MethodRow[], { id, card }: Followed['changed'][number]): boolean => {
  const before = methods.find((method) => method.id === id);
  const [month, year] = card.kind === 'card' ? [card.expMonth, card.expYear] : [null, null];
  return before?.expMonth !== month || before?.expYear !== year;
};

const columnsOf = ({ card, fingerprint, state, stateReason, isDefault, position }: MethodColumns) => ({
  type: card.kind,
  summary: card,
  fingerprint,
  state,
  stateReason,
  isDefault,
  position,
  expMonth: card.kind === 'card' ? card.expMonth : null,
  expYear: card.kind === 'card' ? card.expYear : null,
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
      stripeCustomerId: null,
      createdAt: null,
      attempt: (stripeCustomer?.attempt ?? 0) + 1,
      sends: 0,
      followed: null,
      change: null,
      followAt: null,
    })
    .where(and(eq(stripeCustomers.connectionId, connectionId), eq(stripeCustomers.customerId, customerId)));
