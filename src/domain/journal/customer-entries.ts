import { LOST } from '../customer/lost.ts';
import { SHARED_FIELDS } from '../customer/shared-fields.ts';
import { either, fields, integer, listOf, nothing, oneOf, orNull, text, yesOrNo } from '../shape.ts';
import { undelivered } from './undelivered.ts';

const method = fields({ methodId: text });
const setup = fields({ setupId: text });
const ended = fields({ setupId: text, code: orNull(text) });
const state = oneOf('pending_verification', 'usable', 'unusable', 'detached');

const sharedField = oneOf(...SHARED_FIELDS);

/** Every entry of a customer's stream, and what it holds: never who the customer is. Amounts in minor units. */
export const CUSTOMER_ENTRIES = {
  customer_created: nothing,
  /** `by` where they did it themselves, in the portal. Entries of earlier versions do not say which of the fields that Stripe has too were changed. */
  customer_updated: either(
    fields({ changed: listOf(sharedField) }, { parentId: orNull(text), by: oneOf('customer') }),
    nothing,
  ),
  customer_deleted: nothing,
  customer_erased: fields(
    { stripeCustomer: oneOf('deleted', 'kept') },
    // Which of theirs are left there; entries of earlier versions do not say.
    { left: listOf(fields({ stripeCustomerId: text, account: text })) },
  ),
  /** One address of theirs was erased: which, nothing says any more. */
  address_erased: fields({ wasInUse: yesOrNo }),
  message_undelivered: undelivered,

  stripe_customer_requested: fields({ connectionId: text, stripeCustomerId: orNull(text) }),
  stripe_customer_linked: fields({ connectionId: text, stripeCustomerId: text }),
  stripe_customer_gone: fields({ stripeCustomerId: text }),
  stripe_customer_lost: fields({ connectionId: text, stripeCustomerId: text, reason: oneOf(...LOST) }),
  stripe_customer_unlinked: fields({ connectionId: text, stripeCustomerId: text, by: text }),

  /** What Stripe's account changed, what goes there, what went, and what Stripe does not take. */
  customer_followed: fields({
    connectionId: text,
    taken: listOf(sharedField),
    sends: listOf(sharedField),
    sent: listOf(sharedField),
    leftOut: listOf(sharedField),
  }),
  /** How many tax ids go there, and how many are taken away there. */
  tax_ids_followed: fields({ connectionId: text, added: integer, removed: integer }),

  credit_given: fields({ creditId: text, amount: integer, currency: text }),
  credit_spent: fields({ invoiceId: text, credits: listOf(fields({ creditId: text, amount: integer })) }),
  /** A refund or a dispute changed the balance of a credit. */
  credit_moved: fields({ creditId: text, amount: integer }),

  autopay_on: fields(
    {
      agreementId: text,
      when: oneOf('on_send', 'on_due_date'),
      cap: orNull(fields({ amount: integer, currency: text })),
      methodId: text,
    },
    // Entries of earlier versions know one cap.
    { otherCaps: listOf(fields({ amount: integer, currency: text })) },
  ),
  autopay_off: nothing,

  default_method_set: method,
  method_order_changed: fields({ places: listOf(fields({ id: text, position: integer })) }),
  methods_followed: fields(
    {
      connectionId: text,
      added: listOf(text),
      changed: listOf(fields({ id: text, state, isDefault: yesOrNo })),
    },
    // Those of the added that a payment by link kept.
    { kept: listOf(fields({ id: text, paymentId: text, isConfirmed: yesOrNo })) },
  ),
  method_confirmed: fields({ methodId: text, by: oneOf('customer', 'staff') }),
  method_refused: fields({ methodId: text, paymentId: text }),
  card_expiry_told: fields({ methodId: text, month: text }),
  statement_mailed: fields({ from: text, to: text, recipients: integer }),
  method_removal_begun: method,
  method_removal_dropped: method,
  method_removed: method,

  method_setup_begun: fields({
    setupId: text,
    kind: oneOf('card', 'bank_instant', 'bank_deposits'),
    agreementId: orNull(text),
  }),
  method_setup_opened: fields({ setupId: text }, { sessionId: text }),
  method_setup_unknown: setup,
  method_setup_verifying: fields({ setupId: text, setupIntentId: text, arrivesAt: integer }),
  method_setup_succeeded: fields({ setupId: text, setupIntentId: text }),
  method_setup_failed: ended,
  method_setup_expired: ended,
  deposits_answered_wrongly: setup,

  /** What they chose for invoices that were open when a method came on file, in which session of the portal. */
  invoices_chosen: fields({
    choice: oneOf('pay_now', 'on_due_date', 'not_automatically'),
    invoiceIds: listOf(text),
    methodId: orNull(text),
    sessionId: text,
  }),

  sign_in_link_sent: fields({ signInId: text }),
  /** By staff, from the page of an invoice where it names one. */
  method_link_sent: fields({ signInId: text, invoiceId: orNull(text) }),
};
