import type { MethodCard } from '../../domain/collection/types.ts';

/** The open invoices of one currency: one choice, and one payment. Amounts in minor units. */
export type OpenGroup = {
  readonly currency: string;
  readonly invoices: readonly {
    readonly id: string;
    readonly version: number;
    readonly number: string;
    readonly dueOn: string | null;
    readonly overdue: boolean;
    readonly remaining: number;
    /** Whether it can be paid online now. */
    readonly isPayable: boolean;
    readonly chosen: 'pay_now' | 'on_due_date' | 'not_automatically' | null;
  }[];
  /** Those that can be charged now, the newest first. */
  readonly methods: readonly {
    readonly id: string;
    readonly card: MethodCard;
    readonly isDefault: boolean;
  }[];
  /** Whether any of them is charged automatically at all. */
  readonly canBeAutomatic: boolean;
  readonly hasMore: boolean;
};

export type OpenInvoicesView = {
  readonly groups: readonly OpenGroup[];
  readonly most: number;
  /** The form came without a choice, or without an invoice. */
  readonly isIncomplete: boolean;
};
