/** Why an issuer refuses a card, in the terms of Stripe's errors. */
export interface Decline {
  code: string;
  declineCode: string | null;
  message: string;
  /** `try_again_later`, `do_not_try_again`, `confirm_card_data`, or what Stripe may say one day. */
  adviceCode: string | null;
  networkDeclineCode: string | null;
  /** The network's own two digits, such as Mastercard's 03 and 21. */
  networkAdviceCode?: string | null;
}

/** Why a bank returns a debit. */
export interface Return {
  code: string;
  message: string;
}

/** How a test card behaves (docs.stripe.com/testing). */
export interface CardTraits {
  type: 'card';
  decline: Decline | null;
  /** False for cards that the issuer refuses already when they are saved. */
  attachable: boolean;
  /**
   * `unless_set_up`: a payment without the payer passes once the card was set up; with the payer it always asks.
   * `on_session`: the same, and it counts as set up from the start.
   */
  authentication: 'never' | 'unless_set_up' | 'on_session' | 'always';
  /** True once the payer has authenticated for later use: then an `unless_set_up` card is not asked again. */
  setUp: boolean;
  dispute: 'fraudulent' | 'product_not_received' | 'inquiry' | null;
  refund: 'succeeds' | 'pends' | 'fails';
  /** Its money can be paid out at once. */
  availableAtOnce?: boolean;
  /** Detached from its customer: it cannot pay any more. */
  detached: boolean;
}

/** How a test bank account behaves. */
export interface BankTraits {
  type: 'us_bank_account';
  /** `never`: stays in `processing`. */
  settles: 'succeeds' | 'fails' | 'never' | 'disputed';
  return: Return | null;
  /** True once the account is verified: by micro-deposits, or at once (docs/BEHAVIOUR.md). */
  verified: boolean;
  /** `fail`: the deposits never arrive. */
  microdeposits: 'arrive' | 'fail';
  detached: boolean;
}

export type PaymentMethodTraits = CardTraits | BankTraits;
