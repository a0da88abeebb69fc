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
import { isPayerGone, UNCONFIRMED_LOOK_AFTER_MS } from '../facts/payment-timing.ts';
import { applyAdvance } from './apply-advance.ts';
import { applyClose } from './apply-close.ts';
import { applySuccess } from './apply-success.ts';
import { ensureSession } from './ensure-session.ts';
import { findCheckoutSession } from './find-checkout-session.ts';
import { resolveClaim } from './resolve-claim.ts';
import { retryWhenLimited } from './retry-when-limited.ts';

export type Recorded = {
  readonly state: PaymentState;
  /** False where Stripe could not be asked, so that nothing new is known. */
  readonly known: boolean;
  /** The objects at Stripe that are its own, as far as they are known. */
  readonly sessionId: string | null;
  readonly intentId: string | null;
  /** What cannot be: somebody has to look. */
  readonly anomaly: Anomaly | null;
};

export type OutcomeOptions = {
  /**
   * What is done about an intent that was made and never confirmed. Whoever made it may be about to confirm it, so
   * it is waited for, unless it has waited for long, or no money must come of it.
   */
  readonly ifUnconfirmed?: 'wait' | 'cancel';
  /** Why it is cancelled, where Stripe refused to confirm it. */
  readonly failureCode?: string;
  /** Where Stripe's limits turn the question away it is asked again, for some seconds: nobody waits for a page. */
  readonly waitsForLimits?: boolean;
};

/**
 * The one door for outcomes: webhook, success page, queue and sweep all end here. It retrieves the truth from
 * Stripe, is idempotent, and never moves a state backwards. The heads are read before Stripe is asked, so
 * that an answer that has aged cannot be written over a newer one: that commit loses its race.
 */
export const recordOutcome = (
  ctx: Context,
  paymentId: string,
  manner: OutcomeOptions = {},
): Promise<Recorded> => retryOnConflict(ctx, () => once(ctx, paymentId, manner));

async function once(ctx: Context, paymentId: string, manner: OutcomeOptions): Promise<ConflictOr<Recorded>> {
  const snapshot = await readPayment(ctx.db, paymentId);
  if (snapshot === null) throw new Error('an outcome for a payment that does not exist');
  const { payment } = snapshot;
  // Money that came stays: what takes it back has objects and doors of its own.
  if (payment.state === 'succeeded' || payment.state === 'returned') return decided(stored(snapshot));
  if (payment.stripeSessionId === null && payment.stripePaymentIntentId === null) {
    if (!isOpen(payment.state)) return decided(stored(snapshot));
    const isSettled = await settle(ctx, snapshot, manner);
    return isSettled === 'again' ? CONFLICT : decided({ ...stored(snapshot), known: isSettled === 'waits' });
  }
  const stripe = await ctx.stripe(snapshot.connection.account);
  const truth = await retrieve(ctx, stripe, snapshot, manner);
  if (truth === null) return decided({ ...stored(snapshot), known: false });
  return record(ctx, stripe, snapshot, truth, manner);
}

const stored = ({ payment }: PaymentSnapshot): Recorded => ({
  state: payment.state,
  known: true,
  sessionId: payment.stripeSessionId,
  intentId: payment.stripePaymentIntentId,
  anomaly: null,
});

/** A claim of which no id is known yet: its session is made or found; its intent is found, or never was. */
async function settle(
  ctx: Context,
  snapshot: PaymentSnapshot,
  { ifUnconfirmed }: OutcomeOptions,
): Promise<'again' | 'unknown' | 'waits'> {
  const { payment } = snapshot;
  if (payment.flow === 'session') {
    return (await ensureSession(ctx, payment.id)).kind === 'unknown' ? 'unknown' : 'again';
  }
  if (ifUnconfirmed !== 'cancel' && isYoung(ctx, snapshot)) return 'waits';
  return resolveClaim(ctx, snapshot);
}

const isYoung = (ctx: Context, { payment }: PaymentSnapshot): boolean =>
  ctx.now() < payment.claimedAt + UNCONFIRMED_LOOK_AFTER_MS;

