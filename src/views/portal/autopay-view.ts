import type { InvoicePlan } from '../../domain/collection/plan.ts';
import type { CollectPolicy, MethodCard } from '../../domain/collection/types.ts';

/** An open invoice, and what autopay will do with it. Amounts in minor units, instants in ms. */
export type PlannedInvoice = {
  readonly id: string;
  readonly number: string;
  readonly currency: string;
  readonly amountRemaining: number;
  readonly plan: InvoicePlan;
  readonly viewUrl: string;
  readonly isPayable: boolean;
};

export type AutopayView = {
  /** When invoices are charged automatically, and whether the customer chose that. */
  readonly policy: CollectPolicy;
  readonly isOwnWord: boolean;
  readonly caps: readonly { readonly amount: number; readonly currency: string }[];
  /** The days before a charge on a due date that it is announced; 0 for not at all. */
  readonly noticeDays: number;
  /** Those that can be charged, the default first. */
  readonly methods: readonly { readonly id: string; readonly card: MethodCard }[];
  readonly invoices: readonly PlannedInvoice[];
  /** When the customer agreed last; null where they never did. */
  readonly agreedAt: number | null;
  readonly form: {
    readonly when: string;
    readonly methodId: string;
    /** A limit for each currency that the customer is billed in, as it was typed. */
    readonly caps: readonly { readonly name: string; readonly currency: string; readonly typed: string }[];
  };
  /** The currency whose limit cannot be read. */
  readonly problemIn: string | null;
  readonly problem:
    | 'cap'
    | 'cap_zero'
    | 'no_method'
    | 'terms_changed'
    | 'not_usable'
    | 'stopped_meanwhile'
    | null;
  readonly terms: { readonly text: string; readonly proof: string };
};
