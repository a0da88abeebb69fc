/** Why an object's metadata cannot be read as a payment of its connection's merchant. */
export type Unreadable = 'not_of_merchant' | 'no_payment_named' | 'several_invoices' | 'unknown_invoice';

/** Why an object cannot be taken for the payment that it names. */
export type NotAdopted =
  | Unreadable
  /** A payment of that name is there, of another account. */
  | 'known_elsewhere'
  | 'invoice_is_draft'
  | 'other_customer'
  | 'other_currency'
  | 'more_than_due'
  | 'version_unknown';

/** Why an object at Stripe that says it is ours needs a person. */
export type QuarantineReason =
  | NotAdopted
  /** An event named a payment that is not here. */
  | 'unknown_payment'
  /** It could not be adopted for so long that a person has to decide. */
  | 'adoption_failed'
  /** A payment of ours whose account was disconnected: Stripe will not say what came of it. */
  | 'unreachable';
