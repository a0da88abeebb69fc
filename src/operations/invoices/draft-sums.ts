import type { DraftLine, DraftSums } from '../../db/queries/invoices-write.ts';
import type { customers, merchants } from '../../db/schema/index.ts';
import type { Currency } from '../../domain/currency.ts';
import type { Adjustment } from '../../domain/invoice/adjustments.ts';
import { smallestCoin } from '../../domain/invoice/cash-rounding.ts';
import { computeInvoice, type InvoiceTotals } from '../../domain/invoice/invoice-totals.ts';
import { roundedUnit } from '../../domain/invoice/read-values.ts';
import { storedSums } from '../../domain/invoice/stored-sums.ts';
import { taxesUnder, taxStatusOf } from '../../domain/invoice/tax-status.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { currencyOf, type DraftInput } from './draft-input.ts';
import { totalsSentences } from './totals-sentences.ts';

/** A draft with what it comes to: its lines as they are stored, under its customer's tax status. */
export type SummedDraft = DraftSums & {
  readonly lines: readonly DraftLine[];
  readonly totals: InvoiceTotals;
};

type Between = {
  readonly merchant: typeof merchants.$inferSelect;
  readonly customer: typeof customers.$inferSelect;
};

/** Computes a draft. Rejects with `invalid` and the path of each problem. */
export function sumDraft(draft: DraftInput, { merchant, customer }: Between): Outcome<SummedDraft> {
  const currency = currencyOf(draft, merchant);
  const { whole } = draft;
  const roundTo = whole?.roundToCoin === true ? smallestCoin(currency) : null;
  if (whole?.roundToCoin === true && roundTo === null) {
    const message = `There is nothing to round to: cash in ${currency} is as fine as money.`;
    return refused({ code: 'invalid', problems: [{ path: 'roundToCoin', message }] });
  }
  const status = taxStatusOf(customer.taxStatus);
  const lines = draft.lines.map((line) => ({ ...line, taxRates: taxesUnder(status, line.taxRates) }));
  const adjustments = (whole?.adjustments ?? []).map(
    ({ taxRates, ...rest }): Adjustment =>
      taxRates === undefined ? rest : { ...rest, taxRates: taxesUnder(status, taxRates) },
  );
  const computed = computeInvoice({
    currency,
    lines,
    adjustments,
    withholdings: whole?.withholdings ?? [],
    deposits: whole?.deposits ?? [],
    ...(roundTo !== null && { roundTo }),
  });
  if (!computed.ok) return refused({ code: 'invalid', problems: totalsSentences(computed.problems) });
  const { totals } = computed;
  return done({
    lines: lines.map((line) => withUnit(line, currency)),
    totals,
    sums: storedSums(totals, { adjustments, roundTo, taxStatus: status }),
    taxes: totals.taxes,
  });
}

/** The price in minor units, too, where it was given with decimals of its own. */
const withUnit = (line: DraftLine, currency: Currency): DraftLine =>
  line.unitAmountDecimal === undefined
    ? line
    : { ...line, unitAmount: roundedUnit(line.unitAmountDecimal, currency) };
