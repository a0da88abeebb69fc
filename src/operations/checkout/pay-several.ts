import { readToPay, type ToPay } from '../../db/queries/portal-pay.ts';
import { amountRemaining } from '../../domain/invoice/state.ts';
import type { NoLinkReason } from '../../domain/invoice/view.ts';
import { decideOutcome } from '../../domain/payment/outcome.ts';
import { type PartProblem, refusePart, refuseSum } from '../../domain/payment/part.ts';
import { isOpen } from '../../domain/payment/state.ts';
import { catchUpBeforePayment } from '../catch-up/catch-up-before-payment.ts';
import { CONFLICT, type ConflictOr, type Context, decided, retryOnConflict } from '../core/context.ts';
import { mayMoveMoney } from '../core/may-move-money.ts';
import { ensureStripeCustomer } from '../customers/ensure-stripe-customer.ts';
import { forgetStripeCustomer } from '../customers/forget-stripe-customer.ts';
import { whyNotPayable } from '../facts/payable.ts';
import { CLAIMS_PER_SECOND } from '../facts/payment-timing.ts';
import type { Visit } from '../facts/visit.ts';
import type { ClaimTarget } from '../payments/commit-claim.ts';
import { ensureSession, type Refusal } from '../payments/ensure-session.ts';
import { canStillSucceed, expireSession } from '../payments/expire-session.ts';
import { recordOutcome } from '../payments/record-outcome.ts';
import { claimSeveral } from './claim-several.ts';
import { clearSlots } from './clear-slots.ts';

/** One invoice to pay: the version that was shown, and how much of it in minor units; null for what was no amount. */
export type Wish = { readonly invoiceId: string; readonly version: number; readonly amount: number | null };

export type PaidSeveral =
  /** The session's id is committed: the payer may be sent to Stripe. */
  | { readonly kind: 'checkout'; readonly url: string }
  /** One of them is no invoice of this customer. */
  | { readonly kind: 'missing' }
  /** One of them is not what was shown any more, cannot be paid now, or has money on its way: to be looked at again. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'currencies' }
  | { readonly kind: 'parts'; readonly problems: ReadonlyMap<string, PartProblem> }
  /** All of it cannot be charged at once. */
  | { readonly kind: 'sum'; readonly reason: NoLinkReason }
  /** Another tab, or too many at once: try again in a moment. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'stripe_unavailable' };

type Step = PaidSeveral | 'wait' | { readonly kind: 'refused'; readonly about: Refusal };

const WAITS = 20;
const WAIT_MS = 300;

/**
 * Somebody pays several invoices of one currency at once, or a part of one, by one session at Stripe: one payment
 * takes the slots of all of them or of none. What is charged is the version that was shown (I10). However often
 * it is asked, there is one payment.
 */
export async function paySeveral(
  ctx: Context,
  visit: Visit,
  wishes: readonly [Wish, ...Wish[]],
): Promise<PaidSeveral> {
  const mended = new Set<Refusal>();
  for (let wait = 0; wait < WAITS; wait += 1) {
    const step: Step = await retryOnConflict(ctx, () => attempt(ctx, visit, wishes, mended));
    if (step !== 'wait' && step.kind !== 'refused') return step;
    if (step !== 'wait') {
      // Each is mended once: an account that may not take ACH is asked for cards alone, and a customer that was
      // deleted at Stripe is made anew.
      if (step.about === 'other' || mended.has(step.about)) return { kind: 'stripe_unavailable' };
      mended.add(step.about);
      continue;
    }
    const [jitter = 0] = ctx.random(1);
    await ctx.pause(WAIT_MS + jitter);
  }
  return { kind: 'busy' };
}

