import type { References } from '../../domain/invoice/references.ts';
import type { Ledger } from '../../domain/ledger/types.ts';
import type { StatusFacts } from '../components/status.ts';

export const FILTERS = ['all', 'to_pay', 'overdue', 'processing', 'paid', 'closed'] as const;
export type InvoiceFilter = (typeof FILTERS)[number];

/** An invoice of the list. Amounts in minor units of its currency, dates `YYYY-MM-DD`. */
export type InvoiceRow = StatusFacts & {
  readonly id: string;
  readonly number: string;
  /** The customer whose it is, where another one sees it because it pays for them. */
  readonly customerName?: string | null;
  readonly currency: string;
  readonly issuedOn: string;
  /** What its customer finds it by. */
  readonly references: References;
  /** Its money. Of a list, its movements are those that went back or are on their way. */
  readonly ledger: Omit<Ledger, 'earlier'>;
  /** What is asked for now, of an invoice with a plan. */
  readonly asked?: number | null;
  readonly links: {
    readonly view: string;
    readonly pdf: string;
    readonly pay: string | null;
    /** The newest payment that brought money for it. */
    readonly receipt: string | null;
  };
  /** Whether it may be ticked and paid together with others. */
  readonly payable: boolean;
};

export type InvoicesView = {
  readonly filter: InvoiceFilter;
  /** What was looked for, as it was typed; null for the whole list. */
  readonly search: string | null;
  readonly invoices: readonly InvoiceRow[];
  readonly olderThan: string | null;
  readonly isLater: boolean;
  readonly sums: readonly {
    readonly currency: string;
    readonly toPay: number;
    readonly toPayCount: number;
    /** What a payment of all asks for now: of invoices in instalments, parts. Null where nothing can be paid. */
    readonly payNow: number | null;
    readonly overdue: number;
    readonly processing: number;
  }[];
  /** How many open invoices the sums are of, where there are more; else null. */
  readonly summed: number | null;
  readonly isEmpty: boolean;
  /** Whether there is a choice before paying: a method on file, or an amount. */
  readonly hasChoice: boolean;
};
