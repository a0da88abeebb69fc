/**
 * What a balance transaction is, by Stripe's reporting category: about a payment (ours or foreign), Stripe's own
 * (fees, payouts, reserves), or other business of the account.
 */
export type CategoryKind = 'charge' | 'refund' | 'dispute' | 'fee' | 'payout' | 'stripe' | 'foreign';

/**
 * Every reporting category that Stripe documents. For payments, the payment tells ours from foreign; a category that
 * is missing here stays unexplained until it is added.
 * https://docs.stripe.com/reports/reporting-categories
 */
const KINDS = {
  charge: 'charge',
  charge_failure: 'charge',
  partial_capture_reversal: 'charge',
  refund: 'refund',
  refund_failure: 'refund',
  dispute: 'dispute',
  dispute_reversal: 'dispute',
  fee: 'fee',
  network_cost: 'fee',
  tax: 'fee',
  payout: 'payout',
  payout_reversal: 'payout',
  // Top-ups from the business's bank, reserves, loans and Stripe's corrections.
  topup: 'stripe',
  topup_reversal: 'stripe',
  risk_reserved_funds: 'stripe',
  connect_reserved_funds: 'stripe',
  other_adjustment: 'stripe',
  advance: 'stripe',
  advance_funding: 'stripe',
  anticipation_repayment: 'stripe',
  financing_paydown: 'stripe',
  financing_paydown_reversal: 'stripe',
  financing_payout: 'stripe',
  financing_payout_reversal: 'stripe',
  // Other business of the account: marketplaces, cards that it issues, climate orders, its customers' balances.
  transfer: 'foreign',
  transfer_reversal: 'foreign',
  connect_collection_transfer: 'foreign',
  platform_earning: 'foreign',
  platform_earning_refund: 'foreign',
  issuing_authorization_hold: 'foreign',
  issuing_authorization_release: 'foreign',
  issuing_dispute: 'foreign',
  issuing_transaction: 'foreign',
  climate_order_purchase: 'foreign',
  climate_order_refund: 'foreign',
  contribution: 'foreign',
  unreconciled_customer_funds: 'foreign',
} as const satisfies Record<string, CategoryKind>;

export const REPORTING_CATEGORIES: readonly string[] = Object.keys(KINDS);

const kinds: ReadonlyMap<string, CategoryKind> = new Map(Object.entries(KINDS));

/** The kind of a reporting category; null for one that is not known here. */
export const categoryKind = (reportingCategory: string): CategoryKind | null =>
  kinds.get(reportingCategory) ?? null;
