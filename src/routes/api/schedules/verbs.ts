import { z } from '@hono/zod-openapi';
import { isoOrNull } from '../../../domain/iso-instant.ts';
import { mapDone, thenRead } from '../../../domain/outcome.ts';
import { answerSchedule } from '../../../operations/schedules/answer-schedule.ts';
import { changeCadence, previewCadence } from '../../../operations/schedules/change-cadence.ts';
import type { ScheduleAsk, ScheduleChanged } from '../../../operations/schedules/change-schedule-row.ts';
import { changeTerms } from '../../../operations/schedules/change-terms.ts';
import { endSchedule } from '../../../operations/schedules/end-schedule.ts';
import { makeAgain } from '../../../operations/schedules/make-again.ts';
import { pauseSchedule } from '../../../operations/schedules/pause-schedule.ts';
import { previewChange } from '../../../operations/schedules/preview-change.ts';
import { readSchedule } from '../../../operations/schedules/read-schedule.ts';
import { reportQuantity } from '../../../operations/schedules/report-quantity.ts';
import { resumeSchedule } from '../../../operations/schedules/resume-schedule.ts';
import { setScheduleMails } from '../../../operations/schedules/set-mails.ts';
import { skipPeriod } from '../../../operations/schedules/skip-period.ts';
import { startScheduleAgain } from '../../../operations/schedules/start-again.ts';
import { type Call, type Endpoint, endpoint, NOTHING } from '../endpoint.ts';
import type { UndoneCode } from '../problem-catalogue.ts';
import { byId } from '../schemas/lists.ts';
import {
  cadenceBody,
  cadenceOfInput,
  cadencePreview,
  changeBody,
  changePreview,
  endBody,
  mailsBody,
  missedBody,
  quantityBody,
  schedule,
  skipBody,
} from './schema.ts';
import { termsOfInput } from './terms-schema.ts';

type Words<B> = {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly body: B;
  readonly bodyOptional?: boolean;
  readonly refuses: readonly UndoneCode[];
};

/** Builds an endpoint that runs a verb on a schedule and returns the schedule as it is afterwards. */
function verb<B extends z.ZodType>(
  name: string,
  words: Words<B>,
  act: (
    call: Call<{ id: string }, Record<string, never>, z.output<B>>,
    ask: ScheduleAsk,
  ) => Promise<ScheduleChanged>,
): Endpoint {
  return endpoint(
    {
      method: 'post',
      path: `/schedules/{id}/${name}`,
      tag: 'Schedules',
      ...words,
      refuses: ['not_found', 'schedule_ended', ...words.refuses],
      params: byId,
      query: NOTHING,
      answer: schedule,
    },
    async (call) => {
      const { ctx, caller, command, params } = call;
      const { scope } = caller;
      const ask = { scope, scheduleId: params.id, commandId: command.commandId };
      return thenRead(await act(call, ask), () => readSchedule(ctx, { scope, scheduleId: params.id }));
    },
  );
}

const pause = verb(
  'pause',
  {
    operationId: 'pauseSchedule',
    summary: 'Pause a schedule',
    description: 'No invoice is made until it is resumed.',
    body: NOTHING,
    bodyOptional: true,
    refuses: ['schedule_status'],
  },
  ({ ctx }, ask) => pauseSchedule(ctx, ask),
);

const resume = verb(
  'resume',
  {
    operationId: 'resumeSchedule',
    summary: 'Resume a paused schedule',
    body: missedBody,
    refuses: ['schedule_status'],
  },
  ({ ctx, body: { missed } }, ask) => resumeSchedule(ctx, { ...ask, missed }),
);

const answer = verb(
  'answer',
  {
    operationId: 'answerSchedule',
    summary: 'Say what becomes of missed periods',
    description:
      'For a schedule that missed more than its `catchUpLimit`: after an absence, or because it began long ago. `missed` of the schedule lists them with their amounts.',
    body: missedBody,
    refuses: ['schedule_waits_for_nothing'],
  },
  ({ ctx, body: { missed } }, ask) => answerSchedule(ctx, { ...ask, missed }),
);

const startAgain = verb(
  'start-again',
  {
    operationId: 'startScheduleAgain',
    summary: 'Start a schedule again that stopped',
    description:
      'Its invoice could not be made; `waitsFor` says why. Mend that first: a change of terms starts it, too.',
    body: NOTHING,
    bodyOptional: true,
    refuses: ['schedule_waits_for_nothing'],
  },
  ({ ctx }, ask) => startScheduleAgain(ctx, ask),
);

const mails = verb(
  'mails',
  {
    operationId: 'setScheduleMails',
    summary: 'Mail its customer about a schedule, or not',
    description:
      'From now on. Its invoices are mailed all the same. `scheduleMails` of the settings decides for all schedules.',
    body: mailsBody,
    refuses: [],
  },
  ({ ctx, body }, ask) => setScheduleMails(ctx, { ...ask, mails: body.mails }),
);

const skip = verb(
  'skip',
  {
    operationId: 'skipSchedulePeriod',
    summary: 'Skip one period',
    description: 'It is never invoiced. The others keep their days.',
    body: skipBody,
    bodyOptional: true,
    refuses: ['period_over'],
  },
  ({ ctx, body }, ask) => skipPeriod(ctx, { ...ask, number: body.period ?? null }),
);

