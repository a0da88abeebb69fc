import type { CustomerPolicy, MerchantPolicy } from './types.ts';

/**
 * Whether the method that a customer pays with is saved for later charges: only if a policy charges invoices
 * automatically and the customer has not opted out.
 */
export function savesMethod(merchant: MerchantPolicy, customer: CustomerPolicy): boolean {
  if (customer.autopay === 'off') return false;
  return customer.autopay === 'on' || (customer.policy ?? merchant.policy) !== 'never';
}
