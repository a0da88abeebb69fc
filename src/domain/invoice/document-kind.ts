import type { TotalsProblem } from './totals-types.ts';

/** What a total makes of a document: below zero, money is owed to the customer, and that is a credit note. */
export const documentKind = ({ total }: { readonly total: number }): 'invoice' | 'credit_note' =>
  total < 0 ? 'credit_note' : 'invoice';

/** Why an invoice may not be issued with its totals, or null. Zero stays an invoice. */
export const refuseAsInvoice = (totals: { readonly total: number }): TotalsProblem | null =>
  documentKind(totals) === 'credit_note' ? { path: 'lines', problem: 'total_below_zero' } : null;