async function retrieve(
  ctx: Context,
  stripe: StripePort,
  { payment }: PaymentSnapshot,
  { waitsForLimits = false }: OutcomeOptions,
): Promise<(Truth & { readonly outcome: Outcome }) | null> {
  const { stripeSessionId, stripePaymentIntentId } = payment;
  const ask = (): Promise<StripeResult<IntentFacts | SessionFacts>> =>
    stripeSessionId === null
      ? stripe.retrieveIntent(stripePaymentIntentId ?? '')
      : stripe.retrieveSession(stripeSessionId);
  const retrieved = await (waitsForLimits ? retryWhenLimited(ctx, ask) : ask());
  if (retrieved.kind !== 'ok') {
    const reason = retrieved.kind === 'refused' ? retrieved.code : retrieved.reason;
    ctx.log('outcome_unknown', { paymentId: payment.id, reason });
    return null;
  }
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
  manner: OutcomeOptions,
): Promise<ConflictOr<Recorded>> {
  const { payment } = snapshot;
  const { outcome, ...facts } = truth;
  const told: Recorded = {
    ...stored(snapshot),
    sessionId: facts.sessionId,
    intentId: facts.intent?.intentId ?? null,
  };
  const settled = (state: PaymentState): ConflictOr<Recorded> => decided({ ...told, state });
  switch (outcome.kind) {
    case 'nothing_new':
      return settled(payment.state);
    case 'anomaly':
      ctx.log('payment_anomaly', { paymentId: payment.id, reason: outcome.reason });
      return decided({ ...told, anomaly: outcome.reason });
    case 'unconfirmed':
      return manner.ifUnconfirmed === 'cancel' || !isYoung(ctx, snapshot)
        ? cancel(ctx, stripe, snapshot, outcome.intentId, manner)
        : settled(payment.state);
    case 'cancel_first':
      // It was tried: what its bank said is why, not what Stripe answered beside it.
      return cancel(ctx, stripe, snapshot, outcome.intentId, {});
    case 'advance': {
      const committed = await applyAdvance(ctx, snapshot, facts, outcome.to);
      return committed.kind === 'committed' ? settled(outcome.to) : CONFLICT;
    }
    case 'close': {
      const committed = await applyClose(ctx, snapshot, facts, outcome);
      return committed.kind === 'committed' ? settled(outcome.to) : CONFLICT;
    }
    case 'succeed': {
      if (outcome.late) ctx.log('success_after_close', { paymentId: payment.id });
      const committed = await applySuccess(ctx, snapshot, facts, outcome.received);
      return committed.kind === 'committed' ? settled('succeeded') : CONFLICT;
    }
  }
}

/** Cancels first and believes what is retrieved after, whatever the cancel answered. */
async function cancel(
  ctx: Context,
  stripe: StripePort,
  snapshot: PaymentSnapshot,
  intentId: string,
  manner: OutcomeOptions,
): Promise<ConflictOr<Recorded>> {
  const { payment } = snapshot;
  const unknown = decided({ ...stored(snapshot), known: false });
  const canceled = await stripe.cancelIntent(intentId, `${payment.id}/cancel/${newId(ctx, 'req')}`);
  if (canceled.kind === 'unknown') return unknown;
  const after = await retrieve(ctx, stripe, snapshot, manner);
  if (after === null) return unknown;
  const { outcome, ...facts } = after;
  if (outcome.kind !== 'close') {
    if (outcome.kind !== 'cancel_first' && outcome.kind !== 'unconfirmed') return CONFLICT;
    const isCheckouts = canceled.kind === 'refused' && (await findCheckoutSession(ctx, stripe, snapshot));
    return isCheckouts ? CONFLICT : unknown;
  }
  // One that Stripe would not confirm failed as surely as one that the bank declined.
  const { failureCode } = manner;
  const close =
    failureCode === undefined ? outcome : ({ ...outcome, to: 'failed', reason: 'refused' } as const);
  const committed = await applyClose(ctx, snapshot, facts, close, failureCode);
  if (committed.kind !== 'committed') return CONFLICT;
  return decided({ ...stored(snapshot), state: close.to, intentId });
}
