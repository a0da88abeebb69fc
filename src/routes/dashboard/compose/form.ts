import type { FormDraft, TypedProblem } from '../../../domain/compose/read-typed.ts';
import {
  EMPTY_LINE,
  EMPTY_PART,
  type TypedDraft,
  typedDraft,
  withoutEmpty,
} from '../../../domain/compose/typed-draft.ts';
import { plainDiscount, writeTyped } from '../../../domain/compose/write-typed.ts';
import { NO_DETAILS } from '../../../domain/invoice/details.ts';
import type { FieldProblem } from '../../../domain/rejection.ts';
import type { DraftInput } from '../../../operations/invoices/draft-input.ts';
import type { ReadDraft } from '../../../operations/invoices/read-draft.ts';
import { COMPOSE_WORDS as words } from '../../../views/dashboard/words/compose.ts';

const NO_WHOLE = { adjustments: [], withholdings: [], deposits: [], roundToCoin: false } as const;

/** A draft as its form shows it. */
export const typedOfDraft = ({ draft, currency, page: { merchant } }: ReadDraft): TypedDraft =>
  writeTyped({
    currency,
    dueDate: draft.dueDate,
    plan: draft.plan ?? null,
    purchaseOrder: draft.details?.purchaseOrder ?? null,
    buyerReference: draft.details?.buyerReference ?? null,
    notes: draft.notes,
    collectPolicy: draft.collectPolicy ?? null,
    paymentLink: draft.paymentLink,
    adjustments: draft.whole?.adjustments ?? [],
    lines: draft.lines,
    taxName: merchant.address.country === 'US' ? 'Sales tax' : 'VAT',
  });

/** What the form says, on the draft that it was written on: what it can't say stays. */
export function draftOfForm(base: DraftInput, form: FormDraft): DraftInput {
  const { purchaseOrder, buyerReference, discount, ...rest } = form;
  const whole = base.whole ?? NO_WHOLE;
  const was = plainDiscount(whole.adjustments);
  const said = discount === null ? [] : [discount];
  const adjustments =
    was === undefined
      ? [...said, ...whole.adjustments]
      : whole.adjustments.flatMap((each) => (each === was ? said : [each]));
  return {
    ...base,
    ...rest,
    details: { ...(base.details ?? NO_DETAILS), purchaseOrder, buyerReference },
    whole: { ...whole, adjustments },
  };
}

/** What was pressed: which rows go, and how many empty ones are wanted. */
export type Pressed = { readonly act: string; readonly typed: TypedDraft };

export function pressed(fields: Readonly<Record<string, string>>): Pressed {
  const act = fields.act ?? 'save';
  const [, group, place = ''] = /^remove-(line|part)-(\d{1,3})$/.exec(act) ?? [];
  const typed = typedDraft(fields);
  const left = <T>(of: string, rows: readonly T[]): readonly T[] =>
    group === of ? rows.filter((_, at) => at !== Number(place)) : rows;
  return {
    act,
    typed: withoutEmpty({ ...typed, lines: left('line', typed.lines), parts: left('part', typed.parts) }),
  };
}

/** With an empty row to write in, where there is none yet or one was asked for. */
export const withEmpty = (typed: TypedDraft, wanted: string): TypedDraft => ({
  ...typed,
  lines:
    wanted === 'line' || typed.lines.length === 0 ? [...typed.lines, emptyAfter(typed.lines)] : typed.lines,
  parts:
    wanted !== 'part'
      ? typed.parts
      : typed.parts.length === 0
        ? [EMPTY_PART, EMPTY_PART]
        : [...typed.parts, EMPTY_PART],
});

/** It bears the tax of the line before it. */
function emptyAfter(lines: TypedDraft['lines']) {
  const before = lines.at(-1);
  const isSaid = before !== undefined && before.tax !== 'keep';
  return isSaid ? { ...EMPTY_LINE, tax: before.tax, rate: before.rate } : EMPTY_LINE;
}

type Problems = Readonly<Record<string, string>>;

export const problemsInWords = (problems: Readonly<Record<string, TypedProblem>>): Problems =>
  Object.fromEntries(Object.entries(problems).map(([field, problem]) => [field, words.problems[problem]]));

/** What a verb refuses, by the field of the form that it is about; what is about none of them, in sentences. */
export function problemsByField(refused: readonly FieldProblem[]): {
  readonly problems: Problems;
  readonly others: string;
} {
  const at = refused.map(({ path, message }) => ({ field: fieldOf(path), message }));
  return {
    problems: Object.fromEntries(
      at.toReversed().flatMap(({ field, message }) => (field === null ? [] : [[field, message] as const])),
    ),
    others: at.flatMap(({ field, message }) => (field === null ? [message] : [])).join(' '),
  };
}

const LINE_PARTS: Readonly<Record<string, string>> = {
  description: 'description',
  quantity: 'quantity',
  unitAmount: 'price',
  unitAmountDecimal: 'price',
  discount: 'discount',
  taxRates: 'rate',
};
const FIELDS: Readonly<Record<string, string>> = {
  dueDate: 'dueOn',
  currency: 'currency',
  purchaseOrder: 'purchaseOrder',
  buyerReference: 'reference',
  notes: 'note',
  collectPolicy: 'policy',
};

function fieldOf(path: string): string | null {
  const [, place, part = ''] = /^lines\[(\d+)\]\.?([a-zA-Z]*)/.exec(path) ?? [];
  if (place !== undefined) return `line.${place}.${LINE_PARTS[part] ?? 'description'}`;
  const [, at, of = ''] = /^paymentPlan\[(\d+)\]\.?([a-zA-Z]*)/.exec(path) ?? [];
  if (at !== undefined) return `part.${at}.${of === 'amount' || of === 'percentage' ? 'share' : 'due'}`;
  if (path === 'paymentPlan') return 'part.0.share';
  if (path.startsWith('adjustments')) return 'discount';
  return FIELDS[path] ?? null;
}
