import type { StripePort } from '../../adapters/stripe/port.ts';
import type { StripeResult } from '../../adapters/stripe/port-result.ts';
import { type PaymentSnapshot, readPayment } from '../../db/queries/payment.ts';
import {
  type Anomaly,
  decideIntentOutcome,
  decideOutcome,
  type IntentFacts,
  type Outcome,
  type SessionFacts,
  type Truth,
} from '../../domain/payment/outcome.ts';
import { isOpen, type PaymentState } from '../../domain/payment/state.ts';
import { CONFLICT, type ConflictOr, type Context, decided, newId, retryOnConflict } from '../core/context.ts';
import { isPayerGone, UNCONFIRMED_CHECK_AFTER_MS } from '../facts/payment-timing.ts';
import { applyAdvance } from './apply-advance.ts';
import { applyClose } from './apply-close.ts';
import { applySuccess } from './apply-success.ts';
import { ensureSession } from './ensure-session.ts';
import { findCheckoutSession } from './find-checkout-session.ts';
import { endReadingRefused, recordRefused } from './record-refused.ts';
import { resolveClaim } from './resolve-claim.ts';
import { retryWhenLimited } from './retry-when-limited.ts';

export type Recorded = {
  readonly state: PaymentState;
  /** False if Stripe did not answer, so nothing new is known. */
  readonly known: boolean;
  /** Its own objects at Stripe, as far as they are known. */
  readonly sessionId: string | null;
  readonly intentId: string | null;
  /** A state that cannot be: a person has to review it. */
  readonly anomaly: Anomaly | null;
};

export type OutcomeOptions = {
  /**
   * What to do about an intent that was created and never confirmed. Its worker may be about to confirm it, so it is
   * left alone, unless it is old, or must not succeed.
   */
  readonly ifUnconfirmed?: 'wait' | 'cancel';
  /** Why it is cancelled, if Stripe refused to confirm it. */
  readonly failureCode?: string;
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
  if (payment.state === 'succeeded' || payment.state === 'returned') return decided(stored(snapshot));
  if (payment.stripeSessionId === null && payment.stripePaymentIntentId === null) {
    if (!isOpen(payment.state)) return decided(stored(snapshot));
    const resolved = await resolveWithoutId(ctx, snapshot, options);
    return resolved === 'again' ? CONFLICT : decided({ ...stored(snapshot), known: resolved === 'waits' });
  }
  const stripe = await ctx.stripe(snapshot.connection.account);
  const truth = await retrieve(ctx, stripe, snapshot, options);
  if (truth === null) return decided({ ...stored(snapshot), known: false });
  return record(ctx, stripe, snapshot, truth, options);
}

const stored = ({ payment }: PaymentSnapshot): Recorded => ({
  state: payment.state,
  known: true,
  sessionId: payment.stripeSessionId,
  intentId: payment.stripePaymentIntentId,
  anomaly: null,
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

async function retrieve(
  ctx: Context,
  stripe: StripePort,
  snapshot: PaymentSnapshot,
  { waitsForLimits = false }: OutcomeOptions,
): Promise<(Truth & { readonly outcome: Outcome }) | null> {
  const { payment } = snapshot;
  const { stripeSessionId, stripePaymentIntentId } = payment;
  const ask = (): Promise<StripeResult<IntentFacts | SessionFacts>> =>
    stripeSessionId === null
      ? stripe.retrieveIntent(stripePaymentIntentId ?? '')
      : stripe.retrieveSession(stripeSessionId);
  const retrieved = await (waitsForLimits ? retryWhenLimited(ctx, ask) : ask());
  if (retrieved.kind !== 'ok') {
    const reason = retrieved.kind === 'refused' ? retrieved.code : retrieved.reason;
    ctx.log('outcome_unknown', { paymentId: payment.id, reason });
    if (retrieved.kind === 'refused') await recordRefused(ctx, snapshot, retrieved, 'reading');
    return null;
  }
  await endReadingRefused(ctx, snapshot);
  const facts = retrieved.value;
  if (!('sessionId' in facts)) {
    return { sessionId: null, intent: facts, outcome: decideIntentOutcome(payment, facts) };
  }
  const outcome = decideOutcome(payment, facts, { payerIsGone: isPayerGone(payment, ctx.now()) });
  return { sessionId: facts.sessionId, intent: facts.intent, outcome };
}

async function record(
  ctx: Context,
  stripe: StripePort,
  snapshot: PaymentSnapshot,
  truth: Truth & { readonly outcome: Outcome },
  options: OutcomeOptions,
): Promise<ConflictOr<Recorded>> {
  const { payment } = snapshot;
  const { outcome, ...facts } = truth;
  const recorded: Recorded = {
    ...stored(snapshot),
    sessionId: facts.sessionId,
    intentId: facts.intent?.intentId ?? null,
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
  const after = await retrieve(ctx, stripe, snapshot, options);
  if (after === null) return unknown;
  const { outcome, ...facts } = after;
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