const end = verb(
  'end',
  {
    operationId: 'endSchedule',
    summary: 'End a schedule for good',
    body: endBody,
    refuses: ['period_being_made', 'period_invoice_draft'],
  },
  ({ ctx, body: { when, giveBack = false } }, ask) => endSchedule(ctx, { ...ask, when, giveBack }),
);

const change = verb(
  'change',
  {
    operationId: 'changeSchedule',
    summary: 'Change what a schedule’s invoices say',
    description: [
      'All of the terms are replaced. From `now`, what the running period’s newest invoice is still worth is credited by the day,',
      'to the customer’s credit where it was paid, and the same days are invoiced under the new terms.',
    ].join(' '),
    body: changeBody,
    refuses: ['period_being_made', 'period_invoice_draft', 'customer_erased'],
  },
  ({ ctx, body: { from, terms } }, ask) => changeTerms(ctx, { ...ask, from, terms: termsOfInput(terms) }),
);

const report = verb(
  'quantities',
  {
    operationId: 'reportQuantity',
    summary: 'Report what was counted in a period',
    description: 'Until the period’s invoice is made; a later report replaces the one before.',
    body: quantityBody,
    refuses: ['period_over'],
  },
  ({ ctx, body: { period, meter, quantity } }, ask) =>
    reportQuantity(ctx, { ...ask, number: period ?? null, meter, quantity }),
);

const again = endpoint(
  {
    method: 'post',
    path: '/schedules/{id}/periods/{number}/make-again',
    operationId: 'makePeriodAgain',
    tag: 'Schedules',
    summary: 'Make a period’s invoice again',
    description:
      'After it was voided, or deleted as a draft: neither frees its period by itself, since mostly none is wanted then.',
    params: z.strictObject({
      ...byId.shape,
      number: z
        .string()
        .regex(/^[1-9][0-9]{0,8}$/, 'Give the number of a period.')
        .openapi({ type: 'integer' }),
    }),
    query: NOTHING,
    body: NOTHING,
    bodyOptional: true,
    answer: schedule,
    refuses: ['not_found', 'schedule_ended', 'period_invoice_stands', 'customer_erased'],
  },
  async ({ ctx, caller: { scope }, command: { commandId }, params: { id: scheduleId, number } }) => {
    const made = await makeAgain(ctx, { scope, scheduleId, commandId, number: Number(number) });
    return thenRead(made, () => readSchedule(ctx, { scope, scheduleId }));
  },
);

const previewed = endpoint(
  {
    method: 'post',
    path: '/schedules/{id}/preview-change',
    operationId: 'previewScheduleChange',
    tag: 'Schedules',
    summary: 'Preview a change before it is made',
    description: 'What it gives back and asks for at once, and the next twelve invoices under the new terms.',
    params: byId,
    query: NOTHING,
    body: changeBody,
    answer: changePreview,
    refuses: ['not_found', 'schedule_ended', 'period_being_made', 'period_invoice_draft', 'customer_erased'],
  },
  async ({ ctx, caller: { scope }, params: { id }, body: { from, terms } }) =>
    mapDone(
      await previewChange(ctx, { scope, scheduleId: id, from, terms: termsOfInput(terms) }),
      ({ toldAt, ...value }) => ({
        object: 'schedule_change_preview' as const,
        ...value,
        toldAt: isoOrNull(toldAt),
      }),
    ),
);

const cadence = endpoint(
  {
    method: 'post',
    path: '/schedules/{id}/cadence',
    operationId: 'changeScheduleCadence',
    tag: 'Schedules',
    summary: 'Change how often a schedule invoices',
    description: [
      'From its next period on. The schedule ends with the days that are invoiced, in arrears with the running period, and another',
      'goes on the day after: it is answered, and `succeededBy` names it. The customer is mailed of what is billed from then on.',
    ].join(' '),
    params: byId,
    query: NOTHING,
    body: cadenceBody,
    status: 201,
    answer: schedule,
    refuses: ['not_found', 'schedule_ended', 'schedule_status', 'period_being_made', 'customer_erased'],
  },
  async ({ ctx, caller: { scope }, command: { commandId, seed }, params: { id }, body }) => {
    const successorId = `sch_${seed}`;
    const ask = { scope, scheduleId: id, commandId, successorId };
    const changed = await changeCadence(ctx, { ...ask, ...cadenceOfInput(body) });
    return thenRead(changed, () => readSchedule(ctx, { scope, scheduleId: successorId }));
  },
);

const previewedCadence = endpoint(
  {
    method: 'post',
    path: '/schedules/{id}/preview-cadence',
    operationId: 'previewScheduleCadence',
    tag: 'Schedules',
    summary: 'Preview another cadence before it is changed',
    description: 'From which day on, which days are left out, and the next twelve invoices.',
    params: byId,
    query: NOTHING,
    body: cadenceBody,
    answer: cadencePreview,
    refuses: ['not_found', 'schedule_ended', 'schedule_status', 'period_being_made', 'customer_erased'],
  },
  async ({ ctx, caller: { scope }, params: { id }, body }) =>
    mapDone(await previewCadence(ctx, { scope, scheduleId: id, ...cadenceOfInput(body) }), (value) => ({
      object: 'schedule_cadence_preview' as const,
      ...value,
    })),
);

export const scheduleVerbs = [
  pause,
  resume,
  answer,
  startAgain,
  mails,
  skip,
  end,
  change,
  previewed,
  cadence,
  previewedCadence,
  report,
  again,
];
