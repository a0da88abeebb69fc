import type { Currency } from '../currency.ts';
import { money, toDecimalString } from '../money.ts';
import { readTypedAmount } from '../typed-amount.ts';
import type { MeteredPrice, ScheduleLine, ScheduleTerms, Tier, UnitPrice } from './terms.ts';

/** A line of a schedule's terms as a form holds it: text, right or wrong. */
export type TypedTermsLine = {
  readonly kind: 'fixed' | 'unit' | 'tiers';
  readonly description: string;
  /** Of a fixed line. */
  readonly quantity: string;
  /** Of a fixed line, or of each that is counted. */
  readonly price: string;
  /** `100: 0.10; 1000: 0.08 + 5.00; rest: 0.05`: up to so many each costs, and what reaching it costs. */
  readonly tiers: string;
  readonly isLeftOut: boolean;
};

export const EMPTY_TERMS_LINE: TypedTermsLine = {
  kind: 'fixed',
  description: '',
  quantity: '1',
  price: '',
  tiers: '',
  isLeftOut: false,
};

export type TypedTermsProblem = 'amount' | 'quantity' | 'tiers' | 'description' | 'no_lines';

const amountText = (minor: number, currency: Currency): string => toDecimalString(money(currency, minor));

/** A price as it is typed and read again: three decimals would be taken for thousands, so a fourth stands behind them. */
export const priceText = ({ unitAmount, unitAmountDecimal }: UnitPrice, currency: Currency): string =>
  unitAmountDecimal?.replace(/^([1-9]\d{0,2}\.\d{3})$/, '$10') ?? amountText(unitAmount, currency);

/** Tiers as they are typed, one behind the other. */
export const tiersText = (tiers: readonly Tier[], currency: Currency): string =>
  tiers.map((tier) => tierText(tier, currency)).join('; ');

const tierText = ({ upTo, flatAmount = 0, ...price }: Tier, currency: Currency): string =>
  `${upTo ?? 'rest'}: ${priceText(price, currency)}${flatAmount === 0 ? '' : ` + ${amountText(flatAmount, currency)}`}`;

/** A line as its form shows it. */
export function writeTermsLine(line: ScheduleLine, currency: Currency): TypedTermsLine {
  const { description } = line;
  const shared = { ...EMPTY_TERMS_LINE, description };
  if (line.kind === 'fixed') {
    return { ...shared, quantity: line.quantity, price: priceText(line, currency) };
  }
  const { price } = line;
  return price.kind === 'unit'
    ? { ...shared, kind: 'unit', price: priceText(price, currency) }
    : { ...shared, kind: 'tiers', tiers: tiersText(price.tiers, currency) };
}

/** In minor units; what is finer than those with the decimals that were typed. */
export function readPrice(typed: string, currency: Currency): UnitPrice | null {
  const text = typed.trim();
  const amount = readTypedAmount(text, currency);
  if (amount !== null) return { unitAmount: amount };
  return /^\d{1,12}\.\d{1,12}$/.test(text)
    ? { unitAmount: 0, unitAmountDecimal: text.replace(/(\.\d*[1-9])0+$/, '$1') }
    : null;
}

const TIER = /^(\d{1,9}|rest)\s*:\s*([^+]+?)(?:\s*\+\s*(.+))?$/;

function readTier(typed: string, currency: Currency): Tier | null {
  const [, upTo, each = '', flat] = TIER.exec(typed.trim()) ?? [];
  const price = readPrice(each, currency);
  const flatAmount = flat === undefined ? 0 : readTypedAmount(flat, currency);
  if (upTo === undefined || price === null || flatAmount === null) return null;
  return { upTo: upTo === 'rest' ? null : Number(upTo), ...price, ...(flatAmount !== 0 && { flatAmount }) };
}

/** Tiers as {@link tiersText} writes them; null for anything else. */
export function readTiers(typed: string, currency: Currency): readonly Tier[] | null {
  const tiers = typed.split(';').map((one) => readTier(one, currency));
  return tiers.every((tier) => tier !== null) ? tiers : null;
}

export type ReadTerms =
  | { readonly kind: 'terms'; readonly terms: ScheduleTerms }
  | { readonly kind: 'wrong'; readonly problems: Readonly<Record<string, TypedTermsProblem>> };

/**
 * What was typed over the terms that a form showed, line by line, and a further fixed line after them, which bears the first one's
 * taxes. What the form cannot say stays as it is. Every problem is named by its field.
 */
export function readTypedTerms(
  base: ScheduleTerms,
  typed: readonly TypedTermsLine[],
  currency: Currency,
): ReadTerms {
  const problems: Record<string, TypedTermsProblem> = {};
  const lines = typed.flatMap((line, at): ScheduleLine[] => {
    const was = base.lines[at];
    if (line.isLeftOut || (was === undefined && line.description.trim() === '')) return [];
    const read = readLine(line, was ?? added(base), currency, (field, problem) => {
      problems[`line.${at}.${field}`] = problem;
    });
    return read === null ? [] : [read];
  });
  if (lines.length === 0 && Object.keys(problems).length === 0) problems.lines = 'no_lines';
  return Object.keys(problems).length > 0
    ? { kind: 'wrong', problems }
    : { kind: 'terms', terms: { ...base, lines } };
}

/** A line that was added bears what the first one bears. */
const added = ({ lines: [first] }: ScheduleTerms): ScheduleLine => ({
  kind: 'fixed',
  description: '',
  quantity: '1',
  unitAmount: 0,
  discount: null,
  taxRates: first?.taxRates ?? [],
});

function readLine(
  typed: TypedTermsLine,
  was: ScheduleLine,
  currency: Currency,
  wrong: (field: 'description' | 'quantity' | 'price' | 'tiers', problem: TypedTermsProblem) => void,
): ScheduleLine | null {
  const description = typed.description.trim();
  if (description === '') {
    wrong('description', 'description');
    return null;
  }
  if (was.kind === 'metered') {
    const price = readMetered(typed, was.price, currency);
    if (price !== null) return { ...was, description, price };
    wrong(was.price.kind === 'unit' ? 'price' : 'tiers', was.price.kind === 'unit' ? 'amount' : 'tiers');
    return null;
  }
  const price = readPrice(typed.price, currency);
  const quantity = typed.quantity.trim().replace(',', '.');
  const isQuantity = /^\d{1,9}(?:\.\d{1,6})?$/.test(quantity);
  if (price === null) wrong('price', 'amount');
  if (!isQuantity) wrong('quantity', 'quantity');
  if (price === null || !isQuantity) return null;
  const { unitAmountDecimal: _, ...rest } = was;
  return { ...rest, description, quantity, ...price };
}

function readMetered(typed: TypedTermsLine, was: MeteredPrice, currency: Currency): MeteredPrice | null {
  if (was.kind === 'unit') {
    const price = readPrice(typed.price, currency);
    return price === null ? null : { kind: 'unit', ...price };
  }
  const tiers = readTiers(typed.tiers, currency);
  return tiers === null ? null : { kind: was.kind, tiers };
}
