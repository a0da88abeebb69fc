import type { EInvoiceSource } from '../source.ts';
import type { EInvoice } from '../types.ts';

/** A rule that an invoice breaks: its number in the standard, the place, and what is missing and what to do. */
export type BrokenRule = { readonly rule: string; readonly path: string; readonly message: string };

/** What rules look at: the e-invoice, and the invoice that it was made of, to say where something comes from. */
export type Checked = { readonly invoice: EInvoice; readonly source: EInvoiceSource };

export type Check = (checked: Checked) => readonly BrokenRule[];

/** One rule, broken unless it holds. */
export const unless = (holds: boolean, rule: string, path: string, message: string): readonly BrokenRule[] =>
  holds ? [] : [{ rule, path, message }];

export const isSaid = (text: string | null): boolean => text !== null && text.trim() !== '';
