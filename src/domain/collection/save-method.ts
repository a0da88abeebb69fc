import type { CustomerPolicy, MerchantPolicy } from './types.ts';

/**
 * Whether a method that a customer pays with is kept, so that the next invoices can be charged by themselves: where
 * somebody chose that they are, and the customer did not opt out.
 */
export function savesMethod(merchant: MerchantPolicy, customer: CustomerPolicy): boolean {
  if (customer.autopay === 'off') return false;
  return customer.autopay === 'on' || (customer.policy ?? merchant.policy) !== 'never';
}
