import { amountRemaining, type InvoiceFacts } from '../invoice/state.ts';

/** The effect of a successful payment on one invoice. Amounts in minor units of the invoice's currency. */
export type Allocation = {
  /** What is allocated to the invoice, ≥ 0. */
  readonly allocated: number;
  /** What is left of the invoice's share, ≥ 0: it becomes credit, or is refunded. */
  readonly surplus: number;
  readonly becomesPaid: boolean;
};

/**
 * Allocates received money to an invoice, never beyond what is owed (I1). On an invoice that is no longer owed, all
 * of it is surplus.
 */
export function allocate(invoice: InvoiceFacts, received: number): Allocation {
  const owed = invoice.status === 'open' || invoice.status === 'uncollectible' ? amountRemaining(invoice) : 0;
  const allocated = Math.min(received, owed);
  return { allocated, surplus: received - allocated, becomesPaid: allocated > 0 && allocated === owed };
}
