import type { StripePort } from '../../adapters/stripe/port.ts';
import { type PaymentSnapshot, readPayment } from '../../db/queries/payment.ts';
import { isMoving } from '../../domain/payment/close-by-hand.ts';
import type { Anomaly } from '../../domain/payment/outcome.ts';
import { isOpen, type PaymentState } from '../../domain/payment/state.ts';
import { CONFLICT, type ConflictOr, type Context, decided, newId, retryOnConflict } from '../core/context.ts';
import { isPayerGone, UNCONFIRMED_CHECK_AFTER_MS } from '../facts/payment-timing.ts';
import { applyAdvance } from './apply-advance.ts';
import { applyClose } from './apply-close.ts';
import { applySuccess } from './apply-success.ts';
import { closeUnreachable } from './close-unreachable.ts';
import { ensureSession } from './ensure-session.ts';
import { countLateDecline, expireIfTested } from './expire-if-tested.ts';
import { findCheckoutSession } from './find-checkout-session.ts';
import { noteClosing } from './record-refused.ts';
import { resolveClaim } from './resolve-claim.ts';
import { type Retrieved, retrieveTruth } from './retrieve-truth.ts';

export type Recorded = {
  readonly state: PaymentState;
  /** False if Stripe did not answer, so nothing new is known. */
  readonly known: boolean;
  /** Its own objects at Stripe, as far as they are known. */
  readonly sessionId: string | null;
  readonly intentId: string | null;
  /** A state that cannot be: a person has to review it. */
  readonly anomaly: Anomaly | null;
  /** What Stripe said, or why it did not; null where it was not asked. */
  readonly said: string | null;
  /** Stripe says that nothing can come of it any more. */
  readonly isOver: boolean;
  /** Its account was disconnected: Stripe will never say. */
  readonly isLost: boolean;
};

export type OutcomeOptions = {
  /**
   * What to do about an intent that was created and never confirmed. Its worker may be about to confirm it, so it is
   * left alone, unless it is old, or must not succeed.
   */
  readonly ifUnconfirmed?: 'wait' | 'cancel';
  /** Why it is cancelled, if Stripe refused to confirm it. */
  readonly failureCode?: string;
  /** Stripe told of a refused card, perhaps late. */
  readonly toldOfDecline?: boolean;
  /** Retries for some seconds when Stripe's rate limit is hit: for background work only. */
  readonly waitsForLimits?: boolean;
};

/**
 * The single entry point for outcomes: webhook, success page, queue and sweep all end here. It retrieves the truth from
 * Stripe, is idempotent, and never moves a state backwards. The heads are read before Stripe is called, so that an
 * outdated answer cannot overwrite a newer one: its commit loses the race.
 */
export const recordOutcome = (
  ctx: Context,
  paymentId: string,
  options: OutcomeOptions = {},
): Promise<Recorded> => retryOnConflict(ctx, () => once(ctx, paymentId, options));

async function once(ctx: Context, paymentId: string, options: OutcomeOptions): Promise<ConflictOr<Recorded>> {
  const snapshot = await readPayment(ctx.db, paymentId);
  if (snapshot === null) throw new Error('recordOutcome of a missing payment');
  const { payment } = snapshot;
  // A success is final here: refunds and disputes have their own objects and entry points.
  if (payment.state === 'succeeded' || payment.state === 'returned') {
    if (options.toldOfDecline === true) await countLateDecline(ctx, snapshot);
    return decided(stored(snapshot));
  }
  if (payment.stripeSessionId === null && payment.stripePaymentIntentId === null) {
    if (!isOpen(payment.state)) return decided(stored(snapshot));
    const resolved = await resolveWithoutId(ctx, snapshot, options);
    return resolved === 'again' ? CONFLICT : decided({ ...stored(snapshot), known: resolved === 'waits' });
  }
  const stripe = await ctx.stripe(snapshot.connection.account);
  const truth = await retrieveCounted(ctx, stripe, snapshot, options);
  return truth.kind === 'silent'
    ? leaveUnknown(ctx, snapshot, truth)
    : record(ctx, stripe, snapshot, truth, options);
}

type Silent = Extract<Retrieved, { readonly kind: 'silent' }>;
type Said = Extract<Retrieved, { readonly kind: 'said' }>;

/**
 * Stripe did not say. Where it never will, and nobody can begin to pay any more, the payment ends and a person is asked
 * what came of it; a debit that is at the bank is left to that person.
 */
async function leaveUnknown(
  ctx: Context,
  snapshot: PaymentSnapshot,
  { said, isLost }: Silent,
): Promise<ConflictOr<Recorded>> {
  const { payment } = snapshot;
  const unknown: Recorded = { ...stored(snapshot), known: false, said, isLost };
  if (!isLost || !isOpen(payment.state) || isMoving(payment.state)) return decided(unknown);
  if (!isPayerGone(payment, ctx.now())) return decided(unknown);
  const committed = await closeUnreachable(ctx, snapshot);
  return committed.kind === 'committed' ? decided({ ...unknown, state: 'canceled' }) : CONFLICT;
}

