import { DISPUTE_STATUSES } from '../payment/disputes.ts';
import { CLOSE_REASONS, OPEN_STATES } from '../payment/state.ts';
import { VIAS } from '../payment/via.ts';
import { fields, integer, listOf, oneOf, orNull, text } from '../shape.ts';
import { because } from './because.ts';

const refund = fields({ refundId: text });
const intent = fields({ intentId: orNull(text) });
const closed = fields(
  {
    reason: oneOf(...CLOSE_REASONS),
    /** Stripe's code, or what a refused session was about. */
    failureCode: orNull(text),
  },
  // Where Stripe gave one, since it is read.
  { adviceCode: text },
);
const disputed = listOf(
  fields({ id: text, stripeDisputeId: text, amount: integer, status: oneOf(...DISPUTE_STATUSES) }),
);
const disputes = fields({
  disputes: disputed,
  taken: listOf(fields({ invoiceId: text, amount: integer })),
});

/** Every entry of a payment's stream, and what it holds. Amounts in minor units of the payment's currency. */
export const PAYMENT_ENTRIES = {
  claimed: fields(
    {
      via: oneOf(...VIAS),
      flow: oneOf('session', 'intent'),
      currency: text,
      targets: listOf(fields({ invoiceId: text, invoiceVersion: integer, amount: integer })),
    },
    // Claims of earlier versions do not say why.
    { because },
  ),
  /** Put back from Stripe's object in a database that was restored. */
  adopted: fields({ stripeId: text, version: integer }),
  intent_made: fields({ intentId: text }),
  session_opened: fields({ sessionId: text }),
  session_unknown: fields({}),

  session_open: intent,
  authenticating: intent,
  verifying: intent,
  processing: intent,
  succeeded: fields({ received: integer, currency: text, surplus: integer, intentId: orNull(text) }),
  failed: closed,
  canceled: closed,
  /** Nothing of it is at Stripe. */
  closed,
  /** A person closed it without proof: the state that Stripe last said, and what it answered then. */
  closed_by_hand: fields({ by: text, reason: text, state: oneOf(...OPEN_STATES), stripeSaid: text }),

  refund_requested: fields({
    refundId: text,
    amount: integer,
    currency: text,
    purpose: oneOf('requested', 'surplus'),
  }),
  refund_released: fields({ refundId: text, releasedBy: text }),
  refund_sending: refund,
  refund_unknown: refund,
  refund_failed: fields({ refundId: text, reason: text }),
  refunds_recorded: fields({
    refunds: listOf(
      fields({
        id: text,
        stripeRefundId: text,
        amount: integer,
        state: oneOf('requested', 'unknown', 'pending', 'requires_action', 'succeeded', 'failed', 'canceled'),
      }),
    ),
  }),
  /** An answer to a dispute went to Stripe; what it said is known by its hash. */
  evidence_submitted: fields({ disputeId: text, sha256: text, by: text }),
  disputes_recorded: disputes,
  /** A dispute that was lost, or a debit that was returned: what it covered is owed again. */
  taken_back: disputes,
  /** A dispute that was lost and is not any more: the money is back, and pays again what still is owed. */
  given_back: fields({
    disputes: disputed,
    given: listOf(fields({ invoiceId: text, amount: integer })),
    credited: integer,
  }),
};
