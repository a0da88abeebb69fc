import { addDays, type LocalDate, parseLocalDate } from '../calendar.ts';
import type { CollectPolicy } from '../collection/types.ts';
import { type Currency, parseCurrency } from '../currency.ts';
import type { Adjustment } from '../invoice/adjustments.ts';
import type { LineDetails } from '../invoice/details.ts';
import type { PaymentPlan, PlanDay, PlanPart } from '../invoice/payment-plan.ts';
import { TAX_CATEGORIES } from '../invoice/tax-category.ts';
import type { Discount, LineInput, TaxRate } from '../invoice/totals.ts';
import { textProblem, tidyText } from '../text.ts';
import { readTypedAmount } from '../typed-amount.ts';
import type { TypedDraft, TypedLine, TypedPart } from './typed-draft.ts';

/** What is wrong with a field of the form, before anything is summed. */
export type TypedProblem =
  | 'amount'
  | 'quantity'
  | 'rate'
  | 'rate_missing'
  | 'tax_name_missing'
  | 'tax_lost'
  | 'discount'
  | 'day'
  | 'net_days'
  | 'part_day'
  | 'due_and_parts'
  | 'currency'
  | 'description_missing'
  | 'too_long'
  | 'text';

export type BaseLine = LineInput & { readonly details?: LineDetails | undefined };

/** What the form changes of a draft. The rest of the draft stays as it is. */
export type FormDraft = {
  readonly currency: Currency;
  readonly dueDate: LocalDate | null;
  readonly plan: PaymentPlan | null;
  readonly purchaseOrder: string | null;
  readonly buyerReference: string | null;
  readonly notes: string | null;
  readonly collectPolicy: CollectPolicy | null;
  readonly paymentLink: boolean;
  /** Off the whole. */
  readonly discount: Adjustment | null;
  readonly lines: readonly BaseLine[];
};

type Base = {
  /** The lines of the draft, whose details and finer taxes a line keeps that stands for one of them. */
  readonly lines: readonly BaseLine[];
  readonly currency: Currency;
  /** In the business's own time zone. */
  readonly today: LocalDate;
};

/** What was typed, read; or what is wrong with it, by the field's name. */
export type Read =
  | { readonly kind: 'draft'; readonly draft: FormDraft }
  | { readonly kind: 'wrong'; readonly problems: Readonly<Record<string, TypedProblem>> };

/** Reads a form without empty rows. Every problem is named, so that one submit shows all of them. */
export function readTyped(typed: TypedDraft, base: Base): Read {
  const problems: Record<string, TypedProblem> = {};
  const wrong = (field: string, problem: TypedProblem): null => {
    problems[field] ??= problem;
    return null;
  };
  const words = (field: string, text: string, most: number, lineBreaks = false): string | null => {
    const tidy = tidyText(text);
    if (tidy === '') return null;
    if (tidy.length > most) return wrong(field, 'too_long');
    return textProblem(tidy, { lineBreaks }) === null ? tidy : wrong(field, 'text');
  };
  const asked = typed.currency.trim().toUpperCase();
  const currency = asked === '' ? base.currency : (parseCurrency(asked) ?? wrong('currency', 'currency'));
  const read = { wrong, words, currency: currency ?? base.currency };
  const dueDate = dueOf(typed, base.today, wrong);
  if (dueDate !== null && typed.parts.length > 0) wrong('dueOn', 'due_and_parts');
  const taxName = words('taxName', typed.taxName, 100);
  const reason = words('exemptReason', typed.exemptReason, 200);
  const taxes = { name: taxName, inclusive: typed.inclusive === 'on', reason };
  const draft: FormDraft = {
    currency: read.currency,
    dueDate,
    plan:
      typed.parts.length === 0 ? null : typed.parts.map((part, place) => partOf(part, `part.${place}`, read)),
    purchaseOrder: words('purchaseOrder', typed.purchaseOrder, 200),
    buyerReference: words('reference', typed.reference, 200),
    notes: words('note', typed.note, 5000, true),
    collectPolicy: POLICIES.find((policy) => policy === typed.policy) ?? null,
    paymentLink: typed.paymentLink === 'on',
    discount: wholeDiscount(typed, read),
    lines: typed.lines.map((line, place) => lineOf(line, `line.${place}`, { ...read, base, taxes })),
  };
  return Object.keys(problems).length === 0 ? { kind: 'draft', draft } : { kind: 'wrong', problems };
}

const POLICIES = ['on_send', 'on_due_date', 'never'] as const satisfies readonly CollectPolicy[];

type Wrong = (field: string, problem: TypedProblem) => null;
type Reading = {
  readonly wrong: Wrong;
  readonly words: (field: string, text: string, most: number) => string | null;
  readonly currency: Currency;
};

function dueOf({ dueOn, netDays }: TypedDraft, today: LocalDate, wrong: Wrong): LocalDate | null {
  const days = netDays.trim();
  if (days !== '') {
    return /^\d{1,3}$/.test(days) ? addDays(today, Number(days)) : wrong('netDays', 'net_days');
  }
  const day = dueOn.trim();
  return day === '' ? null : (parseLocalDate(day) ?? wrong('dueOn', 'day'));
}

/** A percentage without its sign, as it is stored; null for what is none. */
function percentage(text: string): string | null {
  const plain = text.replace('%', '').trim().replace(',', '.');
  return /^\d{1,3}(?:\.\d{1,4})?$/.test(plain) && Number(plain) <= 100 ? plain : null;
}

/** `10 %`, or an amount; null where nothing was typed. */
function discountOf(field: string, text: string, { currency, wrong }: Reading): Discount | null {
  const typed = text.trim();
  if (typed === '') return null;
  if (typed.includes('%')) {
    const read = percentage(typed);
    return read === null ? wrong(field, 'discount') : { kind: 'percentage', percentage: read };
  }
  const amount = readTypedAmount(typed, currency);
  return amount === null ? wrong(field, 'discount') : { kind: 'amount', amount };
}