/** What Stripe has of it, after a session on which cards are tested was expired. */
async function retrieveCounted(
  ctx: Context,
  stripe: StripePort,
  snapshot: PaymentSnapshot,
  options: OutcomeOptions,
): Promise<Retrieved> {
  const truth = await retrieveTruth(ctx, stripe, snapshot, options);
  const isTested = truth.kind === 'said' && (await expireIfTested(ctx, stripe, snapshot, truth));
  return isTested ? retrieveTruth(ctx, stripe, snapshot, options) : truth;
}

const stored = ({ payment }: PaymentSnapshot): Recorded => ({
  state: payment.state,
  known: true,
  sessionId: payment.stripeSessionId,
  intentId: payment.stripePaymentIntentId,
  anomaly: null,
  said: null,
  isOver: false,
  isLost: false,
});

/** Resolves a claim without an id: its session is created or found; its intent is found, or was never created. */
async function resolveWithoutId(
  ctx: Context,
  snapshot: PaymentSnapshot,
  { ifUnconfirmed }: OutcomeOptions,
): Promise<'again' | 'unknown' | 'waits'> {
  const { payment } = snapshot;
  if (payment.flow === 'session') {
    const { kind } = await ensureSession(ctx, payment.id);
    return kind === 'unknown' || kind === 'withheld' ? 'unknown' : 'again';
  }
  if (ifUnconfirmed !== 'cancel' && isYoung(ctx, snapshot)) return 'waits';
  return resolveClaim(ctx, snapshot);
}

const isYoung = (ctx: Context, { payment }: PaymentSnapshot): boolean =>
  ctx.now() < payment.claimedAt + UNCONFIRMED_CHECK_AFTER_MS;

async function record(
  ctx: Context,
  stripe: StripePort,
  snapshot: PaymentSnapshot,
  truth: Said,
  options: OutcomeOptions,
): Promise<ConflictOr<Recorded>> {
  const { payment } = snapshot;
  const { outcome, said, isOver, sessionId, payerEmail, intent } = truth;
  const facts = { sessionId, payerEmail, intent };
  const recorded: Recorded = {
    ...stored(snapshot),
    sessionId: facts.sessionId,
    intentId: facts.intent?.intentId ?? null,
    said,
    isOver,
  };
  const recordedAs = (state: PaymentState): ConflictOr<Recorded> => decided({ ...recorded, state });
  switch (outcome.kind) {
    case 'nothing_new':
      return recordedAs(payment.state);
    case 'anomaly':
      ctx.log('payment_anomaly', { paymentId: payment.id, reason: outcome.reason });
      return decided({ ...recorded, anomaly: outcome.reason });
    case 'unconfirmed':
      return options.ifUnconfirmed === 'cancel' || !isYoung(ctx, snapshot)
        ? cancel(ctx, stripe, snapshot, outcome.intentId, options)
        : recordedAs(payment.state);
    case 'cancel_first':
      // It was attempted: the bank's decline is the reason, not Stripe's answer to the request.
      return cancel(ctx, stripe, snapshot, outcome.intentId, {});
    case 'advance': {
      const committed = await applyAdvance(ctx, snapshot, facts, outcome.to);
      return committed.kind === 'committed' ? recordedAs(outcome.to) : CONFLICT;
    }
    case 'close': {
      const committed = await applyClose(ctx, snapshot, facts, outcome);
      return committed.kind === 'committed' ? recordedAs(outcome.to) : CONFLICT;
    }
    case 'succeed': {
      if (outcome.late) ctx.log('success_after_close', { paymentId: payment.id });
      const committed = await applySuccess(ctx, snapshot, facts, outcome.received);
      return committed.kind === 'committed' ? recordedAs('succeeded') : CONFLICT;
    }
  }
}

/** Cancels, then records what is retrieved, whatever the cancellation answered. */
async function cancel(
  ctx: Context,
  stripe: StripePort,
  snapshot: PaymentSnapshot,
  intentId: string,
  options: OutcomeOptions,
): Promise<ConflictOr<Recorded>> {
  const { payment } = snapshot;
  const unknown = decided({ ...stored(snapshot), known: false });
  const canceled = await stripe.cancelIntent(intentId, `${payment.id}/cancel/${newId(ctx, 'req')}`);
  if (canceled.kind === 'unknown') return unknown;
  await noteClosing(ctx, snapshot, canceled);
  const after = await retrieveTruth(ctx, stripe, snapshot, options);
  if (after.kind === 'silent') return unknown;
  const { outcome, sessionId, payerEmail, intent } = after;
  const facts = { sessionId, payerEmail, intent };
  if (outcome.kind !== 'close') {
    if (outcome.kind !== 'cancel_first' && outcome.kind !== 'unconfirmed') return CONFLICT;
    const isCheckouts = canceled.kind === 'refused' && (await findCheckoutSession(ctx, stripe, snapshot));
    return isCheckouts ? CONFLICT : unknown;
  }
  // An intent that Stripe refused to confirm has failed, just as one that the bank declined.
  const { failureCode } = options;
  const close =
    failureCode === undefined ? outcome : ({ ...outcome, to: 'failed', reason: 'refused' } as const);
  const committed = await applyClose(ctx, snapshot, facts, close, failureCode);
  if (committed.kind !== 'committed') return CONFLICT;
  return decided({ ...stored(snapshot), state: close.to, intentId });
}
