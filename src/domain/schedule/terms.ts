import type { CollectPolicy } from '../collection/types.ts';
import type { Adjustment } from '../invoice/adjustments.ts';
import type { Withholding } from '../invoice/deductions.ts';
import type { PaymentPlan } from '../invoice/payment-plan.ts';
import type { References } from '../invoice/references.ts';
import type { Discount, LineInput, TaxRate } from '../invoice/totals-types.ts';

/** A price in minor units, or in major units where those are too coarse. */
export type UnitPrice = { readonly unitAmount: number; readonly unitAmountDecimal?: string };

/** Up to and with so many units; the last tier has no end. `flatAmount` (minor units) is for reaching it at all. */
export type Tier = UnitPrice & { readonly upTo: number | null; readonly flatAmount?: number };

/** Graduated: each unit costs what its own tier says. Volume: all cost what the tier of the whole quantity says. */
export const TIER_MODES = ['graduated', 'volume'] as const;

export type MeteredPrice =
  | ({ readonly kind: 'unit' } & UnitPrice)
  | { readonly kind: (typeof TIER_MODES)[number]; readonly tiers: readonly Tier[] };

type Borne = {
  readonly description: string;
  readonly discount: Discount | null;
  readonly taxRates: readonly TaxRate[];
  readonly withheld?: boolean;
};

/** What each invoice has, or what is counted: the quantity of its meter that was reported for the period, or none. */
export type ScheduleLine =
  | ({ readonly kind: 'fixed' } & LineInput)
  | ({ readonly kind: 'metered'; readonly meter: string; readonly price: MeteredPrice } & Borne);

/** What becomes of an invoice that was made: it waits for a person, or is issued and sent. */
export const ISSUES = ['draft', 'send'] as const;
export type Issue = (typeof ISSUES)[number];

/** What a schedule's invoices say. Amounts in minor units of its currency. */
export type ScheduleTerms = {
  readonly lines: readonly ScheduleLine[];
  readonly adjustments: readonly Adjustment[];
  readonly withholdings: readonly Withholding[];
  readonly roundToCoin: boolean;
  readonly notes: string | null;
  readonly references: References;
  /** An invoice is due so many days after it is made; null where it has no due date, or a plan. */
  readonly netDays: number | null;
  readonly plan: PaymentPlan | null;
  readonly paymentLink: boolean;
  /** Before the customer's and the business's own; null for theirs. */
  readonly collectPolicy: CollectPolicy | null;
  readonly issue: Issue;
};

/** What is counted in these lines. */
export const metersOf = ({ lines }: Pick<ScheduleTerms, 'lines'>): readonly string[] => [
  ...new Set(lines.flatMap((line) => (line.kind === 'metered' ? [line.meter] : []))),
];
