import type { ScheduleLine, ScheduleTerms } from '../../domain/schedule/terms.ts';
import { planAsked } from '../facts/plan-asked.ts';

/** What a schedule's invoices say, as the API takes and shows it. */
export const termsResource = (terms: ScheduleTerms) => ({
  lines: terms.lines.map(lineResource),
  adjustments: terms.adjustments.map(({ taxRates, withheld = true, ...rest }) => ({
    ...rest,
    taxRates: taxRates ?? null,
    withheld,
  })),
  withholdings: terms.withholdings,
  roundToCoin: terms.roundToCoin,
  notes: terms.notes,
  ...terms.references,
  netDays: terms.netDays,
  paymentPlan: terms.plan === null ? null : planAsked(terms.plan),
  paymentLink: terms.paymentLink,
  collectPolicy: terms.collectPolicy,
  issue: terms.issue,
});

const ABSENT = {
  quantity: null,
  meter: null,
  unitAmount: null,
  unitAmountDecimal: null,
  tiers: null,
} as const;

function lineResource(line: ScheduleLine) {
  const { description, discount, taxRates, withheld = true } = line;
  const shared = { ...ABSENT, description, discount, taxRates, withheld };
  if (line.kind === 'fixed') {
    const { quantity, unitAmount, unitAmountDecimal = null } = line;
    return { ...shared, price: 'fixed' as const, quantity, unitAmount, unitAmountDecimal };
  }
  const { meter, price } = line;
  if (price.kind === 'unit') {
    const { unitAmount, unitAmountDecimal = null } = price;
    return { ...shared, price: 'metered' as const, meter, unitAmount, unitAmountDecimal };
  }
  const tiers = price.tiers.map(({ upTo, unitAmount, unitAmountDecimal = null, flatAmount = 0 }) => ({
    upTo,
    unitAmount,
    unitAmountDecimal,
    flatAmount,
  }));
  return { ...shared, price: price.kind, meter, tiers };
}
