import type { CollectPolicy, MethodCard } from '../../domain/collection/types.ts';

/** An open invoice, and what happens to it by itself. Amounts in minor units, instants in ms. */
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
  /** When invoices are charged by themselves as things stand, and whether that is the customer's own word. */
  readonly policy: CollectPolicy;
  readonly isOwnWord: boolean;
  readonly cap: { readonly amount: number; readonly currency: string } | null;
  /** The days before a charge on a due date that it is announced; 0 for not at all. */
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
