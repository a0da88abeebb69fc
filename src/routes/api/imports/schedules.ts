import { z } from '@hono/zod-openapi';
import type { ScheduleKind } from '../../../domain/imports/states.ts';
import { mapDone, thenRead } from '../../../domain/outcome.ts';
import type { Context } from '../../../operations/core/context.ts';
import type { Scope } from '../../../operations/core/scope.ts';
import { cancelImport, takeOver } from '../../../operations/imports/decide.ts';
import { MOST_BYTES, MOST_LINES } from '../../../operations/imports/lines-of.ts';
import { listImportLines, readImport } from '../../../operations/imports/read.ts';
import { startImport } from '../../../operations/imports/start.ts';
import { streamSchedules } from '../../../operations/schedules/stream-schedules.ts';
import { schedulesCsv } from '../../schedules-csv.ts';
import { type Endpoint, endpoint, NOTHING } from '../endpoint.ts';
import { csvAnswer, csvBody } from '../schemas/csv.ts';
import { byId } from '../schemas/lists.ts';
import { byOf, fileAsked, fileQuery, linesAsked, linesQuery } from './ask.ts';
import {
  scheduleImport,
  scheduleImportLines,
  shownScheduleImport,
  shownScheduleLine,
} from './schedule-schema.ts';

type Words = {
  readonly kind: ScheduleKind;
  readonly path: `/${string}`;
  /** What its operations are named by. */
  readonly name: string;
  readonly what: string;
  readonly file: string;
  readonly apply: string;
};

const SIZE = `CSV in UTF-8 or UTF-16, of ${MOST_LINES} lines and ${MOST_BYTES / 1_000_000} MB at most, with commas, semicolons or tabs.`;

/** The endpoints of files of one kind: sent, read line by line, applied or canceled. */
function endpointsOf({ kind, path, name, what, file, apply: applied }: Words): readonly Endpoint[] {
  const shared = { tag: 'Schedules', query: NOTHING } as const;
  const one = { ...shared, params: byId, answer: scheduleImport, refuses: ['not_found'] } as const;
  const read = async (ctx: Context, scope: Scope, importId: string) =>
    mapDone(await readImport(ctx, { scope, importId, kind }), (view) => shownScheduleImport(kind, view));
  return [
    endpoint(
      {
        ...shared,
        method: 'post',
        path,
        operationId: `start${name}Import`,
        summary: `Send a file of ${what}, to see what it would make`,
        description: file,
        params: NOTHING,
        query: fileQuery,
        body: csvBody,
        takes: 'text/csv',
        status: 201,
        answer: scheduleImport,
        refuses: [],
      },
      async ({ ctx, caller: { scope }, query, body }) => {
        const ask = { kind, file: body, ...fileAsked(query), by: byOf(ctx) } as const;
        const started = await startImport(ctx, { scope, ...ask });
        return thenRead(started, ({ importId }) => read(ctx, scope, importId));
      },
    ),
    endpoint(
      {
        ...one,
        method: 'get',
        path: `${path}/{id}`,
        operationId: `read${name}Import`,
        summary: `Read how far an import of ${what} is`,
        body: NOTHING,
      },
      ({ ctx, caller: { scope }, params: { id } }) => read(ctx, scope, id),
    ),
    endpoint(
      {
        ...one,
        method: 'get',
        path: `${path}/{id}/lines`,
        operationId: `list${name}ImportLines`,
        summary: 'List what each line makes, with its next invoice, and what is wrong with it',
        query: linesQuery,
        body: NOTHING,
        answer: scheduleImportLines,
      },
      async ({ ctx, caller: { scope }, params: { id }, query }) => {
        const ask = { importId: id, kind, ...linesAsked(query) } as const;
        return mapDone(await listImportLines(ctx, { scope, ...ask }), (found) => ({
          data: found.lines.map(shownScheduleLine),
          hasMore: found.next !== null,
          nextCursor: found.next,
        }));
      },
    ),
    endpoint(
      {
        ...one,
        method: 'post',
        path: `${path}/{id}/apply`,
        operationId: `apply${name}Import`,
        summary: `Make the schedules of an import of ${what}`,
        description: applied,
        body: z.strictObject({
          wrongLines: z.enum(['refuse', 'leave_out']).optional().openapi({
            description:
              'What to do where lines are wrong: `refuse` makes nothing, and is meant where it is omitted; `leave_out` makes the others.',
          }),
        }),
        bodyOptional: true,
      },
      async ({ ctx, caller: { scope }, params: { id: importId }, body: { wrongLines = 'refuse' } }) =>
        thenRead(await takeOver(ctx, { scope, importId, kind, wrongLines, by: byOf(ctx) }), () =>
          read(ctx, scope, importId),
        ),
    ),
    endpoint(
      {
        ...one,
        method: 'post',
        path: `${path}/{id}/cancel`,
        operationId: `cancel${name}Import`,
        summary: `End an import of ${what} where it stands`,
        body: NOTHING,
        bodyOptional: true,
      },
      async ({ ctx, caller: { scope }, params: { id: importId } }) =>
        thenRead(await cancelImport(ctx, { scope, importId, kind }), () => read(ctx, scope, importId)),
    ),
  ];
}

const exported = endpoint(
  {
    method: 'get',
    path: '/schedules.csv',
    operationId: 'exportSchedules',
    tag: 'Schedules',
    summary: 'Export schedules as CSV',
    description:
      'With the columns of an import, a row for each line of a schedule’s invoices. `beyondColumns` names what a schedule has that no column says. What a spreadsheet would take for a formula has a quote before it.',
    params: NOTHING,
    query: NOTHING,
    body: NOTHING,
    answer: csvAnswer,
    media: 'text/csv',
    refuses: [],
  },
  async ({ ctx, caller: { scope } }) => mapDone(await streamSchedules(ctx, { scope }), schedulesCsv),
);

export const scheduleImportEndpoints = [
  exported,
  ...endpointsOf({
    kind: 'schedules',
    path: '/schedule-imports',
    name: 'Schedule',
    what: 'schedules',
    file: [
      SIZE,
      'Its columns are those of the export. A row is a line of a schedule’s invoices, and those with one `externalId` (or `id`) stand together.',
      '`customerId`, `externalId:NAME`, `customerEmail` or `customer` says whose it is. `nextNumber` is the period that is invoiced next: those before it were invoiced elsewhere.',
      '`amount`, `firstPeriodOn`, `nextInvoiceAt`, `createdAt` and `endedAt` are for people. Nothing is made before the import is applied, and the same file twice makes nothing twice.',
    ].join(' '),
    apply:
      'Each is made whole or not at all. Nobody is mailed of it; one that is active makes its invoices from then on.',
  }),
  ...endpointsOf({
    kind: 'subscriptions',
    path: '/subscription-imports',
    name: 'Subscription',
    what: 'Stripe’s subscriptions',
    file: [
      SIZE,
      'The file that Stripe’s dashboard exports of subscriptions, with all of its columns. A customer is found by the Stripe id that it is linked to.',
      'Each line shows our next invoice beside the end of Stripe’s period and Stripe’s amount, and what differs. A subscription is taken over once.',
    ].join(' '),
    apply:
      'Each becomes a schedule that is paused, whose first period begins where Stripe’s ends. Cancel the subscription at Stripe before you resume it, so that nobody is charged twice.',
  }),
];
