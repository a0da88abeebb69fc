import type { StripePort } from '../../adapters/stripe/port.ts';
import type { StripeResult } from '../../adapters/stripe/port-result.ts';
import type { PaymentSnapshot } from '../../db/queries/payment.ts';
import {
  decideIntentOutcome,
  decideOutcome,
  type IntentFacts,
  type Outcome,
  type SessionFacts,
  type Truth,
} from '../../domain/payment/outcome.ts';
import type { Context } from '../core/context.ts';
import { isLostFor } from '../core/is-lost.ts';
import { keptAddress } from '../core/mailbox.ts';
import { isPayerGone } from '../facts/payment-timing.ts';
import { endReadingRefused, recordRefused } from './record-refused.ts';
import { retryWhenLimited } from './retry-when-limited.ts';

/** What Stripe says of a payment now, or that it does not say. */
export type Retrieved =
  | (Truth & {
      readonly kind: 'said';
      readonly outcome: Outcome;
      readonly isSessionOpen: boolean;
      /** Its states there, for people: `expired, requires_payment_method`. */
      readonly said: string;
      /** Nothing can come of it any more, whatever we have recorded. */
      readonly isOver: boolean;
    })
  | {
      readonly kind: 'silent';
      /** Stripe's status and code, or what went wrong on the way. */
      readonly said: string;
      /** Its account was disconnected, so it will never be said. */
      readonly isLost: boolean;
    };

/** Asks Stripe for a payment's session or PaymentIntent, and reads what it means. */
export async function retrieveTruth(
  ctx: Context,
  stripe: StripePort,
  snapshot: PaymentSnapshot,
  { waitsForLimits = false }: { readonly waitsForLimits?: boolean },
): Promise<Retrieved> {
  const { payment, connection } = snapshot;
  const { stripeSessionId, stripePaymentIntentId } = payment;
  const ask = (): Promise<StripeResult<IntentFacts | SessionFacts>> =>
    stripeSessionId === null
      ? stripe.retrieveIntent(stripePaymentIntentId ?? '')
      : stripe.retrieveSession(stripeSessionId);
  const retrieved = await (waitsForLimits ? retryWhenLimited(ctx, ask) : ask());
  if (retrieved.kind !== 'ok') {
    const isRefused = retrieved.kind === 'refused';
    ctx.log('outcome_unknown', {
      paymentId: payment.id,
      reason: isRefused ? retrieved.code : retrieved.reason,
    });
    const said = isRefused ? `${retrieved.status} ${retrieved.code}` : retrieved.reason;
    const isLost = isLostFor(connection, retrieved);
    if (isRefused && !isLost) await recordRefused(ctx, snapshot, retrieved, 'reading');
    return { kind: 'silent', said, isLost };
  }
  await endReadingRefused(ctx, snapshot);
  const facts = retrieved.value;
  if (!('sessionId' in facts)) {
    const read = (state: typeof payment.state) => decideIntentOutcome({ ...payment, state }, facts);
    return {
      kind: 'said',
      sessionId: null,
      isSessionOpen: false,
      payerEmail: null,
      intent: facts,
      outcome: read(payment.state),
      said: facts.status,
      isOver: isOver(read('confirming')),
    };
  }
  const payerIsGone = isPayerGone(payment, ctx.now());
  const read = (state: typeof payment.state) => decideOutcome({ ...payment, state }, facts, { payerIsGone });
  const { sessionId, intent } = facts;
  return {
    kind: 'said',
    sessionId,
    isSessionOpen: facts.status === 'open',
    payerEmail: keptAddress(facts.payerEmail),
    intent,
    outcome: read(payment.state),
    said: intent === null ? facts.status : `${facts.status}, ${intent.status}`,
    isOver: isOver(read('session_open')),
  };
}

/** What it would mean for a payment that is open: an intent of ours that nobody confirms brings nothing either. */
const isOver = ({ kind }: Outcome): boolean =>
  kind === 'close' || kind === 'cancel_first' || kind === 'unconfirmed';
