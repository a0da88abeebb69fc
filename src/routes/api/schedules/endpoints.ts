import { z } from '@hono/zod-openapi';
import { mapDone, thenRead } from '../../../domain/outcome.ts';
import { createSchedule } from '../../../operations/schedules/create-schedule.ts';
import { listPeriods } from '../../../operations/schedules/list-periods.ts';
import { listSchedules } from '../../../operations/schedules/list-schedules.ts';
import type { PreviewedPeriod } from '../../../operations/schedules/preview.ts';
import { previewNewSchedule } from '../../../operations/schedules/preview-new.ts';
import { previewSchedule, readSchedule } from '../../../operations/schedules/read-schedule.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { idOf } from '../schemas/fields.ts';
import { byId, listOf, pageOf, pageQuery, yesOrNo } from '../schemas/lists.ts';
import { listedSchedule, period, preview, schedule, scheduleBody, scheduleOfInput } from './schema.ts';

const previewOf = (data: readonly PreviewedPeriod[]) => ({ object: 'schedule_preview' as const, data });

const create = endpoint(
  {
    method: 'post',
    path: '/schedules',
    operationId: 'createSchedule',
    tag: 'Schedules',
    summary: 'Create a billing schedule',
    description: [
      'It makes an invoice every so many days, weeks, months or years. Days are counted from the first period, so the 31st stays',
      'the last of each month; a period is invoiced once, by its number. What its first invoice would be refused for is refused now.',
      'An invoice is made within a minute of its hour. `/schedules/{id}/cadence` varies the cadence.',
    ].join(' '),
    params: NOTHING,
    query: NOTHING,
    body: scheduleBody,
    status: 201,
    answer: schedule,
    refuses: ['customer_erased'],
  },
  async ({ ctx, caller: { scope }, command: { commandId, seed }, body }) => {
    const scheduleId = `sch_${seed}`;
    const created = await createSchedule(ctx, { scope, scheduleId, commandId, input: scheduleOfInput(body) });
    return thenRead(created, () => readSchedule(ctx, { scope, scheduleId }));
  },
);

const previewNew = endpoint(
  {
    method: 'post',
    path: '/schedules/preview',
    operationId: 'previewNewSchedule',
    tag: 'Schedules',
    summary: 'Preview a schedule before it is created',
    description: 'Its first twelve invoices with their days and amounts. Nothing is written.',
    params: NOTHING,
    query: NOTHING,
    body: scheduleBody,
    answer: preview,
    refuses: ['customer_erased'],
  },
  async ({ ctx, caller: { scope }, body }) =>
    mapDone(await previewNewSchedule(ctx, { scope, input: scheduleOfInput(body) }), previewOf),
);

const list = endpoint(
  {
    method: 'get',
    path: '/schedules',
    operationId: 'listSchedules',
    tag: 'Schedules',
    summary: 'List billing schedules',
    params: NOTHING,
    query: z.strictObject({
      ...pageQuery('sch'),
      customerId: idOf('cus').optional(),
      waiting: yesOrNo.optional().openapi({
        type: 'string',
        enum: ['true', 'false'],
        description: '`true` for those alone that wait for a person: see `waitsFor`.',
      }),
    }),
    body: NOTHING,
    answer: listOf(listedSchedule).openapi('ScheduleList'),
    refuses: [],
  },
  ({ ctx, caller: { scope }, query: { customerId = null, waiting = false, ...page } }) =>
    listSchedules(ctx, { scope, filters: { customerId, waiting }, page: pageOf(page) }),
);

const read = endpoint(
  {
    method: 'get',
    path: '/schedules/{id}',
    operationId: 'readSchedule',
    tag: 'Schedules',
    summary: 'Read a billing schedule',
    params: byId,
    query: NOTHING,
    body: NOTHING,
    answer: schedule,
    refuses: ['not_found'],
  },
  ({ ctx, caller: { scope }, params: { id } }) => readSchedule(ctx, { scope, scheduleId: id }),
);

const next = endpoint(
  {
    method: 'get',
    path: '/schedules/{id}/preview',
    operationId: 'previewSchedule',
    tag: 'Schedules',
    summary: 'Preview a schedule’s next invoices',
    description: 'The next twelve with their days and amounts, as things stand.',
    params: byId,
    query: NOTHING,
    body: NOTHING,
    answer: preview,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope }, params: { id } }) =>
    mapDone(await previewSchedule(ctx, { scope, scheduleId: id }), previewOf),
);

const periods = endpoint(
  {
    method: 'get',
    path: '/schedules/{id}/periods',
    operationId: 'listSchedulePeriods',
    tag: 'Schedules',
    summary: 'List a schedule’s periods that are over',
    description: 'Those that were invoiced or skipped, the newest first.',
    params: byId,
    query: z.strictObject({
      before: z
        .string()
        .regex(/^[1-9][0-9]{0,8}$/, 'Give the number of a period.')
        .optional()
        .openapi({ description: 'Periods before this number.', type: 'integer' }),
      limit: pageQuery('sch').limit,
    }),
    body: NOTHING,
    answer: z
      .strictObject({ data: z.array(period).readonly(), hasMore: z.boolean() })
      .openapi('SchedulePeriodList'),
    refuses: ['not_found'],
  },
  ({ ctx, caller: { scope }, params: { id }, query }) =>
    listPeriods(ctx, {
      scope,
      scheduleId: id,
      before: query.before === undefined ? null : Number(query.before),
      limit: pageOf(query).limit,
    }),
);

export const scheduleEndpoints = [create, previewNew, list, read, next, periods];
