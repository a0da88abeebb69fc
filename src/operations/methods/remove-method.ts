import { and, eq, inArray } from 'drizzle-orm';
import { merchants, methodSetups, paymentMethods, payments } from '../../db/schema/index.ts';
import { whenToCollect } from '../../domain/collection/policy.ts';
import { REMOVING } from '../../domain/methods/follow.ts';
import type { MethodStateReason } from '../../domain/methods/state-reason.ts';
import { done, type Outcome, refused, STRIPE_UNAVAILABLE, thenRead } from '../../domain/outcome.ts';
import { OPEN_STATES } from '../../domain/payment/state.ts';
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
import type { MessageRows } from '../core/queue-message.ts';
import { endRefusals } from '../refusals/end-refusals.ts';
import { recordRefusal } from '../refusals/record-refusal.ts';
import type { ForCustomer } from './customer-scope.ts';
import { findMethod } from './find-method.ts';
import { isGoneThere } from './is-gone-there.ts';
import { asKnown, type MethodsSnapshot, readMethods } from './read-methods.ts';
import { methodRemovedMessage } from './sync-methods.ts';
import { syncSetup } from './sync-setup.ts';
import { REMOVE_AGAIN_MS } from './timing.ts';

/** Not there any more. */
type Removed = Outcome<{ readonly methodId: string }>;

const NOT_FOUND = refused({ code: 'not_found', what: 'payment method' });
/** A card's payment takes moments, a bank account's days. */
const IN_USE = refused({ code: 'payment_in_progress' });

type Method = MethodsSnapshot['methods'][number];

/**
 * Removes a method. First it is blocked for new charges; then, unless a payment with it is under way, it is detached at
 * Stripe; then it is removed here. If the worker dies in between, an effect resumes; if Stripe does not answer, it is
 * not charged any more and detaching is retried. Rejects with `not_found`, `payment_in_progress`, and `last_of_autopay`
 * unless that was confirmed.
 */
export async function removeMethod(
  ctx: Context,
  { who, ...ask }: { readonly who: ForCustomer; readonly methodId: string; readonly confirmed: boolean },
): Promise<Removed> {
  const begun = await retryOnConflict(ctx, () => begin(ctx, who, ask));
  return thenRead(begun, () => finishRemoval(ctx, { methodId: ask.methodId }));
}

async function begin(
  ctx: Context,
  who: ForCustomer,
  { methodId, confirmed }: { readonly methodId: string; readonly confirmed: boolean },
): Promise<ConflictOr<Removed>> {
  const found = await findMethod(ctx.db, who, methodId);
  if (found === null) return decided(NOT_FOUND);
  const { snapshot, method } = found;
  if (method.stateReason === REMOVING) return decided(done({ methodId }));
  const [paying, merchant] = await ctx.db.batch([
    selectOpenPayments(ctx, methodId),
    ctx.db.select().from(merchants).where(eq(merchants.id, who.merchantId)),
  ]);
  if (paying.length > 0) return decided(IN_USE);
  if (isLastUsable(found) && !confirmed && merchant.some((row) => isOnAutopay(snapshot, row))) {
    return decided(refused({ code: 'last_of_autopay' }));
  }
  const committed = await commitMethods(ctx, snapshot, method, {
    type: 'method_removal_begun',
    state: 'unusable',
    stateReason: REMOVING,
    effects: [effect(ctx, 'remove_method', { methodId }, ctx.now() + REMOVE_AGAIN_MS)],
  });
  return committed === 'committed' ? decided(done({ methodId })) : CONFLICT;
}

/** What removing a method would mean, for the page that asks to confirm it. Rejects with `not_found`. */
export async function previewRemoval(
  ctx: Context,
  { who, methodId }: { readonly who: ForCustomer; readonly methodId: string },
): Promise<Outcome<Removal>> {
  const found = await findMethod(ctx.db, who, methodId);
  if (found === null) return NOT_FOUND;
  const [merchant] = await ctx.db.select().from(merchants).where(eq(merchants.id, who.merchantId));
  const { snapshot, method } = found;
  return done({
    methodId,
    card: method.summary,
    isLastOfAutopay: merchant !== undefined && isLastUsable(found) && isOnAutopay(snapshot, merchant),
  });
}

type Removal = {
  readonly methodId: string;
  readonly card: Method['summary'];
  readonly isLastOfAutopay: boolean;
};

/** Finishes a removal, or restores the method if a payment with it came in between. */
export const finishRemoval = (ctx: Context, { methodId }: { readonly methodId: string }): Promise<Removed> =>
  retryOnConflict(ctx, () => finish(ctx, methodId));

async function finish(ctx: Context, methodId: string): Promise<ConflictOr<Removed>> {
  const [row] = await ctx.db.select().from(paymentMethods).where(eq(paymentMethods.id, methodId));
  const snapshot = row === undefined ? null : await readMethods(ctx.db, row);
  const method = snapshot?.methods.find(({ id }) => id === methodId);
  if (snapshot === null || method?.stateReason !== REMOVING) return decided(done({ methodId }));
  const paying = await selectOpenPayments(ctx, methodId);
  // Whoever refused does not take it back because a payment with it is under way.
  if (paying.length > 0 && method.refusedAt === null) {
    const back = { type: 'method_removal_dropped', state: 'usable', stateReason: null, effects: [] } as const;
    return (await commitMethods(ctx, snapshot, method, back)) === 'committed' ? decided(IN_USE) : CONFLICT;
  }
  const detached = await detach(ctx, snapshot, method);
  switch (detached) {
    case 'gone':
      break;
    case 'unknown':
      return decided(STRIPE_UNAVAILABLE);
    case 'refused':
      return decided(refused({ code: 'stripe_refuses' }));
  }
  const notification = methodRemovedMessage(ctx, snapshot.customer, method, ctx.now());
  const gone = {
    type: 'method_removed',
    state: 'detached',
    stateReason: null,
    effects: notification.effects,
    rows: notification.rows,
  } as const;
  return (await commitMethods(ctx, snapshot, method, gone)) === 'committed'
    ? decided(done({ methodId }))
    : CONFLICT;
}

