import { addDays, type LocalDate } from '../../domain/calendar.ts';
import type { FieldProblem } from '../../domain/rejection.ts';
import type { AskedSchedule } from '../../domain/schedule/asked.ts';
import { recurrenceProblems } from '../../domain/schedule/problems.ts';
import type { Recurrence } from '../../domain/schedule/recurrence.ts';
import { termsProblems } from '../../domain/schedule/terms-problems.ts';

/** A schedule as given to the API, parsed. */
export type ScheduleInput = AskedSchedule & { readonly customerId: string };

const MOST_CATCH_UP = 100;
const FIRST_START = '2000-01-01';
const LAST_START = '2199-12-31';

type House = { readonly timeZone: string; readonly collectHour: number };

/** When a schedule makes invoices, by its business's clock where nothing else was said. */
export const recurrenceAsked = (input: AskedSchedule, { timeZone, collectHour }: House): Recurrence => ({
  every: input.every,
  unit: input.unit,
  anchor: anchorOf(input),
  day: input.day,
  endsOn: input.endsOn,
  runs: input.runs,
  timing: input.timing,
  timeZone: input.timeZone ?? timeZone,
  hour: input.hour ?? collectHour,
});

/** Trials that are too long are refused: their anchor is of no interest. */
function anchorOf({ startsOn, trialDays }: AskedSchedule): LocalDate {
  const isUsable = Number.isSafeInteger(trialDays) && trialDays >= 0 && trialDays < 10_000;
  return isUsable && startsOn <= LAST_START ? addDays(startsOn, trialDays) : startsOn;
}

/** What is wrong with a schedule, as far as neither its customer nor its business decides it. */
export function scheduleProblems(input: AskedSchedule, recurrence: Recurrence): readonly FieldProblem[] {
  const { startsOn, trialDays, catchUpLimit, terms } = input;
  const problems: FieldProblem[] = [];
  if (startsOn < FIRST_START || startsOn > LAST_START) {
    const message = `No schedule begins in ${startsOn.slice(0, 4)}: give a day from ${FIRST_START} to ${LAST_START}.`;
    problems.push({ path: 'startsOn', message });
  }
  problems.push(...recurrenceProblems({ ...recurrence, startsOn, trialDays }), ...termsProblems(terms));
  if (!(Number.isInteger(catchUpLimit) && catchUpLimit >= 1 && catchUpLimit <= MOST_CATCH_UP)) {
    const message = `Give from 1 to ${MOST_CATCH_UP}: so many missed invoices are made without asking you.`;
    problems.push({ path: 'catchUpLimit', message });
  }
  return problems;
}
