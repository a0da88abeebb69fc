import type { CUSTOMERS_WORDS as words } from '../words/customers.ts';

type Role = keyof typeof words.roleNames;

export type CustomerView = {
  readonly base: string;
  readonly id: string;
  readonly legalName: string;
  readonly label: string | null;
  readonly isErased: boolean;
  readonly mayEdit: boolean;
  /** Pairs of a label and what is known, without what is not. */
  readonly facts: readonly (readonly [label: string, text: string])[];
  readonly externalIds: readonly { readonly key: string; readonly value: string }[];
  readonly stripeCustomerId: string | null;
  readonly address: string | null;
  readonly contacts: readonly {
    readonly name: string | null;
    readonly email: string;
    readonly roles: readonly Role[];
    readonly language: string | null;
  }[];
  readonly figures: readonly Readonly<
    Record<(typeof FIGURES)[number], number> & {
      currency: string;
      lastPaidOn: string | null;
      daysToPay: number | null;
    }
  >[];
  /** How invoices are charged by themselves, in sentences. */
  readonly autopay: readonly string[];
  readonly mayIssue: boolean;
  readonly mayUnlink: boolean;
  readonly methods: readonly {
    readonly name: string;
    readonly state: keyof typeof words.states;
    readonly isDefault: boolean;
  }[];
  readonly invoices: readonly {
    readonly id: string;
    readonly number: string | null;
    readonly dueDate: string | null;
    readonly currency: string;
    readonly total: number;
    readonly remaining: number;
    readonly state: string;
  }[];
  /** Who pays for it where it has nothing of its own switched on, and for whom it does. */
  readonly parent: Related | null;
  readonly children: readonly Related[];
  readonly said: string | null;
};

export type Related = { readonly id: string; readonly name: string };

export const FIGURES = ['billed', 'paid', 'open', 'processing', 'overdue', 'failed', 'credit'] as const;

export const mayChange = ({ mayEdit, isErased }: CustomerView): boolean => mayEdit && !isErased;
