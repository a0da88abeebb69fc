import { z } from '@hono/zod-openapi';
import { ROW_STATES } from '../../../domain/imports/states.ts';
import type { ImportLine, ImportView } from '../../../operations/imports/read.ts';
import { shownInstant } from '../schemas/fields.ts';

const count = z.int();

export const customerImport = z
  .strictObject({
    id: z.string(),
    object: z.literal('customer_import'),
    state: z.enum(['reading', 'checking', 'ready', 'applying', 'done', 'canceled']).openapi({
      description: '`ready`: read what it would change, then apply it. Nothing is changed before.',
    }),
    fileName: z.string().nullable(),
    lines: count.openapi({ description: 'How many lines with data the file has.' }),
    counts: z
      .strictObject({
        read: count.openapi({ description: 'Not compared yet.' }),
        create: count,
        change: count,
        same: count,
        propose: count.openapi({
          description: 'A customer has this address; nothing else says that it is theirs.',
        }),
        wrong: count,
        done: count,
        skipped: count,
        failed: count,
      })
      .openapi({ description: 'How many lines are in which state.' }),
    createdAt: shownInstant,
    endedAt: shownInstant.nullable(),
  })
  .openapi('CustomerImport');

export const importLines = z
  .strictObject({
    data: z
      .array(
        z
          .strictObject({
            line: z.int(),
            state: z.enum(ROW_STATES),
            customerId: z.string().nullable(),
            changes: z
              .array(z.strictObject({ field: z.string(), from: z.string().nullable(), to: z.string() }))
              .readonly(),
            problems: z
              .array(z.strictObject({ column: z.string().nullable(), message: z.string() }))
              .readonly(),
          })
          .openapi('CustomerImportLine'),
      )
      .readonly(),
    hasMore: z.boolean(),
    nextCursor: z.int().nullable(),
  })
  .openapi('CustomerImportLines');

export const shownImport = (view: ImportView): z.input<typeof customerImport> => ({
  id: view.id,
  object: 'customer_import',
  state: view.state,
  fileName: view.fileName,
  lines: view.lines,
  counts: view.counts,
  createdAt: new Date(view.createdAt).toISOString(),
  endedAt: view.endedAt === null ? null : new Date(view.endedAt).toISOString(),
});

export const shownImportLine = ({ line, state, customerId, report }: ImportLine) => ({
  line,
  state,
  customerId: state === 'create' ? null : customerId,
  changes: report.flatMap((one) => ('field' in one ? [one] : [])),
  problems: report.flatMap((one) => ('message' in one ? [one] : [])),
});
