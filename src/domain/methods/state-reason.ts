import type { DepositsEnd } from './setup.ts';

/**
 * Why Stripe blocks a US bank account, `us_bank_account.status_details.blocked.reason`.
 * https://docs.stripe.com/api/payment_methods/object
 */
const BLOCKED_FOR = [
  'bank_account_closed',
  'bank_account_frozen',
  'bank_account_invalid_details',
  'bank_account_restricted',
  'bank_account_unusable',
  'debit_not_authorized',
  'tokenized_account_number_deactivated',
] as const;
export type BlockedFor = (typeof BLOCKED_FOR)[number];

/** Stripe's word → a reason that we have words for; null for one that it has not said yet. */
export const readBlockedFor = (reason: string | null | undefined): BlockedFor | null =>
  BLOCKED_FOR.find((known) => known === reason) ?? null;

/** Why a method cannot be charged. */
export type MethodStateReason =
  | BlockedFor
  /** Stripe blocks it and gives no reason that we know. */
  | 'blocked'
  | 'removing'
  | 'customer_deleted'
  /** Stripe does not have its customer here: another account or mode has. */
  | 'customer_lost'
  /** Somebody unlinked its customer. */
  | 'unlinked'
  | DepositsEnd;
