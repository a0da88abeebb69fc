/**
 * What a failure means for the next attempt on the same invoice (docs/decisions/0031).
 * - `technical`: nobody judged the method, so the same one is tried again on its day, and no other before.
 * - `retry_later`: the bank said no for now. Another method is tried at once; this one may succeed another day.
 * - `other_method`: this one cannot pay this invoice; another may, at once.
 * - `needs_customer`: only the customer can set it right, in person or with their bank.
 * - `never_again`: a retry would break a network's rule, or go against the payer's word.
 */
export type Verdict = 'technical' | 'retry_later' | 'other_method' | 'needs_customer' | 'never_again';

/**
 * Decline codes of cards, https://docs.stripe.com/declines/codes. `never_again` are those that networks do not allow
 * to be repeated (Visa's category 1, Mastercard's advice 03 and 21) and that Stripe does not retry either
 * (https://docs.stripe.com/billing/revenue-recovery/smart-retries, *hard declines*). A bank that gives no reason
 * (`generic_decline`, `do_not_honor`, `call_issuer`) often agrees another day, and Stripe retries those. `technical` are
 * those that the table explains by the processing, not by the card: the issuer was not reached, or not understood.
 */
export const CARD_DECLINES = {
  authentication_required: 'needs_customer',
  authentication_not_handled: 'needs_customer',
  approve_with_id: 'retry_later',
  call_issuer: 'retry_later',
  card_not_supported: 'other_method',
  card_velocity_exceeded: 'retry_later',
  currency_not_supported: 'other_method',
  do_not_honor: 'retry_later',
  do_not_try_again: 'never_again',
  // If it really is a duplicate, an immediate charge of another method would collect it twice.
  duplicate_transaction: 'technical',
  expired_card: 'other_method',
  fraudulent: 'never_again',
  generic_decline: 'retry_later',
  incorrect_address: 'needs_customer',
  incorrect_cvc: 'needs_customer',
  incorrect_number: 'never_again',
  incorrect_pin: 'needs_customer',
  incorrect_zip: 'needs_customer',
  insufficient_funds: 'retry_later',
  invalid_account: 'never_again',
  invalid_amount: 'other_method',
  invalid_cvc: 'needs_customer',
  invalid_expiry_month: 'other_method',
  invalid_expiry_year: 'other_method',
  invalid_number: 'never_again',
  invalid_pin: 'needs_customer',
  issuer_not_available: 'technical',
  lost_card: 'never_again',
  merchant_blacklist: 'never_again',
  mobile_device_authentication_required: 'needs_customer',
  new_account_information_available: 'other_method',
  no_action_taken: 'retry_later',
  not_permitted: 'other_method',
  offline_pin_required: 'needs_customer',
  online_or_offline_pin_required: 'needs_customer',
  pickup_card: 'never_again',
  pin_try_exceeded: 'other_method',
  processing_error: 'technical',
  reenter_transaction: 'technical',
  restricted_card: 'never_again',
  revocation_of_all_authorizations: 'never_again',
  revocation_of_authorization: 'never_again',
  security_violation: 'other_method',
  service_not_allowed: 'other_method',
  stolen_card: 'never_again',
  stop_payment_order: 'never_again',
  testmode_decline: 'other_method',
  test_mode_live_card: 'other_method',
  transaction_not_allowed: 'never_again',
  try_again_later: 'retry_later',
  withdrawal_count_limit_exceeded: 'retry_later',
} as const satisfies Record<string, Verdict>;

/**
 * Returns of ACH debits, https://docs.stripe.com/declines/network-codes (R01 and R09 are `insufficient_funds`) and the
 * failure codes that Stripe gives a debit. Nacha's Operating Rules, 2.12.4 (Reinitiation): only what was returned for
 * insufficient or uncollected funds may be presented again as it is; whatever else has to be remedied first, and a
 * payer who said that they did not authorise it has to authorise a new one. Stripe blocks such an account:
 * https://docs.stripe.com/payments/ach-direct-debit/blocked-bank-accounts
 */
export const BANK_DEBIT_RETURNS = {
  account_closed: 'never_again',
  account_number_invalid: 'never_again',
  bank_account_closed: 'never_again',
  bank_account_frozen: 'other_method',
  bank_account_invalid_details: 'never_again',
  bank_account_restricted: 'other_method',
  bank_account_unusable: 'other_method',
  bank_ownership_changed: 'other_method',
  could_not_process: 'needs_customer',
  debit_not_authorized: 'never_again',
  invalid_account_number: 'never_again',
  no_account: 'never_again',
  payment_method_bank_account_blocked: 'never_again',
  recipient_deceased: 'never_again',
  refer_to_customer: 'needs_customer',
  routing_number_invalid: 'never_again',
} as const satisfies Record<string, Verdict>;

/**
 * Error codes without a decline code that a payment with a method on file can end with, at creation or at
 * confirmation: https://docs.stripe.com/error-codes. Where the merchant's own account is at fault the customer
 * can do nothing, and the schedule goes on.
 */
export const PAYMENT_ERRORS = {
  account_invalid: 'technical',
  amount_too_large: 'other_method',
  amount_too_small: 'other_method',
  bank_account_declined: 'other_method',
  bank_account_unverified: 'needs_customer',
  billing_invalid_mandate: 'needs_customer',
  capability_not_active: 'technical',
  card_decline_rate_limit_exceeded: 'retry_later',
  card_declined: 'retry_later',
  cardholder_phone_number_required: 'needs_customer',
  charge_exceeds_source_limit: 'retry_later',
  charge_exceeds_transaction_limit: 'other_method',
  expired_payment_method: 'other_method',
  incorrect_postal_code: 'needs_customer',
  india_recurring_payment_mandate_canceled: 'needs_customer',
  invalid_card_type: 'other_method',
  invalid_charge_amount: 'other_method',
  payment_intent_action_required: 'needs_customer',
  payment_intent_authentication_failure: 'needs_customer',
  payment_intent_incompatible_payment_method: 'other_method',
  payment_intent_mandate_invalid: 'needs_customer',
  payment_intent_payment_attempt_expired: 'technical',
  payment_intent_payment_attempt_failed: 'retry_later',
  payment_method_billing_details_address_missing: 'needs_customer',
  payment_method_currency_mismatch: 'other_method',
  payment_method_customer_decline: 'needs_customer',
  payment_method_invalid_parameter: 'other_method',
  payment_method_microdeposit_failed: 'never_again',
  payment_method_microdeposit_verification_amounts_mismatch: 'needs_customer',
  payment_method_microdeposit_verification_attempts_exceeded: 'other_method',
  payment_method_microdeposit_verification_descriptor_code_mismatch: 'needs_customer',
  payment_method_microdeposit_verification_timeout: 'other_method',
  payment_method_not_available: 'technical',
  payment_method_provider_decline: 'retry_later',
  payment_method_provider_timeout: 'technical',
  payment_method_restricted: 'other_method',
  // The account lacks this way to pay, not others.
  payment_method_unactivated: 'other_method',
  payment_method_unexpected_state: 'other_method',
  payment_method_unsupported_type: 'other_method',
  resource_missing: 'other_method',
  three_d_secure_authentication_not_supported: 'other_method',
  three_d_secure_authentication_upstream_error: 'needs_customer',
} as const satisfies Record<string, Verdict>;

/** Stripe's advice beside a decline: https://docs.stripe.com/declines/card#retrying-issuer-declines */
export const ADVICE = {
  do_not_try_again: 'never_again',
  try_again_later: 'retry_later',
  confirm_card_data: 'needs_customer',
} as const satisfies Record<string, Verdict>;