async function attempt(
  ctx: Context,
  visit: Visit,
  wishes: readonly [Wish, ...Wish[]],
  mended: ReadonlySet<Refusal>,
): Promise<ConflictOr<Step>> {
  const ids = wishes.map(({ invoiceId }) => invoiceId);
  const read = await readToPay(ctx.db, visit, ids, ctx.now() - 1000);
  if (read === null || read.targets.length !== new Set(ids).size) return decided({ kind: 'missing' });
  const judged = judge(ctx, read, wishes);
  if ('kind' in judged) return decided(judged);
  const { targets } = judged;
  const connection = read.connection;
  if (connection === null) return decided({ kind: 'changed' });
  const money = mayMoveMoney(ctx, connection, read.caughtUpAt);
  if (money === 'paused') return decided({ kind: 'stripe_unavailable' });
  if (money === 'stale') {
    return (await catchUpBeforePayment(ctx, connection.id))
      ? CONFLICT
      : decided({ kind: 'stripe_unavailable' });
  }
  const room = await clearSlots(
    ctx,
    read,
    targets.map(({ invoice, amount }) => ({ invoiceId: invoice.id, version: invoice.version, amount })),
  );
  switch (room.kind) {
    case 'free':
      break;
    case 'same':
      return openSession(ctx, room.paymentId, {});
    case 'processing':
      return decided({ kind: 'changed' });
    case 'cleared':
      return CONFLICT;
    case 'wait':
      return decided('wait');
    case 'stripe_unavailable':
      return decided({ kind: 'stripe_unavailable' });
  }
  if (read.claimsOfLate >= CLAIMS_PER_SECOND) return decided({ kind: 'busy' });
  const { stripeCustomerId } = read;
  if (stripeCustomerId === null) {
    // Read again after asking Stripe: the invoices may have changed meanwhile.
    const made = await ensureStripeCustomer(ctx, {
      customerId: visit.customerId,
      connectionId: connection.id,
    });
    return made.stripeCustomerId === null ? decided({ kind: 'stripe_unavailable' }) : CONFLICT;
  }
  const ach = targets[0].invoice.currency === 'USD' && !mended.has('payment_methods');
  const claim = await claimSeveral(ctx, read, {
    connectionId: connection.id,
    stripeCustomerId,
    targets,
    ach,
  });
  if (claim.kind !== 'claimed') return claim.kind === 'paced' ? decided({ kind: 'busy' }) : CONFLICT;
  return openSession(ctx, claim.paymentId, { firstSend: true });
}

type Targets = { readonly targets: readonly [ClaimTarget, ...ClaimTarget[]] };

/** Whether what is wished may be paid as things stand, or why not. */
function judge(ctx: Context, read: ToPay, wishes: readonly Wish[]): Targets | PaidSeveral {
  const house = { paymentLinks: read.merchant.paymentLinks, connectionId: read.connection?.id ?? null };
  const { partPayments } = read.merchant;
  const problems = new Map<string, PartProblem>();
  const targets: ClaimTarget[] = [];
  for (const { invoice, head } of read.targets) {
    const wish = wishes.find(({ invoiceId }) => invoiceId === invoice.id);
    const isAsShown = wish?.version === invoice.version;
    if (wish === undefined || !isAsShown || whyNotPayable(ctx, invoice, house, true) !== null) {
      return { kind: 'changed' };
    }
    const owed = { currency: invoice.currency, remaining: amountRemaining(invoice), partPayments };
    const problem = refusePart(owed, wish.amount, ctx.rules.refuseCharge);
    if (problem !== null) problems.set(invoice.id, problem);
    else targets.push({ invoice, head, amount: wish.amount ?? 0 });
  }
  if (new Set(read.targets.map(({ invoice }) => invoice.currency)).size > 1) return { kind: 'currencies' };
  if (problems.size > 0) return { kind: 'parts', problems };
  const [first, ...others] = targets;
  if (first === undefined) return { kind: 'missing' };
  const amounts = targets.map(({ amount }) => amount);
  const reason = refuseSum(first.invoice.currency, amounts, ctx.rules.refuseCharge);
  return reason === null ? { targets: [first, ...others] } : { kind: 'sum', reason };
}

/** The payment's session, as Stripe has it now; where that is over, what came of it is recorded first. */
async function openSession(
  ctx: Context,
  paymentId: string,
  options: { readonly firstSend?: boolean },
): Promise<ConflictOr<Step>> {
  const ensured = await ensureSession(ctx, paymentId, options);
  switch (ensured.kind) {
    case 'unknown':
      return decided({ kind: 'stripe_unavailable' });
    case 'refused':
      if (ensured.about === 'customer_gone') await forgetStripeCustomer(ctx, paymentId);
      return decided(ensured);
    case 'closed':
      return CONFLICT;
    case 'session': {
      const { facts, payment, forbidden } = ensured;
      if (forbidden !== null) {
        ctx.log('session_forbidden', { paymentId, reason: forbidden });
        const state = await expireSession(ctx, paymentId);
        return canStillSucceed(state) ? decided({ kind: 'stripe_unavailable' }) : CONFLICT;
      }
      // Nobody is sent to a session that cannot be this payment's.
      const isIts = decideOutcome(payment, facts).kind !== 'anomaly';
      if (isIts && facts.status === 'open' && facts.url !== null) {
        return decided({ kind: 'checkout', url: facts.url });
      }
      const recorded = await recordOutcome(ctx, paymentId);
      if (!recorded.known || recorded.anomaly !== null) return decided({ kind: 'stripe_unavailable' });
      return isOpen(recorded.state) ? decided({ kind: 'changed' }) : CONFLICT;
    }
  }
}
