import { type Currency, parseCurrency } from '../currency.ts';
import type { Discount, TaxRate } from '../invoice/totals-types.ts';
import { money, toDecimalString } from '../money.ts';
import type { AskedSchedule } from '../schedule/asked.ts';
import type { ScheduleLine, ScheduleTerms } from '../schedule/terms.ts';
import { priceText, tiersText } from '../schedule/typed-terms.ts';
import type { ScheduleField } from './schedule-columns.ts';

export type ScheduleRowCells = Partial<Record<ScheduleField, string | number | null>>;

const yes = (is: boolean): string => (is ? 'yes' : 'no');

/** A schedule as it is exported. */
export type ExportedSchedule = Pick<
  AskedSchedule,
  'name' | 'every' | 'unit' | 'timing' | 'day' | 'runs' | 'trialDays'
> & {
  readonly [K in
    | 'id'
    | 'customerId'
    | 'customerName'
    | 'status'
    | 'currency'
    | 'startsOn'
    | 'firstPeriodOn'
    | 'timeZone'
    | 'createdAt']: string;
} & {
  readonly [K in 'endsOn' | 'nextInvoiceAt' | 'endedAt' | 'externalId']: string | null;
} & {
  readonly [K in 'amount' | 'hour' | 'catchUpLimit']: number;
} & {
  readonly nextNumber: number | null;
  readonly mails: boolean;
  readonly terms: ScheduleTerms;
};

/** A schedule in columns: a row for each line of its invoices, and on each what holds for all of them. */
export function scheduleRows({
  terms,
  customerName,
  ...schedule
}: ExportedSchedule): readonly ScheduleRowCells[] {
  const currency = parseCurrency(schedule.currency);
  if (currency === null) throw new Error(`a schedule in the unknown currency ${schedule.currency}`);
  const own: ScheduleRowCells = {
    ...schedule,
    customer: customerName,
    amount: toDecimalString(money(currency, schedule.amount)),
    mails: yes(schedule.mails),
  };
  return termsRows(terms, currency).map((row) => ({ ...own, ...row }));
}

function termsRows(terms: ScheduleTerms, currency: Currency): readonly ScheduleRowCells[] {
  const shared: ScheduleRowCells = {
    netDays: terms.netDays,
    paymentLink: yes(terms.paymentLink),
    collectPolicy: terms.collectPolicy,
    issue: terms.issue,
    notes: terms.notes,
    beyondColumns: beyondColumns(terms),
  };
  return terms.lines.map((line) => ({ ...shared, ...lineCells(line, currency) }));
}

function lineCells(line: ScheduleLine, currency: Currency): ScheduleRowCells {
  const { description, discount, taxRates, withheld } = line;
  const borne: ScheduleRowCells = {
    description,
    discount: discount === null ? null : discountText(discount, currency),
    taxes: taxRates.map(taxText).join('; ') || null,
    withheld: withheld === undefined ? null : yes(withheld),
  };
  if (line.kind === 'fixed') {
    const { quantity } = line;
    return { ...borne, price: 'fixed', quantity, unitPrice: priceText(line, currency) };
  }
  const { meter, price } = line;
  return price.kind === 'unit'
    ? { ...borne, price: 'metered', meter, unitPrice: priceText(price, currency) }
    : { ...borne, price: price.kind, meter, tiers: tiersText(price.tiers, currency) };
}

const discountText = (discount: Discount, currency: Currency): string =>
  discount.kind === 'percentage'
    ? `${discount.percentage}%`
    : toDecimalString(money(currency, discount.amount));

const taxText = ({ name, percentage, inclusive }: TaxRate): string =>
  `${name} ${percentage}%${inclusive ? ' inclusive' : ''}`;

/** What terms have that no column says, in words for whoever reads the file; null where that is nothing. */
function beyondColumns(terms: ScheduleTerms): string | null {
  const { references, lines } = terms;
  const rates = lines.flatMap(({ taxRates }) => taxRates);
  const said = [
    terms.plan !== null && 'payment plan',
    terms.adjustments.length > 0 && 'discounts or charges on the whole',
    terms.withholdings.length > 0 && 'withholdings',
    terms.roundToCoin && 'rounding to coins',
    (references.purchaseOrder !== null ||
      references.buyerReference !== null ||
      references.contract !== null ||
      references.customFields.length > 0) &&
      'references',
    rates.some(
      ({ category, exemption, reason, name }) =>
        category !== undefined || exemption !== undefined || reason !== undefined || name.includes(';'),
    ) && 'tax categories',
    // Whatever else an invoice's line may have, such as an article's number.
    lines.some((line) => 'details' in line && line.details != null) && 'details of lines',
  ];
  return said.filter((one) => one !== false).join(', ') || null;
}
