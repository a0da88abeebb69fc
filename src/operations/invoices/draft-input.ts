import type { DraftLine } from '../../db/queries/invoices-write.ts';
import type { merchants } from '../../db/schema/index.ts';
import type { LocalDate } from '../../domain/calendar.ts';
import type { CollectPolicy } from '../../domain/collection/types.ts';
import { type Currency, parseCurrency } from '../../domain/currency.ts';
import type { Adjustment } from '../../domain/invoice/adjustments.ts';
import type { Deposit, Withholding } from '../../domain/invoice/deductions.ts';
import type { InvoiceDetails } from '../../domain/invoice/details.ts';
import type { PartTerms } from '../../domain/invoice/part-terms.ts';
import type { PaymentPlan } from '../../domain/invoice/payment-plan.ts';

/** A draft as given to the API, parsed. Amounts in minor units of `currency`. */
export type DraftInput = {
  readonly customerId: string;
  /** The merchant's own where absent. */
  readonly currency: Currency | null;
  /** A day in the merchant's time zone. */
  readonly dueDate: LocalDate | null;
  /** How it is paid in parts; null for at once, the customer's own where it is absent and there is no due date. */
  readonly plan?: PaymentPlan | null;
  /** Whether any part may be paid; as was chosen for the customer where it is absent. */
  readonly parts?: PartTerms | null;
  /** The date that it is to bear; the day on which it is issued where it is absent. */
  readonly issueDate?: LocalDate | null;
  readonly notes: string | null;
  /** Whether it should have a pay link, if one is possible. */
  readonly paymentLink: boolean;
  /** When it is charged automatically; the customer's policy if omitted. */
  readonly collectPolicy?: CollectPolicy | null;
  readonly details?: InvoiceDetails | undefined;
  readonly whole?: WholeInput | undefined;
  readonly lines: readonly DraftLine[];
};

/** What is added to a draft's lines and taken off its total. */
export type WholeInput = {
  readonly adjustments: readonly Adjustment[];
  readonly withholdings: readonly Withholding[];
  readonly deposits: readonly Deposit[];
  /** Whether what is to be paid is rounded to the currency's smallest coin. */
  readonly roundToCoin: boolean;
};

/** The draft's own currency, or the business's. */
export function currencyOf(
  { currency }: Pick<DraftInput, 'currency'>,
  { defaultCurrency }: Pick<typeof merchants.$inferSelect, 'defaultCurrency'>,
): Currency {
  const found = currency ?? parseCurrency(defaultCurrency);
  if (found === null) throw new Error(`a business with the unknown currency ${defaultCurrency}`);
  return found;
}
