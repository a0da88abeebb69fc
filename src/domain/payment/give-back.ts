import type { InvoiceFacts } from '../invoice/state.ts';
import { allocate } from './allocate.ts';

/** Where money goes that was taken and came back, in minor units of the payment's currency. */
export type GivenBack = {
  /** What it pays again, by invoice; none of them 0. */
  readonly toInvoices: readonly {
    readonly invoiceId: string;
    readonly amount: number;
    readonly becomesPaid: boolean;
  }[];
  /** What covers nothing any more: its invoice was paid otherwise, or voided. */
  readonly toCredit: number;
};

/** An invoice of the payment, with what it was asked for and what of the payment covers it now. */
export type Covered = {
  readonly invoice: InvoiceFacts & { readonly id: string };
  readonly asked: number;
  readonly allocated: number;
};

/** Gives `amount` back to the invoices that the payment was for, never beyond what each still owes (I1). */
export function giveBack(amount: number, covered: readonly Covered[]): GivenBack {
  const toInvoices: { invoiceId: string; amount: number; becomesPaid: boolean }[] = [];
  let left = amount;
  for (const { invoice, asked, allocated } of covered) {
    const share = allocate(invoice, Math.max(0, Math.min(left, asked - allocated)));
    if (share.allocated === 0) continue;
    toInvoices.push({ invoiceId: invoice.id, amount: share.allocated, becomesPaid: share.becomesPaid });
    left -= share.allocated;
  }
  return { toInvoices, toCredit: left };
}