function wholeDiscount(typed: TypedDraft, read: Reading): Adjustment | null {
  const value = discountOf('discount', typed.discount, read);
  const description = read.words('discountFor', typed.discountFor, 200) ?? 'Discount';
  return value === null ? null : { kind: 'discount', description, value };
}

/** An empty share is the rest. */
function partOf({ share, due }: TypedPart, field: string, { currency, wrong }: Reading): PlanPart {
  const day = dayOf(due);
  if (day === null) wrong(`${field}.due`, 'part_day');
  const after = day ?? { kind: 'after', count: 0, unit: 'days' };
  const typed = share.trim();
  if (typed === '') return { share: { kind: 'rest' }, due: after };
  if (typed.includes('%')) {
    const read = percentage(typed);
    if (read === null) wrong(`${field}.share`, 'rate');
    return { share: { kind: 'percentage', percentage: read ?? '0' }, due: after };
  }
  const amount = readTypedAmount(typed, currency);
  if (amount === null || amount === 0) wrong(`${field}.share`, 'amount');
  return { share: { kind: 'amount', amount: amount ?? 0 }, due: after };
}

/** `2026-12-31`, `30`, `30 days`, `2 months`, `at once`; null for anything else. */
function dayOf(text: string): PlanDay | null {
  const typed = text.trim().toLowerCase();
  const date = parseLocalDate(typed);
  if (date !== null) return { kind: 'on', date };
  if (typed === 'at once') return { kind: 'after', count: 0, unit: 'days' };
  const [, count, unit = 'd'] = /^(\d{1,4})\s*(?:(d|m)[a-z]*)?$/.exec(typed) ?? [];
  if (count === undefined) return null;
  return { kind: 'after', count: Number(count), unit: unit === 'm' ? 'months' : 'days' };
}

type LineReading = Reading & {
  readonly base: Base;
  readonly taxes: {
    readonly name: string | null;
    readonly inclusive: boolean;
    readonly reason: string | null;
  };
};

function lineOf(line: TypedLine, field: string, read: LineReading): BaseLine {
  const { wrong, base } = read;
  const was = /^\d{1,4}$/.test(line.was) ? base.lines[Number(line.was)] : undefined;
  const description = read.words(`${field}.description`, line.description, 500);
  if (line.description.trim() === '') wrong(`${field}.description`, 'description_missing');
  return {
    ...priceOf(line, was, field, read),
    description: description ?? '',
    quantity: quantityOf(line.quantity) ?? wrong(`${field}.quantity`, 'quantity') ?? '1',
    discount: discountOf(`${field}.discount`, line.discount, read),
    taxRates: taxesOf(line, was, field, read),
    ...(was?.withheld !== undefined && { withheld: was.withheld }),
    ...(was?.details !== undefined && { details: was.details }),
  };
}

/** A comma before three digits could group them: it is not guessed. */
/** A quantity as it was typed, as a decimal text; null for what is none. */
export function quantityOf(typed: string): string | null {
  const text = typed.trim() === '' ? '1' : typed.trim().replace('\u2212', '-');
  if (/^-?[1-9]\d{0,2},\d{3}$/.test(text)) return null;
  const plain = text.replace(',', '.');
  return /^-?\d{1,9}(?:\.\d{1,6})?$/.test(plain) ? plain : null;
}

type Price = Pick<BaseLine, 'unitAmount' | 'unitAmountDecimal'>;

/** In minor units; what is finer than those with the decimals that were typed. */
function priceOf(
  { price }: TypedLine,
  was: BaseLine | undefined,
  field: string,
  { currency, wrong }: Reading,
): Price {
  const typed = price.trim().replace('\u2212', '-');
  if (was?.unitAmountDecimal !== undefined && typed === was.unitAmountDecimal) {
    return { unitAmount: was.unitAmount, unitAmountDecimal: typed };
  }
  const isBelow = typed.startsWith('-');
  const amount = readTypedAmount(isBelow ? typed.slice(1) : typed, currency);
  if (amount !== null) return { unitAmount: isBelow && amount !== 0 ? -amount : amount };
  if (/^-?\d{1,12}\.\d{1,12}$/.test(typed)) return { unitAmount: 0, unitAmountDecimal: typed };
  wrong(`${field}.price`, 'amount');
  return { unitAmount: 0 };
}

function taxesOf(
  { tax, rate }: TypedLine,
  was: BaseLine | undefined,
  field: string,
  { wrong, taxes }: LineReading,
): readonly TaxRate[] {
  if (tax === 'keep') return was?.taxRates ?? lost(wrong, field);
  const category = TAX_CATEGORIES.find((each) => each === tax);
  if (category === undefined && tax !== 'plain') return [];
  const isTaxed = category === undefined || category === 'standard' || category === 'reduced';
  const read = isTaxed ? percentage(rate) : '0';
  if (read === null) wrong(`${field}.rate`, rate.trim() === '' ? 'rate_missing' : 'rate');
  if (taxes.name === null) wrong('taxName', 'tax_name_missing');
  return [
    {
      name: taxes.name ?? '',
      percentage: read ?? '0',
      inclusive: isTaxed && taxes.inclusive,
      ...(category !== undefined && { category }),
      ...(category === 'exempt' && taxes.reason !== null && { reason: taxes.reason }),
    },
  ];
}

/** The line that it stood for is no more, and its taxes are not guessed. */
function lost(wrong: Wrong, field: string): readonly TaxRate[] {
  wrong(`${field}.tax`, 'tax_lost');
  return [];
}
