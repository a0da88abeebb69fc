import { readPayment } from '../../db/queries/payment.ts';
import { decideOutcome, type SessionFacts } from '../../domain/payment/outcome.ts';
import { isOpen, type PaymentState } from '../../domain/payment/state.ts';
import { AGAIN, type Context, done, newId, type Try, untilCommitted } from '../context.ts';
import { applyAdvance, applyClose, applySuccess } from './apply-outcome.ts';
import { ensureSession } from './ensure-session.ts';

export type Recorded = {
  readonly state: PaymentState;
  /** False where Stripe could not be asked, so that nothing new is known. */
  readonly known: boolean;
  /** Stripe's session of now, where it was asked. */
  readonly facts: SessionFacts | null;
  /** What cannot be: somebody has to look. */
  readonly anomaly: string | null;
};

/**
 * The one door for outcomes: webhook, success page, queue and sweep all end here. It retrieves the truth from
 * Stripe, is idempotent, and never moves a state backwards. The heads are read before Stripe is asked, so
 * that an answer that has aged cannot be written over a newer one: that commit loses its race.
 */
export const recordOutcome = (ctx: Context, paymentId: string): Promise<Recorded> =>
  untilCommitted(ctx, () => once(ctx, paymentId));

async function once(ctx: Context, paymentId: string): Promise<Try<Recorded>> {
  const snapshot = await readPayment(ctx.db, paymentId);
  if (snapshot === null) throw new Error('an outcome for a payment that does not exist');
  const { payment } = snapshot;
  const unknown = (state: PaymentState): Try<Recorded> =>
    done({ state, known: false, facts: null, anomaly: null });
  if (payment.stripeSessionId === null) {
    if (!isOpen(payment.state))
      return done({ state: payment.state, known: true, facts: null, anomaly: null });
    const ensured = await ensureSession(ctx, paymentId);
    return ensured.kind === 'unknown' ? unknown(payment.state) : AGAIN;
  }

  const stripe = await ctx.stripe(snapshot.connection.account);
  const retrieved = await stripe.retrieveSession(payment.stripeSessionId);
  if (retrieved.kind !== 'ok') {
    const reason = retrieved.kind === 'refused' ? retrieved.code : retrieved.reason;
    ctx.log('outcome_unknown', { paymentId, reason });
    return unknown(payment.state);
  }
  const facts = retrieved.value;
  const outcome = decideOutcome(payment, facts);
  const settled = (state: PaymentState): Try<Recorded> => done({ state, known: true, facts, anomaly: null });

  switch (outcome.kind) {
    case 'nothing_new':
      return settled(payment.state);
    case 'anomaly':
      ctx.log('payment_anomaly', { paymentId, reason: outcome.reason });
      return done({ state: payment.state, known: true, facts, anomaly: outcome.reason });
    case 'cancel_first': {
      const canceled = await stripe.cancelIntent(
        outcome.intentId,
        `${paymentId}/cancel/${newId(ctx, 'req')}`,
      );
      if (canceled.kind === 'unknown') return unknown(payment.state);
      // Believe what is retrieved after, whatever the cancel answered.
      const after = await stripe.retrieveSession(payment.stripeSessionId);
      if (after.kind !== 'ok') return unknown(payment.state);
      const next = decideOutcome(payment, after.value);
      if (next.kind !== 'close') return next.kind === 'cancel_first' ? unknown(payment.state) : AGAIN;
      const committed = await applyClose(ctx, snapshot, after.value, next);
      return committed.kind === 'committed' ? settled(next.to) : AGAIN;
    }
    case 'advance': {
      const committed = await applyAdvance(ctx, snapshot, facts, outcome.to);
      return committed.kind === 'committed' ? settled(outcome.to) : AGAIN;
    }
    case 'close': {
      const committed = await applyClose(ctx, snapshot, facts, outcome);
      return committed.kind === 'committed' ? settled(outcome.to) : AGAIN;
    }
    case 'succeed': {
      if (outcome.late) ctx.log('success_after_close', { paymentId });
      const committed = await applySuccess(ctx, snapshot, facts, outcome.received);
      return committed.kind === 'committed' ? settled('succeeded') : AGAIN;
    }
  }
}
