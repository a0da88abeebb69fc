import type { CollectPolicy, MethodCard } from '../../domain/collection/types.ts';

/** An open invoice, and what autopay will do with it. Amounts in minor units, instants in ms. */
export type PlannedInvoice = {
  readonly id: string;
  readonly number: string;
  readonly currency: string;
  readonly amountRemaining: number;
  readonly plan:
    | { readonly kind: 'scheduled' | 'retrying'; readonly at: number }
    | { readonly kind: 'soon' | 'charging' | 'paused' | 'over_cap' | 'not' };
  readonly viewUrl: string;
  readonly isPayable: boolean;
};

export type AutopayView = {
  /** When invoices are charged automatically, and whether the customer chose that. */
  readonly policy: CollectPolicy;
  readonly isOwnWord: boolean;
  readonly cap: { readonly amount: number; readonly currency: string } | null;
  /** How many days before a charge on the due date it is announced; 0 for never. */
  readonly noticeDays: number;
  /** Those that can be charged, the default first. */
  readonly methods: readonly { readonly id: string; readonly card: MethodCard }[];
  readonly invoices: readonly PlannedInvoice[];
  /** When the customer agreed last; null where they never did. */
  readonly agreedAt: number | null;
  readonly currency: string;
  readonly form: { readonly when: string; readonly methodId: string; readonly cap: string };
  readonly problem: 'cap' | 'cap_zero' | 'no_method' | 'terms_changed' | 'not_usable' | null;
  readonly terms: { readonly text: string; readonly proof: string };
};
