import type { LinkTarget } from '../../adapters/links/port.ts';
import { type Payable, readPayable, type Slot } from '../../db/queries/payable.ts';
import { linkReason } from '../../domain/invoice/link.ts';
import { amountRemaining } from '../../domain/invoice/state.ts';
import type { NoLinkReason } from '../../domain/invoice/view.ts';
import { decideOutcome } from '../../domain/payment/outcome.ts';
import { isOpen } from '../../domain/payment/state.ts';
import { catchUpBeforePayment } from '../catch-up/catch-up-before-payment.ts';
import { CONFLICT, type ConflictOr, type Context, decided, retryOnConflict } from '../core/context.ts';
import { mayMoveMoney } from '../core/may-move-money.ts';
import { ensureStripeCustomer } from '../customers/ensure-stripe-customer.ts';
import { forgetStripeCustomer } from '../customers/forget-stripe-customer.ts';
import { linkFacts } from '../facts/link-facts.ts';
import { CLAIM_ABANDONED_MS, CLAIMS_PER_SECOND } from '../facts/payment-timing.ts';
import { ensureSession, type Refusal } from '../payments/ensure-session.ts';
import { canStillSucceed, expireSession } from '../payments/expire-session.ts';
import { recordOutcome } from '../payments/record-outcome.ts';
import { claimForLink } from './claim.ts';

/** What following a pay link comes to. */
export type PayLink =
  /** The session's id is committed: the payer may be sent to Stripe. */
  | { readonly kind: 'checkout'; readonly url: string }
  | { readonly kind: 'not_payable'; readonly reason: NoLinkReason }
  | { readonly kind: 'processing' }
  /** No such invoice, or the link was replaced by a newer one. */
  | { readonly kind: 'gone' }
  /** Another tab is opening it, or too many are being opened: try again in a moment. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'stripe_unavailable' }
  /** The merchant lets a method on file be offered beside Stripe's page; only where that was asked about. */
  | { readonly kind: 'choice' };

type Followed = PayLink | 'wait' | { readonly kind: 'refused'; readonly about: Refusal };

/** After Stripe refused an invoice's session for a reason that nothing can be done about, so long none is asked for. */
const REFUSED_REST_MS = 60_000;

const WAITS = 20;
const WAIT_MS = 300;

/**
 * A person follows a pay link: the open session where it still shows what is owed, else a new one, by the
 * rules of the slot. However many ask at once, there is one session.
 */
export async function openPayLink(
  ctx: Context,
  link: LinkTarget,
  { offersSaved = false }: { readonly offersSaved?: boolean } = {},
): Promise<PayLink> {
  const mended = new Set<Refusal>();
  for (let wait = 0; wait < WAITS; wait += 1) {
    const answer: Followed = await retryOnConflict(ctx, () => follow(ctx, link, mended, offersSaved));
    if (answer !== 'wait' && answer.kind !== 'refused') return answer;
    if (answer !== 'wait') {
      if (answer.about === 'other' || mended.has(answer.about)) return { kind: 'stripe_unavailable' };
      // Each is mended once: an account that may not take ACH is asked for cards alone, and a customer that
      // was deleted at Stripe is made anew.
      mended.add(answer.about);
      continue;
    }
    const [jitter = 0] = ctx.random(1);
    await ctx.pause(WAIT_MS + jitter);
  }
  return { kind: 'busy' };
}

async function follow(
  ctx: Context,
  link: LinkTarget,
  mended: ReadonlySet<Refusal>,
  offersSaved: boolean,
): Promise<ConflictOr<Followed>> {
  const payable = await readPayable(ctx.db, link.id, ctx.now() - 1000);
  if (payable === null || payable.invoice.linkVersion !== link.version) return decided({ kind: 'gone' });
  const { invoice, connection, slot } = payable;
  const reason = linkReason(
    linkFacts(ctx, invoice, payable.merchant.paymentLinks, connection?.id ?? null),
    ctx.rules.refuseCharge,
  );
  if (reason !== null || connection === null) {
    return decided({ kind: 'not_payable', reason: reason ?? 'not_connected' });
  }
  // Money rests while somebody has to look: an object at Stripe that is not known here, a database restored.
  const money = mayMoveMoney(ctx, connection, payable.caughtUpAt);
  if (invoice.frozenAt !== null || money === 'paused') return decided({ kind: 'stripe_unavailable' });
  const isMoving = slot?.payment.state === 'processing' || slot?.payment.state === 'verifying';
  if (money === 'stale' && !isMoving) {
    return (await catchUpBeforePayment(ctx, connection.id))
      ? CONFLICT
      : decided({ kind: 'stripe_unavailable' });
  }
  // A verb that forbids money stands: nobody is sent to Stripe, and nothing new is begun.
  if (invoice.pendingVerb !== null && !isMoving) return decided({ kind: 'busy' });
  if (offersSaved && payable.merchant.publicSavedMethod && !isMoving) return decided({ kind: 'choice' });
  if (slot !== null) return followSlot(ctx, payable, slot);
  if (payable.claimsOfLate >= CLAIMS_PER_SECOND) return decided({ kind: 'busy' });
  const { last } = payable;
  const wasRefused = last?.flow === 'session' && last.closeReason === 'refused';
  const isResting = wasRefused && ctx.now() < (last.closedAt ?? 0) + REFUSED_REST_MS;
  if (isResting && mended.size === 0) return decided({ kind: 'stripe_unavailable' });

  const ask = { customerId: invoice.customerId, connectionId: connection.id };
  if (payable.stripeCustomerId === null) {
    // Read again after asking Stripe: the invoice may have changed meanwhile.
    const { stripeCustomerId } = await ensureStripeCustomer(ctx, ask);
    return stripeCustomerId === null ? decided({ kind: 'stripe_unavailable' }) : CONFLICT;
  }
  // The currency decides: US dollars by card and ACH, any other by card.
  const ach = invoice.currency === 'USD' && !mended.has('payment_methods');
  const claim = await claimForLink(ctx, payable, connection.id, payable.stripeCustomerId, ach);
  if (claim.kind !== 'claimed') return claim.kind === 'paced' ? decided({ kind: 'busy' }) : CONFLICT;
  return openSession(ctx, claim.paymentId, { firstSend: true });
}

