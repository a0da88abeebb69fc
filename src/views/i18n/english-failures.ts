const NO_REASON = 'Your bank declined the payment and gave no reason. It can tell you more.';
const NOT_FOR_THIS = 'Your card cannot be used for this payment. Your bank can tell you why.';
const WRONG_NUMBER = 'The card number is not right.';
const WRONG_CODE = 'The security code on the card is not right.';
const WRONG_EXPIRY = 'The expiry date of the card is not right.';
const PIN_NEEDED = 'Your card asks for a PIN, which cannot be entered here. Please use another one.';
const STOPPED =
  'Your bank has been told not to allow this payment. Please contact your bank or use another card.';
const OVER_LIMIT = 'The payment is over a limit of your card. Your bank can tell you more.';
const CONFIRM = 'Your bank asks you to confirm the payment. Please pay again and confirm it when asked.';
const TRY_LATER = 'Your bank could not process the payment at that moment. Please try again.';
const ACCOUNT_CLOSED = 'The bank account is closed. Please use another one.';
const ACCOUNT_WRONG = 'The bank account number is not right.';
const NO_DEBITS = 'Your bank does not allow debits from this account. Please use another one.';
const NOT_AUTHORISED =
  'Your bank said the debit was not authorised. Please contact your bank or pay another way.';

/**
 * Why a payment failed, said to the person whose payment it was. Keys are the decline codes of
 * https://docs.stripe.com/declines/codes, of ACH debits (https://docs.stripe.com/declines/network-codes) and the
 * error codes of https://docs.stripe.com/error-codes that a payment can end with. Stripe asks that `fraudulent`,
 * `lost_card`, `stolen_card`, `merchant_blacklist` and their like are not told apart: they read as NO_REASON.
 */
export const failures = {
  fallback: 'The payment was declined. Please try another card or account, or ask your bank.',
  authentication_required: CONFIRM,
  authentication_not_handled: CONFIRM,
  approve_with_id: TRY_LATER,
  call_issuer: NO_REASON,
  card_not_supported: NOT_FOR_THIS,
  card_velocity_exceeded: OVER_LIMIT,
  currency_not_supported: 'Your card cannot be used for payments in this currency.',
  do_not_honor: NO_REASON,
  do_not_try_again: NO_REASON,
  duplicate_transaction:
    'The same amount was paid with the same card just before. Please check before you pay again.',
  expired_card: 'Your card has expired.',
  fraudulent: NO_REASON,
  generic_decline: NO_REASON,
  incorrect_address: 'The billing address does not match the card.',
  incorrect_cvc: WRONG_CODE,
  incorrect_number: WRONG_NUMBER,
  incorrect_pin: 'The PIN was not right.',
  incorrect_zip: 'The postal code does not match the card.',
  insufficient_funds: 'Your bank said there was not enough money.',
  invalid_account: 'The card or its account is not valid. Your bank can tell you more.',
  invalid_amount: 'Your bank does not allow a payment of this amount. It can tell you more.',
  invalid_cvc: WRONG_CODE,
  invalid_expiry_month: WRONG_EXPIRY,
  invalid_expiry_year: WRONG_EXPIRY,
  invalid_number: WRONG_NUMBER,
  invalid_pin: 'The PIN was not right.',
  issuer_not_available: 'Your bank could not be reached. Please try again.',
  lost_card: NO_REASON,
  merchant_blacklist: NO_REASON,
  mobile_device_authentication_required: CONFIRM,
  new_account_information_available:
    'The card or its account is not valid any more. Your bank can tell you more.',
  no_action_taken: NO_REASON,
  not_permitted: NOT_FOR_THIS,
  offline_pin_required: PIN_NEEDED,
  online_or_offline_pin_required: PIN_NEEDED,
  pickup_card: NO_REASON,
  pin_try_exceeded: 'The PIN was entered wrongly too often. Please use another card.',
  processing_error: 'The payment could not be processed at that moment. Please try again.',
  reenter_transaction: TRY_LATER,
  restricted_card: NO_REASON,
  revocation_of_all_authorizations: STOPPED,
  revocation_of_authorization: STOPPED,
  security_violation: NO_REASON,
  service_not_allowed: NOT_FOR_THIS,
  stolen_card: NO_REASON,
  stop_payment_order: STOPPED,
  testmode_decline: 'A test card was used. Please use a real one.',
  transaction_not_allowed: NOT_FOR_THIS,
  try_again_later: TRY_LATER,
  withdrawal_count_limit_exceeded: OVER_LIMIT,
  // ACH debits
  account_closed: ACCOUNT_CLOSED,
  bank_account_closed: ACCOUNT_CLOSED,
  bank_account_frozen: 'The bank account is frozen. Your bank can tell you more.',
  bank_account_invalid_details: ACCOUNT_WRONG,
  bank_account_restricted: NO_DEBITS,
  bank_account_unusable: NO_DEBITS,
  bank_ownership_changed: 'The bank account has moved to another bank. Please use another one.',
  could_not_process: TRY_LATER,
  debit_not_authorized: NOT_AUTHORISED,
  account_number_invalid: ACCOUNT_WRONG,
  invalid_account_number: ACCOUNT_WRONG,
  routing_number_invalid: 'The routing number of the bank is not right.',
  no_account: 'Your bank could not find the account.',
  recipient_deceased: NO_REASON,
  refer_to_customer: NOT_AUTHORISED,
  // Error codes without a decline code
  card_declined: NO_REASON,
  card_decline_rate_limit_exceeded:
    'This card was declined too often. Please try again tomorrow or use another one.',
  payment_intent_authentication_failure: 'The payment was not confirmed with your bank.',
  payment_intent_payment_attempt_expired: 'The payment was not finished in time.',
  payment_method_customer_decline: 'The payment was cancelled before it was finished.',
  payment_method_provider_decline: NO_REASON,
  payment_method_provider_timeout: TRY_LATER,
  payment_method_microdeposit_failed: ACCOUNT_WRONG,
  payment_method_microdeposit_verification_amounts_mismatch:
    'The amounts entered do not match the two test deposits.',
  payment_method_microdeposit_verification_attempts_exceeded:
    'The test deposits were entered wrongly too often. Please use another account.',
  payment_method_microdeposit_verification_descriptor_code_mismatch:
    'The code entered does not match the test deposit.',
  payment_method_microdeposit_verification_timeout: 'The bank account was not verified in time.',
};
