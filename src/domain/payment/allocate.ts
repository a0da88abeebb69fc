import { amountRemaining, type InvoiceFacts } from '../invoice/state.ts';

/** What a success does to one invoice. Amounts in minor units of the invoice's currency. */
export type Allocation = {
  /** What is allocated to the invoice, ≥ 0. */
  readonly allocated: number;
  /** What is left of the target's share, ≥ 0: it becomes credit, or goes back. */
  readonly surplus: number;
  readonly becomesPaid: boolean;
};

/**
 * Allocates received money to an invoice, never beyond what is owed (I1). An invoice that is not owed any
 * more takes nothing: all of it is surplus.
 */
export function allocate(invoice: InvoiceFacts, received: number): Allocation {
  const owed = invoice.status === 'open' || invoice.status === 'uncollectible' ? amountRemaining(invoice) : 0;
  const allocated = Math.min(received, owed);
  return { allocated, surplus: received - allocated, becomesPaid: allocated > 0 && allocated === owed };
}