/** The slot is taken: use its session, wait for it, or make room. */
async function followSlot(
  ctx: Context,
  { invoice, connection }: Payable,
  slot: Slot,
): Promise<ConflictOr<Followed>> {
  const { payment } = slot;
  const { state, flow } = payment;
  switch (state) {
    case 'processing':
    case 'verifying':
      return decided({ kind: 'processing' });
    case 'confirming':
      return decided({ kind: 'busy' });
    case 'claimed':
    case 'unknown':
    case 'session_open':
    case 'authenticating':
      break;
    case 'succeeded':
    case 'failed':
    case 'canceled':
    case 'returned':
      throw new Error('a closed payment holds a slot');
  }
  // A method on file is being charged this moment: there is no session of that.
  if (flow === 'intent') return decided({ kind: 'busy' });
  // Somebody is making it this moment, unless that worker died.
  const isBeingMade = state === 'claimed' && ctx.now() < payment.claimedAt + CLAIM_ABANDONED_MS;
  if (isBeingMade) return decided('wait');
  // The merchant's money goes to another account by now.
  if (payment.connectionId !== connection?.id) return clearSlots(ctx, payment.id);
  if (isForThis(invoice, slot)) return reopenSession(ctx, slot);
  return clearSlots(ctx, payment.id);
}

/** It collects just what this link shows: all that is owed now, and no other invoice beside it. */
const isForThis = (invoice: Payable['invoice'], { payment, version, share }: Slot): boolean =>
  version === invoice.version && share === amountRemaining(invoice) && payment.amount === share;

/** Closes what stands in the way; only proof that it is over lets anybody on. */
async function clearSlots(ctx: Context, paymentId: string): Promise<ConflictOr<Followed>> {
  const state = await expireSession(ctx, paymentId);
  const isMoving = state === 'processing' || state === 'verifying';
  return canStillSucceed(state) && !isMoving ? decided({ kind: 'stripe_unavailable' }) : CONFLICT;
}

/** The open session of a slot: one that Stripe told of seconds ago is not asked for again. */
async function reopenSession(ctx: Context, { payment, account }: Slot): Promise<ConflictOr<Followed>> {
  const stripe = await ctx.stripe(account);
  const recent = payment.stripeSessionId === null ? null : stripe.recentSession(payment.stripeSessionId);
  if (recent !== null && recent.url !== null) return decided({ kind: 'checkout', url: recent.url });
  return openSession(ctx, payment.id);
}

/** The payment's session, as Stripe has it now; where that is over, what came of it is recorded first. */
async function openSession(
  ctx: Context,
  paymentId: string,
  options: { readonly firstSend?: boolean } = {},
): Promise<ConflictOr<Followed>> {
  const ensured = await ensureSession(ctx, paymentId, options);
  if (ensured.kind === 'unknown') return decided({ kind: 'stripe_unavailable' });
  if (ensured.kind === 'refused') {
    if (ensured.about === 'customer_gone') await forgetStripeCustomer(ctx, paymentId);
    return decided(ensured);
  }
  if (ensured.kind === 'closed') return CONFLICT;
  const { facts, payment, forbidden } = ensured;
  if (forbidden !== null) {
    ctx.log('session_forbidden', { paymentId, reason: forbidden });
    return clearSlots(ctx, paymentId);
  }
  // Nobody is sent to a session that cannot be this payment's: the door below says what is wrong with it.
  const isIts = decideOutcome(payment, facts).kind !== 'anomaly';
  if (isIts && facts.status === 'open' && facts.url !== null) {
    return decided({ kind: 'checkout', url: facts.url });
  }
  const recorded = await recordOutcome(ctx, paymentId);
  if (!recorded.known || recorded.anomaly !== null) return decided({ kind: 'stripe_unavailable' });
  if (recorded.state === 'processing' || recorded.state === 'verifying')
    return decided({ kind: 'processing' });
  return isOpen(recorded.state) ? decided({ kind: 'busy' }) : CONFLICT;
}
