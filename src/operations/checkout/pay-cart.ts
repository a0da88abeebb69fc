import { type Cart, readCart } from '../../db/queries/cart.ts';
import { selectRefusals } from '../../db/queries/refusals.ts';
import { done, LOST_RACE, refused, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import { isEntranceBlocked } from '../../domain/payment/card-testing.ts';
import type { RefusedCall } from '../../domain/stripe-refusal.ts';
import { catchUpBeforePayment } from '../catch-up/catch-up-before-payment.ts';
import { CONFLICT, type ConflictOr, type Context, decided, retryOnConflict } from '../core/context.ts';
import { mayMoveMoney } from '../core/may-move-money.ts';
import type { Refusal } from '../payments/ensure-session.ts';
import { recordRefusal } from '../refusals/record-refusal.ts';
import { type Begun, beginPayment } from './begin-payment.ts';
import { chargeMethod } from './charge-method.ts';
import { clearSlots } from './clear-slots.ts';
import { judgeCart } from './judge-cart.ts';
import { offerByLink, offeredMethods } from './offer-method.ts';
import { reopenSession } from './open-session.ts';
import { MOST_AT_ONCE, type Order, type PayOutcome } from './order.ts';
import { whilePaused } from './while-paused.ts';

type Step = Begun | { readonly kind: 'wait' };

const WAITS = 20;
const WAIT_MS = 300;

/**
 * Pays a cart: 1..n invoices of one currency, or a part of one, by one session at Stripe or with one method on file.
 * One payment takes the slots of all of them or of none, and what is charged is the version that was shown (I10).
 * Concurrent requests, by link or in the portal, end in one payment.
 */
export async function payCart(ctx: Context, order: Order): Promise<PayOutcome> {
  const mended = new Set<Refusal>();
  for (let wait = 0; wait < WAITS; wait += 1) {
    const step = await retryOnConflict(ctx, () => attempt(ctx, order, mended));
    switch (step.kind) {
      case 'wait': {
        const [jitter = 0] = ctx.random(1);
        await ctx.pause(WAIT_MS + jitter);
        break;
      }
      case 'session_refused':
        // Each workaround is tried once: an account that cannot take ACH gets a session for cards only, a customer
        // deleted at Stripe is created again, and an optional parameter is left out.
        if (step.about === 'other' || mended.has(step.about)) return refuse(ctx, order, step.refusal);
        ctx.log('session_mended', { about: step.about, code: step.refusal.code, param: step.refusal.param });
        mended.add(step.about);
        break;
      case 'charge':
        return chargeMethod(ctx, step.paymentId);
      default:
        return step;
    }
  }
  return LOST_RACE;
}

const STRIPE_REFUSES = refused({ code: 'stripe_refuses' });

/** Whether Stripe does not let it be read what became of a payment, or that be closed, as it said just now. */
async function isClosingRefused(ctx: Context, connectionId: string): Promise<boolean> {
  const standing = await selectRefusals(ctx.db, [{ type: 'connection', id: connectionId }]);
  return standing.some(({ wanted, refusedFor }) => {
    const refused: readonly string[] = refusedFor ?? [wanted];
    return refused.includes('reading') || refused.includes('close');
  });
}

/** Stripe refuses this payment for good: the business is notified, and the payer is told how else to pay. */
async function refuse(ctx: Context, order: Order, refusal: RefusedCall): Promise<PayOutcome> {
  const cart = await readOrdered(ctx, order);
  const [first] = cart?.targets ?? [];
  if (cart?.connection == null || first === undefined) return refused({ code: 'changed' });
  const { id: invoiceId } = first.invoice;
  const { id: customerId } = cart.customer;
  await recordRefusal(ctx, {
    connectionId: cart.connection.id,
    customerId,
    invoiceId,
    refusal,
    wanted: 'session',
  });
  return STRIPE_REFUSES;
}

async function attempt(ctx: Context, order: Order, mended: ReadonlySet<Refusal>): Promise<ConflictOr<Step>> {
  const cart = await readOrdered(ctx, order);
  if (cart === null) return decided(refused({ code: 'not_found', what: 'invoice' }));
  const judged = judgeCart(ctx, cart, order);
  if (judged.kind === 'refused') return decided(judged);
  if (isEntranceBlocked(order.from.via, cart.blocks, ctx.now())) {
    return decided(refused({ code: 'too_many_declines' }));
  }
  const { targets } = judged;
  const [{ invoice: first }] = targets;
  const { connection } = cart;
  if (connection === null) throw new Error('payable invoice without a connection');
  // Money is paused while an unknown object at Stripe needs review, or after a restored database.
  const money = mayMoveMoney(ctx, connection, cart.caughtUpAt);
  if (money === 'paused') return decided(await whilePaused(ctx, connection));
  if (money === 'held') return decided(refused({ code: 'account_held' }));
  if (money === 'stale') {
    const isKnown = await catchUpBeforePayment(ctx, connection.id);
    return isKnown ? CONFLICT : decided(await whilePaused(ctx, connection));
  }
  if (order.asksFirst !== undefined) {
    const offer = offerByLink(ctx, { ...cart, invoice: first }, order.asksFirst.viewer);
    if (offer !== null) return decided(done({ kind: 'choice', offer }));
  }
  const method = order.methodId === null ? null : findMethod(ctx, cart, order, order.methodId);
  if (method !== null && 'kind' in method) return decided(method);
  const cleared = await clearSlots(ctx, cart, order, targets);
  switch (cleared.kind) {
    case 'free':
      break;
    case 'same':
      return reopenSession(ctx, cleared.slot);
    case 'cleared':
      return CONFLICT;
    case 'wait':
      return decided({ kind: 'wait' });
    case 'busy':
      return decided(LOST_RACE);
    case 'stripe_unavailable':
      return decided((await isClosingRefused(ctx, connection.id)) ? STRIPE_REFUSES : STRIPE_UNAVAILABLE);
  }
  return beginPayment(ctx, cart, {
    via: order.from.via,
    connectionId: connection.id,
    targets,
    method,
    mended,
  });
}

/** Reads the invoices of an order; null if one is missing or out of its entrance's reach, such as a rotated link. */
async function readOrdered(ctx: Context, { from, lines }: Order): Promise<Cart | null> {
  const ids = [...new Set(lines.map(({ invoiceId }) => invoiceId))].toSorted();
  if (ids.length > MOST_AT_ONCE) return null;
  const owner = from.via === 'portal' ? from.owner : null;
  const cart = await readCart(ctx.db, { ids, owner, paceSince: ctx.now() - 1000 });
  const isCurrent = cart?.targets.every(
    ({ invoice }) => from.via === 'portal' || invoice.linkVersion === from.linkVersion,
  );
  return isCurrent === true ? cart : null;
}

/** The chosen method on file. By link it is offered only if the merchant enabled that. */
function findMethod(ctx: Context, cart: Cart, { from }: Order, methodId: string) {
  const currency = cart.targets[0]?.invoice.currency ?? '';
  const isOffered = from.via === 'portal' || cart.merchant.publicSavedMethod;
  const method = offeredMethods(ctx, cart, currency).find(({ id }) => id === methodId);
  if (isOffered && method !== undefined) return method;
  return refused(
    isOffered && !cart.knownMethods.has(methodId)
      ? { code: 'not_found', what: 'payment method' }
      : { code: 'changed' },
  );
}
