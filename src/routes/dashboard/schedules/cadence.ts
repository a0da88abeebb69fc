import { parseLocalDate } from '../../../domain/calendar.ts';
import { CADENCE_UNITS } from '../../../domain/schedule/recurrence.ts';
import {
  changeCadence,
  type PreviewedCadence,
  previewCadence,
} from '../../../operations/schedules/change-cadence.ts';
import { readSchedule } from '../../../operations/schedules/read-schedule.ts';
import { cadencePage, type TypedCadence } from '../../../views/dashboard/schedules/cadence.tsx';
import { COMPOSE_WORDS } from '../../../views/dashboard/words/compose.ts';
import { SCHEDULES_WORDS } from '../../../views/dashboard/words/schedules.ts';
import { writerFor } from '../../../views/format.ts';
import type { DashboardContext } from '../env.ts';
import { formCommand, newForm } from '../invoice/form-id.ts';
import { done, respondBare, respondDashboard, respondUndone, type Shown, within } from '../respond.ts';
import { shownNext } from './shown.ts';
import type { cadenceForm } from './verbs.ts';

const words = SCHEDULES_WORDS.cadence;

type Again = {
  readonly form?: string;
  readonly typed?: TypedCadence;
  readonly problem?: Shown;
  readonly does?: PreviewedCadence;
};

export async function showCadence(
  c: DashboardContext,
  scheduleId: string,
  again: Again = {},
): Promise<Response> {
  const ctx = c.get('ctx');
  const read = await readSchedule(ctx, { scope: c.get('staff').scope, scheduleId });
  if (read.kind !== 'done') return respondBare(c, 404, 'not_found');
  const { name, every, unit } = read.value;
  const typed = again.typed ?? { every: String(every), unit, startsOn: '' };
  const { does } = again;
  return respondDashboard(c, again.problem?.status ?? 200, (context) => {
    const writer = writerFor(read.value, context.speech);
    return cadencePage(
      {
        name,
        action: within(c, `/schedules/${scheduleId}`),
        form: again.form ?? newForm(ctx),
        typed,
        problem: again.problem?.text ?? null,
        previewed: does === undefined ? '' : previewedAs(typed),
        does:
          does === undefined
            ? null
            : {
                sentences: [
                  words.from(writer.date(does.startsOn)),
                  ...(does.daysLeftOut === 0 ? [] : [words.leftOut(does.daysLeftOut)]),
                  ...(does.runs === null ? [] : [words.runs(does.runs)]),
                ],
                next: does.next.map((period) => shownNext(period, writer)),
              },
      },
      context,
    );
  });
}

/** What a preview was of: a form that says something else by now is previewed first. */
const previewedAs = ({ every, unit, startsOn }: TypedCadence): string => [every, unit, startsOn].join('/');

export async function sendCadence(
  c: DashboardContext,
  scheduleId: string,
  { form, act, previewed, ...typed }: ReturnType<typeof cadenceForm.parse>,
): Promise<Response> {
  const ctx = c.get('ctx');
  const kept = { ...(form !== '' && { form }), typed };
  const startsOn = parseLocalDate(typed.startsOn.trim());
  if (startsOn === null && typed.startsOn.trim() !== '') {
    return showCadence(c, scheduleId, {
      ...kept,
      problem: { status: 422, text: COMPOSE_WORDS.problems.day },
    });
  }
  const asked = {
    every: /^\s*\d{1,6}\s*$/.test(typed.every) ? Number(typed.every) : Number.NaN,
    unit: CADENCE_UNITS.find((unit) => unit === typed.unit) ?? 'months',
    day: null,
    startsOn,
    terms: null,
  };
  const ask = { scope: c.get('staff').scope, scheduleId };
  if (act !== 'change' || previewed !== previewedAs(typed)) {
    const does = await previewCadence(ctx, { ...ask, ...asked });
    return does.kind === 'done'
      ? showCadence(c, scheduleId, { ...kept, does: does.value })
      : respondUndone(c, does, (problem) => showCadence(c, scheduleId, { ...kept, problem }));
  }
  const { commandId, seed } = formCommand(ctx, 'schedule-cadence', form);
  const successorId = `sch_${seed}`;
  const changed = await changeCadence(ctx, { ...ask, ...asked, commandId, successorId });
  return changed.kind === 'done'
    ? done(c, within(c, `/schedules/${successorId}`), 'schedule_cadence')
    : respondUndone(c, changed, (problem) => showCadence(c, scheduleId, { ...kept, problem }));
}
