import type { SavedView } from '../components/saved-methods.ts';
import type { NoLinkReason } from '../model.ts';

/** An invoice that is to be paid. Amounts in minor units of its currency. */
export type Payee = {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly currency: string;
  readonly dueOn: string | null;
  readonly total: number;
  /** What is asked for now. */
  readonly remaining: number;
  /** All that remains, where that is more. */
  readonly owed?: number;
  /** The least part that may be paid; null where parts of any size may not, though they may of others. */
  readonly ownPart?: { readonly least: number | null } | null;
};

export type PartProblem =
  | 'unreadable'
  | 'zero'
  | 'more_than_owed'
  | 'whole_only'
  | 'no_instalment'
  | 'below_least'
  | 'leaves_too_little';
export type NotPayable = NoLinkReason | 'processing' | 'disputed' | 'being_changed' | 'frozen';

/** Why pressing the button did not lead to Stripe. */
export type PayTrouble =
  | { readonly kind: 'changed' | 'busy' | 'unavailable' | 'refused' | 'held' | 'declines' | 'currencies' }
  /** `catching_up`: what was paid at Stripe is being read first. */
  | { readonly kind: 'catching_up' | 'paused' | 'under_review' }
  /** The method on file, or another payment, is being charged: the outcome is unknown yet. */
  | { readonly kind: 'unsure' }
  /** Stripe's limit in minor units, if the reason is about one. */
  | { readonly kind: 'sum'; readonly reason: NoLinkReason; readonly limit: number | null }
  | { readonly kind: 'parts'; readonly problems: ReadonlyMap<string, PartProblem> };

export type PayView = {
  readonly payable: readonly Payee[];
  readonly leftOut: readonly (Payee & { readonly reason: NotPayable })[];
  readonly hasMore: boolean;
  readonly most: number;
  readonly partPayments: boolean;
  /** Of invoices in instalments: what is asked for now and all that is left, and which is shown; null where that is the same. */
  readonly howMuch: {
    readonly now: number;
    readonly all: number;
    readonly isWhole: boolean;
    /** The page's own address, to which the choice is added. */
    readonly path: string;
  } | null;
  readonly trouble: PayTrouble | null;
  /** The methods on file that all of it may be paid with at once. */
  readonly saved: readonly SavedView[];
  /** Amounts as they were typed, by invoice, to be shown again. */
  readonly typed: ReadonlyMap<string, string>;
};
