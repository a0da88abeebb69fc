import { z } from '@hono/zod-openapi';
import { ROW_STATES, type ScheduleKind } from '../../../domain/imports/states.ts';
import type { ImportLine, ImportView } from '../../../operations/imports/read.ts';
import { shownInstant } from '../schemas/fields.ts';

const count = z.int();

export const scheduleImport = z
  .strictObject({
    id: z.string(),
    object: z.enum(['schedule_import', 'subscription_import']),
    state: z.enum(['reading', 'checking', 'ready', 'applying', 'done', 'canceled']).openapi({
      description: '`ready`: read what it would make, then apply it. Nothing is made before.',
    }),
    fileName: z.string().nullable(),
    lines: count.openapi({ description: 'How many lines with data the file has.' }),
    counts: z
      .strictObject({
        read: count.openapi({ description: 'Not checked yet.' }),
        create: count.openapi({ description: 'Of schedules that would be made.' }),
        same: count.openapi({ description: 'Of schedules that are here already.' }),
        wrong: count,
        skipped: count.openapi({
          description:
            'Of what is over where it comes from, or right themselves beside a line that is wrong.',
        }),
        done: count,
        failed: count.openapi({ description: 'What they say did not fit any more when it was applied.' }),
      })
      .openapi({ description: 'How many lines are in which state.' }),
    startedBy: z.string(),
    appliedBy: z.string().nullable(),
    createdAt: shownInstant,
    endedAt: shownInstant.nullable(),
  })
  .openapi('ScheduleImport');

const next = z.strictObject({
  on: z.string().openapi({ format: 'date' }),
  amount: z.int().nullable().openapi({ description: 'Minor units; null where nobody can say.' }),
});

export const scheduleImportLines = z
  .strictObject({
    data: z
      .array(
        z
          .strictObject({
            line: z.int(),
            state: z.enum(ROW_STATES),
            externalId: z.string().nullable(),
            scheduleId: z.string().nullable(),
            customerId: z.string().nullable(),
            currency: z.string().nullable(),
            next: next.nullable().openapi({
              description:
                'The first invoice that its schedule would make, with tax; on the first line of a schedule.',
            }),
            nextAtStripe: next.nullable().openapi({
              description:
                'The same as Stripe’s file has it: the end of the current period in UTC, and amount by quantity.',
            }),
            remarks: z.array(z.string()).readonly().openapi({
              description: 'What differs, and what the file does not say.',
            }),
            problems: z
              .array(z.strictObject({ column: z.string().nullable(), message: z.string() }))
              .readonly(),
          })
          .openapi('ScheduleImportLine'),
      )
      .readonly(),
    hasMore: z.boolean(),
    nextCursor: z.int().nullable(),
  })
  .openapi('ScheduleImportLines');

const OBJECTS = { schedules: 'schedule_import', subscriptions: 'subscription_import' } as const;

export const shownScheduleImport = (
  kind: ScheduleKind,
  { counts, ...view }: ImportView,
): z.input<typeof scheduleImport> => {
  const { read, create, same, wrong, skipped, done, failed } = counts;
  return {
    id: view.id,
    object: OBJECTS[kind],
    state: view.state,
    fileName: view.fileName,
    lines: view.lines,
    counts: { read, create, same, wrong, skipped, done, failed },
    startedBy: view.startedBy,
    appliedBy: view.appliedBy,
    createdAt: new Date(view.createdAt).toISOString(),
    endedAt: view.endedAt === null ? null : new Date(view.endedAt).toISOString(),
  };
};

export function shownScheduleLine({ line, state, number, scheduleId, customerId, report }: ImportLine) {
  const [found] = report.flatMap((one) => ('next' in one ? [one] : []));
  return {
    line,
    state,
    externalId: number,
    scheduleId: state === 'create' ? null : scheduleId,
    customerId,
    currency: found?.currency ?? null,
    next: found?.next ?? null,
    nextAtStripe: found?.there ?? null,
    remarks: report.flatMap((one) => ('remark' in one ? [one.remark] : [])),
    problems: report.flatMap((one) => ('message' in one ? [one] : [])),
  };
}