/**
 * Detaches it at Stripe, or cancels the set-up of an account that was never verified. Where Stripe refuses, the business is
 * told.
 */
async function detach(
  ctx: Context,
  snapshot: MethodsSnapshot,
  method: Method,
): Promise<'gone' | 'unknown' | 'refused'> {
  const stripe = await ctx.stripe(snapshot.connection.account);
  const [setup] = await ctx.db
    .select()
    .from(methodSetups)
    .where(
      and(
        eq(methodSetups.customerId, snapshot.customer.id),
        eq(methodSetups.connectionId, method.connectionId),
        eq(methodSetups.stripePaymentMethodId, method.stripePaymentMethodId),
        inArray(methodSetups.state, ['open', 'verifying']),
      ),
    );
  if (setup !== undefined && setup.stripeSetupIntentId !== null) {
    const canceled = await stripe.cancelSetup(
      setup.stripeSetupIntentId,
      `${setup.id}/cancel/${newId(ctx, 'req')}`,
    );
    if (canceled.kind === 'unknown') return 'unknown';
    const synced = await syncSetup(ctx, setup.id);
    if (synced.state !== 'succeeded') return synced.known ? 'gone' : 'unknown';
  }
  const key = `${method.id}/detach/${newId(ctx, 'req')}`;
  const detached = await stripe.detachMethod(method.stripePaymentMethodId, key);
  if (detached.kind === 'unknown') return 'unknown';
  if (detached.kind === 'ok') {
    const { merchantId, id } = snapshot.customer;
    const subjects = [
      { type: 'customer', id },
      { type: 'connection', id: method.connectionId },
    ] as const;
    await endRefusals(ctx, merchantId, subjects, 'detach');
    return 'gone';
  }
  const isGone = await isGoneThere(stripe, snapshot, method);
  // It is still there, or may be, and is detached once Stripe lets us.
  if (isGone === false) {
    const { connectionId } = method;
    await recordRefusal(ctx, {
      customerId: snapshot.customer.id,
      connectionId,
      invoiceId: null,
      refusal: detached,
      wanted: 'detach',
    });
  }
  if (isGone === null) return 'unknown';
  return isGone ? 'gone' : 'refused';
}

const selectOpenPayments = (ctx: Context, methodId: string) =>
  ctx.db
    .select({ id: payments.id })
    .from(payments)
    .where(and(eq(payments.paymentMethodId, methodId), inArray(payments.state, [...OPEN_STATES])))
    .limit(1);

const isLastUsable = ({ snapshot, method }: { snapshot: MethodsSnapshot; method: Method }): boolean =>
  method.state === 'usable' &&
  !snapshot.methods.some(({ id, state }) => id !== method.id && state === 'usable');

/** Whether the customer's invoices are charged automatically. */
const isOnAutopay = ({ customer }: MethodsSnapshot, merchant: typeof merchants.$inferSelect): boolean =>
  whenToCollect(
    { policy: merchant.collectPolicy },
    { policy: customer.collectPolicy, autopay: customer.autopay, autopayWhen: customer.autopayWhen },
    null,
  ).policy !== 'never';

type Step = {
  readonly type: 'method_removal_begun' | 'method_removal_dropped' | 'method_removed';
  readonly state: Method['state'];
  readonly stateReason: MethodStateReason | null;
  readonly effects: readonly ReturnType<typeof effect>[];
  readonly rows?: MessageRows['rows'];
};

/** Commits a method's new state; if it was the default, the next usable one becomes it. */
async function commitMethods(
  ctx: Context,
  snapshot: MethodsSnapshot,
  method: Method,
  step: Step,
): Promise<'committed' | 'lost_race'> {
  const { state, stateReason } = step;
  const at = ctx.now();
  const others = snapshot.methods.filter(({ id }) => id !== method.id).map(asKnown);
  const heir =
    method.isDefault && state !== 'usable' ? others.find((other) => other.state === 'usable') : undefined;
  const isOnly = state === 'usable' && !others.some(({ isDefault }) => isDefault);
  const committed = await commitChange(ctx, {
    merchantId: snapshot.customer.merchantId,
    commandId: `${step.type}/${method.id}/${newId(ctx, 'req')}`,
    at,
    appends: [
      {
        stream: { type: 'customer', id: snapshot.customer.id },
        head: snapshot.head,
        type: step.type,
        data: { methodId: method.id },
      },
    ],
    rows: [
      ctx.db
        .update(paymentMethods)
        .set({ state, stateReason, isDefault: isOnly, updatedAt: at })
        .where(eq(paymentMethods.id, method.id)),
      ...(heir === undefined
        ? []
        : [
            ctx.db
              .update(paymentMethods)
              .set({ isDefault: true, updatedAt: at })
              .where(eq(paymentMethods.id, heir.id)),
          ]),
      ...(step.rows ?? []),
    ],
    effects: [...step.effects],
    result: null,
  });
  return committed.kind;
}
