import { z } from 'zod';
import type { Context } from '../../../operations/core/context.ts';
import { answerSchedule } from '../../../operations/schedules/answer-schedule.ts';
import type { ScheduleAsk, ScheduleChanged } from '../../../operations/schedules/change-schedule-row.ts';
import { endSchedule } from '../../../operations/schedules/end-schedule.ts';
import { pauseSchedule } from '../../../operations/schedules/pause-schedule.ts';
import { readSchedule } from '../../../operations/schedules/read-schedule.ts';
import { resumeSchedule } from '../../../operations/schedules/resume-schedule.ts';
import { setScheduleMails } from '../../../operations/schedules/set-mails.ts';
import { skipPeriod } from '../../../operations/schedules/skip-period.ts';
import { startScheduleAgain } from '../../../operations/schedules/start-again.ts';
import { endSchedulePage } from '../../../views/dashboard/schedules/end.tsx';
import type { DashboardContext } from '../env.ts';
import { text } from '../forms.ts';
import { formCommand, formField, newForm } from '../invoice/form-id.ts';
import { done, respondBare, respondDashboard, respondUndone, type Shown, within } from '../respond.ts';
import { showSchedule } from './one.ts';

export const actForm = z.object({ form: formField, missed: text(), period: text(), mails: text() });
export const endForm = z.object({ form: formField, when: text(), giveBack: text() });

export const cadenceForm = z.object({
  form: formField,
  act: text(),
  previewed: text(),
  every: text(),
  unit: text(),
  startsOn: text(),
});

type Typed = z.output<typeof actForm>;

const missedOf = ({ missed }: Typed) => (missed === 'catch_up' ? ('catch_up' as const) : ('skip' as const));

/** What is pressed on a schedule's page, and the word that says so afterwards. */
const ACTS = {
  pause: {
    said: 'schedule_paused',
    run: (ctx: Context, ask: ScheduleAsk) => pauseSchedule(ctx, ask),
  },
  resume: {
    said: 'schedule_resumed',
    run: (ctx: Context, ask: ScheduleAsk, typed: Typed) =>
      resumeSchedule(ctx, { ...ask, missed: missedOf(typed) }),
  },
  mails: {
    said: 'schedule_mails_set',
    run: (ctx: Context, ask: ScheduleAsk, { mails }: Typed) =>
      setScheduleMails(ctx, { ...ask, mails: mails === 'on' }),
  },
  skip: {
    said: 'schedule_skipped',
    run: (ctx: Context, ask: ScheduleAsk, { period }: Typed) =>
      // The period that the page named: pressed late it is not another one.
      skipPeriod(ctx, { ...ask, number: /^[1-9]\d{0,8}$/.test(period) ? Number(period) : 0 }),
  },
  answer: {
    said: 'schedule_answered',
    run: (ctx: Context, ask: ScheduleAsk, typed: Typed) =>
      answerSchedule(ctx, { ...ask, missed: missedOf(typed) }),
  },
  'start-again': {
    said: 'schedule_started',
    run: (ctx: Context, ask: ScheduleAsk) => startScheduleAgain(ctx, ask),
  },
} satisfies Readonly<
  Record<
    string,
    {
      readonly said: string;
      readonly run: (ctx: Context, ask: ScheduleAsk, typed: Typed) => Promise<ScheduleChanged>;
    }
  >
>;

export async function act(
  c: DashboardContext,
  scheduleId: string,
  verb: keyof typeof ACTS,
  typed: Typed,
): Promise<Response> {
  const ctx = c.get('ctx');
  const { commandId } = formCommand(ctx, `schedule-${verb}`, typed.form);
  const { said, run } = ACTS[verb];
  const changed = await run(ctx, { scope: c.get('staff').scope, scheduleId, commandId }, typed);
  return changed.kind === 'done'
    ? done(c, within(c, `/schedules/${scheduleId}`), said)
    : respondUndone(c, changed, (shown) => showSchedule(c, scheduleId, shown));
}

type End = { readonly when: string; readonly giveBack: boolean };

export async function askEnd(
  c: DashboardContext,
  scheduleId: string,
  typed: End = { when: 'period_end', giveBack: false },
  problem: Shown | null = null,
): Promise<Response> {
  const ctx = c.get('ctx');
  const read = await readSchedule(ctx, { scope: c.get('staff').scope, scheduleId });
  if (read.kind !== 'done') return respondBare(c, 404, 'not_found');
  const { name, timing } = read.value;
  return respondDashboard(c, problem?.status ?? 200, (context) =>
    endSchedulePage(
      {
        name,
        action: within(c, `/schedules/${scheduleId}`),
        form: newForm(ctx),
        mayGiveBack: timing === 'advance',
        typed,
        problem: problem?.text ?? null,
      },
      context,
    ),
  );
}

export async function end(
  c: DashboardContext,
  scheduleId: string,
  form: z.output<typeof endForm>,
): Promise<Response> {
  const ctx = c.get('ctx');
  const { commandId } = formCommand(ctx, 'schedule-end', form.form);
  const giveBack = form.giveBack === 'on';
  const when = form.when === 'now' ? 'now' : 'period_end';
  const ended = await endSchedule(ctx, {
    scope: c.get('staff').scope,
    scheduleId,
    commandId,
    when,
    giveBack,
  });
  return ended.kind === 'done'
    ? done(c, within(c, `/schedules/${scheduleId}`), 'schedule_ended')
    : respondUndone(c, ended, (shown) => askEnd(c, scheduleId, { when, giveBack }, shown));
}
