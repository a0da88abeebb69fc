import { fields, integer, nothing, oneOf, orNull, text } from '../shape.ts';
import { undelivered } from './undelivered.ts';

const status = oneOf('draft', 'open', 'paid', 'void', 'uncollectible');
const drafted = fields({ customerId: text, currency: text, total: integer });
const finalized = { status, currency: text, amountDue: integer };
/** What was paid out of credit in the same commit. */
const credited = { credited: integer };
const byStaff = fields({ by: oneOf('staff') });
const ofPayment = fields({ paymentId: text });
const closed = fields({ paymentId: text }, { reason: oneOf('refused', 'never_created') });

/** Every entry of an invoice's stream, and what it holds. Amounts in minor units of the invoice's currency. */
export const INVOICE_ENTRIES = {
  /** Issued by another system, and known here from a file's line on. `content` is what the file said of it, as a hash. */
  taken_over: fields({
    importId: text,
    fileName: orNull(text),
    line: integer,
    by: text,
    status,
    currency: text,
    amountDue: integer,
    paid: integer,
    content: text,
  }),
  collecting_started: nothing,
  draft_created: drafted,
  draft_updated: drafted,
  draft_deleted: nothing,
  finalized: fields(finalized, credited),
  finalized_and_sent: fields({ ...finalized, recipients: integer }, credited),
  sent: fields({ ...finalized, recipients: integer }),
  /** By staff, beside the reminders that go by themselves. */
  reminded: fields({ recipients: integer }),
  /** To its customer, by staff, from its page. */
  method_link_sent: fields({ signInId: text }),
  link_rotated: fields({ linkVersion: integer }),
  voiding_announced: fields({ messages: integer }),
  message_undelivered: undelivered,

  // A verb that forbids money: asked for while a payment was open, then carried out or dropped.
  void_requested: nothing,
  void_dropped: nothing,
  voided: nothing,
  mark_uncollectible_requested: nothing,
  mark_uncollectible_dropped: nothing,
  marked_uncollectible: nothing,
  record_payment_requested: nothing,
  record_payment_dropped: nothing,
  offline_payment_recorded: fields({ amount: integer }),
  reverse_payment_requested: nothing,
  reverse_payment_dropped: nothing,
  offline_payment_reversed: fields({ offlinePaymentId: text, amount: integer, by: text }),
  apply_credit_requested: nothing,
  apply_credit_dropped: nothing,
  credit_applied: nothing,
  credit_note_requested: nothing,
  credit_note_dropped: nothing,
  /** How it was settled: off what was due, refunded, given as credit, or outside. */
  credit_note_issued: fields({
    creditNoteId: text,
    total: integer,
    payable: integer,
    offDue: integer,
    refunded: integer,
    asCredit: integer,
    outside: integer,
    by: text,
  }),

  /** A file's name may name a person, and is not said here; its hash proves what it was. */
  attachment_added: fields({ attachmentId: text, sha256: text, bytes: integer }),
  attachment_removed: fields({ attachmentId: text }),

  collection_decided: fields({
    step: oneOf('rest', 'notice', 'remind'),
    stage: oneOf('scheduled', 'charging', 'retrying', 'needs_customer', 'given_up', 'off'),
    reason: orNull(
      oneOf(
        ...([
          'settled',
          'not_sent',
          'policy_never',
          'opted_out',
          'over_cap',
          'no_cap',
          'no_recipient',
          'nobody_told',
          'no_method',
          'no_usable_method',
          'not_confirmed',
          'paused_by_customer',
          'awaiting_choice',
          'not_connected',
          'not_chargeable',
          'taken_back',
          'needs_customer',
          'retries_used_up',
          'never_again',
        ] as const),
        ...([
          'scheduled',
          'noticed',
          'payment_open',
          'verb_pending',
          'paused',
          'account_held',
          'frozen',
          'disputed',
          'retry_later',
          'network_limit',
          'method_pending',
          'notice_waiting',
        ] as const),
      ),
    ),
    /** The failed payment that was announced. */
    told: orNull(text),
  }),
  /** Null where its customer did it. */
  collecting_paused: orNull(byStaff),
  collecting_resumed: orNull(byStaff),

  // What its payments say of themselves on their own streams.
  payment_claimed: ofPayment,
  payment_adopted: ofPayment,
  payment_processing: ofPayment,
  payment_succeeded: fields({ paymentId: text, allocated: integer }),
  payment_failed: closed,
  payment_closed: closed,
  refund_requested: ofPayment,
  refund_sending: ofPayment,
  refund_unknown: ofPayment,
  refund_failed: ofPayment,
  refund_released: ofPayment,
  refunds_recorded: ofPayment,
  disputes_recorded: ofPayment,
  taken_back: ofPayment,
  given_back: ofPayment,

  invoice_frozen: fields({
    stripeId: text,
    reason: oneOf(
      'not_of_merchant',
      'no_payment_named',
      'several_invoices',
      'unknown_invoice',
      'known_elsewhere',
      'invoice_is_draft',
      'other_customer',
      'other_currency',
      'more_than_due',
      'version_unknown',
      'unknown_payment',
      'adoption_failed',
      'unreachable',
    ),
  }),
  unknown_object_settled: fields({ paymentId: text, by: text }),
};
