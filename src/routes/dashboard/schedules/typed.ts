import { type LocalDate, parseLocalDate } from '../../../domain/calendar.ts';
import { readTyped } from '../../../domain/compose/read-typed.ts';
import { EMPTY_LINE } from '../../../domain/compose/typed-draft.ts';
import type { Currency } from '../../../domain/currency.ts';
import { NO_REFERENCES } from '../../../domain/invoice/references.ts';
import type { FieldProblem } from '../../../domain/rejection.ts';
import { CADENCE_UNITS } from '../../../domain/schedule/recurrence.ts';
import type { ScheduleLine } from '../../../domain/schedule/terms.ts';
import { textProblem, tidyText } from '../../../domain/text.ts';
import type { ScheduleInput } from '../../../operations/schedules/schedule-input.ts';
import type { TypedSchedule } from '../../../views/dashboard/schedules/form.tsx';
import { COMPOSE_WORDS } from '../../../views/dashboard/words/compose.ts';
import { SCHEDULES_WORDS as words } from '../../../views/dashboard/words/schedules.ts';
import { pressed, problemsByField, problemsInWords } from '../compose/form.ts';

/** The fields of the form that a schedule has beside a draft's. */
const OWN = ['name', 'every', 'unit', 'startsOn', 'trialDays', 'endsOn', 'runs', 'timing', 'issue'] as const;
type Own = Readonly<Record<(typeof OWN)[number], string>>;

/** Of a customer that nothing was typed for yet: a month, from the first day that is to come. */
export const emptySchedule = (currency: Currency, today: LocalDate, taxName: string): TypedSchedule => ({
  name: '',
  every: '1',
  unit: 'months',
  startsOn: today,
  trialDays: '',
  endsOn: '',
  runs: '',
  timing: 'advance',
  issue: 'send',
  currency,
  dueOn: '',
  netDays: '14',
  purchaseOrder: '',
  reference: '',
  note: '',
  taxName,
  inclusive: '',
  exemptReason: '',
  discount: '',
  discountFor: '',
  policy: '',
  paymentLink: 'on',
  lines: [EMPTY_LINE],
  parts: [],
});

/** A form that was sent: which button, and what was typed. */
export function sentSchedule(fields: Readonly<Record<string, string>>): {
  readonly act: string;
  readonly typed: TypedSchedule;
} {
  const { act, typed } = pressed(fields);
  const own = Object.fromEntries(OWN.map((name) => [name, (fields[name] ?? '').slice(0, 200)]));
  return { act, typed: { ...emptyOwn, ...own, ...typed } };
}

const emptyOwn: Own = {
  name: '',
  every: '',
  unit: '',
  startsOn: '',
  trialDays: '',
  endsOn: '',
  runs: '',
  timing: '',
  issue: '',
};

type Problems = Readonly<Record<string, string>>;
export type ReadSchedule =
  | { readonly kind: 'schedule'; readonly input: ScheduleInput }
  | { readonly kind: 'wrong'; readonly problems: Problems };

/** A number as it was typed; what is none is refused by the rules, in their words. */
const numberOf = (typed: string): number => (/^\s*\d{1,6}\s*$/.test(typed) ? Number(typed) : Number.NaN);
const numberOrNull = (typed: string): number | null => (typed.trim() === '' ? null : numberOf(typed));

/** Reads what was typed. Every problem is named, so that one submit shows all of them. */
export function readSchedule(
  typed: TypedSchedule,
  { customerId, currency, today }: { customerId: string; currency: Currency; today: LocalDate },
): ReadSchedule {
  const problems: Record<string, string> = {};
  const dayOf = (field: 'startsOn' | 'endsOn'): LocalDate | null => {
    if (field === 'endsOn' && typed.endsOn.trim() === '') return null;
    const day = parseLocalDate(typed[field].trim());
    if (day === null) problems[field] = COMPOSE_WORDS.problems.day;
    return day;
  };
  const name = tidyText(typed.name);
  if (name === '') problems.name = words.nameMissing;
  else if (textProblem(name, { lineBreaks: false }) !== null) problems.name = COMPOSE_WORDS.problems.text;
  const [startsOn, endsOn] = [dayOf('startsOn'), dayOf('endsOn')];
  const read = readTyped({ ...typed, netDays: '', dueOn: '' }, { lines: [], currency, today });
  if (read.kind === 'wrong') Object.assign(problems, problemsInWords(read.problems));
  if (Object.keys(problems).length > 0 || read.kind === 'wrong' || startsOn === null) {
    return { kind: 'wrong', problems };
  }
  const { draft } = read;
  return {
    kind: 'schedule',
    input: {
      customerId,
      name,
      currency: draft.currency,
      every: numberOf(typed.every),
      unit: CADENCE_UNITS.find((unit) => unit === typed.unit) ?? 'months',
      startsOn,
      trialDays: numberOrNull(typed.trialDays) ?? 0,
      day: null,
      endsOn,
      runs: numberOrNull(typed.runs),
      timing: typed.timing === 'arrears' ? 'arrears' : 'advance',
      timeZone: null,
      hour: null,
      catchUpLimit: 3,
      mails: true,
      terms: {
        lines: draft.lines.map(({ details: _, ...line }): ScheduleLine => ({ kind: 'fixed', ...line })),
        adjustments: [],
        withholdings: [],
        roundToCoin: false,
        notes: null,
        references: NO_REFERENCES,
        netDays: numberOrNull(typed.netDays),
        plan: null,
        paymentLink: draft.paymentLink,
        collectPolicy: draft.collectPolicy,
        issue: typed.issue === 'draft' ? 'draft' : 'send',
      },
    },
  };
}

/** What the rules refuse, by the field that it is about; what is about none of them, in sentences. */
export function refusedFields(refused: readonly FieldProblem[]): {
  readonly problems: Problems;
  readonly others: string;
} {
  const fields: readonly string[] = [...OWN, 'netDays'];
  const own = refused.filter(({ path }) => fields.includes(path));
  const { problems, others } = problemsByField(refused.filter(({ path }) => !fields.includes(path)));
  return {
    problems: { ...problems, ...Object.fromEntries(own.map(({ path, message }) => [path, message])) },
    others,
  };
}
