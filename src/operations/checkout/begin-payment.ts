import type { Cart } from '../../db/queries/cart.ts';
import type { Subject } from '../../db/queries/refusals.ts';
import { waysFor } from '../../domain/account/readiness.ts';
import type { Takes } from '../../domain/collection/types.ts';
import { LOST_RACE, refused, STRIPE_UNAVAILABLE } from '../../domain/outcome.ts';
import { CONFLICT, type ConflictOr, type Context, decided } from '../core/context.ts';
import { ensureStripeCustomer } from '../customers/ensure-stripe-customer.ts';
import { CLAIMS_PER_SECOND } from '../facts/payment-timing.ts';
import { claimWithMethod } from '../payments/claim-method.ts';
import type { Claim, ClaimTarget } from '../payments/commit-claim.ts';
import type { Refusal } from '../payments/ensure-session.ts';
import { endRefusals } from '../refusals/end-refusals.ts';
import { claimSession } from './claim-session.ts';
import { type Opened, openSession } from './open-session.ts';

export type Begun =
  | Opened
  /** Claimed: the worker that claimed it charges the method. */
  | { readonly kind: 'charge'; readonly paymentId: string };

/** How long to wait before another session is requested after Stripe refused one for good. */
const REFUSED_REST_MS = 60_000;

/** Claims free slots, for the chosen method on file or for a session, which is opened at once. */
export async function beginPayment(
  ctx: Context,
  cart: Cart,
  ask: {
    readonly via: 'link' | 'portal';
    readonly connectionId: string;
    readonly targets: readonly [ClaimTarget, ...ClaimTarget[]];
    readonly method: Cart['methods'][number] | null;
    /** Refusals of a session that this request has already worked around. */
    readonly mended: ReadonlySet<Refusal>;
  },
): Promise<ConflictOr<Begun>> {
  if (cart.claimsOfLate >= CLAIMS_PER_SECOND) return decided(LOST_RACE);
  const { via, connectionId, targets, method, mended } = ask;
  const { stripeCustomerId } = cart;
  const [first, ...others] = targets;
  if (method !== null) {
    // A method on file belongs to a Stripe customer, which may have been deleted in the meantime.
    if (stripeCustomerId === null) return decided(refused({ code: 'changed' }));
    const read = { ...cart, ...first, attempts: [{ attempt: cart.attempts }] };
    const { amount } = first;
    const claim = await claimWithMethod(ctx, read, {
      connectionId,
      stripeCustomerId,
      method,
      amount,
      others,
      via,
    });
    return claim.kind === 'claimed' ? decided({ kind: 'charge', paymentId: claim.paymentId }) : lost(claim);
  }
  if (isResting(ctx, cart) && mended.size === 0) return decided(refused({ code: 'stripe_refuses' }));
  if (stripeCustomerId === null) {
    // Read again after the call to Stripe: the invoices may have changed.
    const made = await ensureStripeCustomer(ctx, { customerId: cart.customer.id, connectionId });
    if (made.stripeCustomerId !== null) return CONFLICT;
    return decided(made.isRefused ? refused({ code: 'stripe_refuses' }) : STRIPE_UNAVAILABLE);
  }
  const ways = waysOf(cart, first.invoice.currency, mended);
  if (!ways.card && !ways.ach) return decided(refused({ code: 'account_held' }));
  const wanted = { via, connectionId, stripeCustomerId, targets, ways, without: mended };
  const claim = await claimSession(ctx, cart, wanted);
  if (claim.kind !== 'claimed') return lost(claim);
  const opened = await openSession(ctx, claim.paymentId, { firstSend: true });
  const isOpen = opened.kind === 'decided' && opened.value.kind === 'done';
  if (isOpen && cart.refusals > 0) {
    const subjects = subjectsOf(connectionId, cart.customer.id, targets);
    await endRefusals(ctx, cart.merchant.id, subjects, 'session');
    // It names its customer, who is there.
    const customers = subjects.filter(({ type }) => type === 'customer');
    await endRefusals(ctx, cart.merchant.id, customers, 'new_customer');
  }
  return opened;
}

function waysOf({ connection }: Cart, currency: string, mended: ReadonlySet<Refusal>): Takes {
  const { card, ach } = waysFor(connection ?? { takesCard: true, takesAch: true }, currency);
  // Without cards nothing is left to fall back on: the refusal stands, and the business is told of it.
  const mayAsk = !card || !mended.has('payment_methods');
  return { card, ach: ach && mayAsk };
}

/** What Stripe may have refused that a session shows it to take again. */
const subjectsOf = (
  connectionId: string,
  payerId: string,
  targets: readonly ClaimTarget[],
): readonly Subject[] => [
  { type: 'connection', id: connectionId },
  { type: 'customer', id: payerId },
  ...targets.map(({ invoice }): Subject => ({ type: 'invoice', id: invoice.id })),
];

const lost = ({ kind }: Exclude<Claim, { readonly kind: 'claimed' }>): ConflictOr<Begun> =>
  kind === 'paced' ? decided(LOST_RACE) : CONFLICT;

function isResting(ctx: Context, { last }: Cart): boolean {
  const wasRefused = last?.flow === 'session' && last.closeReason === 'refused';
  return wasRefused && ctx.now() < (last.closedAt ?? 0) + REFUSED_REST_MS;
}
