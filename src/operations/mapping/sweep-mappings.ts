import { and, asc, eq, lte } from 'drizzle-orm';
import { selectImportsDue } from '../../db/queries/mapping-import.ts';
import { either, someOf } from '../../db/queries/waiting-parts.ts';
import { clientMappings, connections } from '../../db/schema/index.ts';
import { holdMappings } from '../../db/writes/mapping.ts';
import { holdImports } from '../../db/writes/mapping-import.ts';
import { sweepWithinBudget } from '../core/budget.ts';
import type { Context, ReadContext } from '../core/context.ts';
import { runImport } from './run-import.ts';
import { stepMapping } from './step-mapping.ts';

const AT_MOST = 50;

const selectDue = (ctx: ReadContext) =>
  ctx.db
    .select({ id: clientMappings.connectionId })
    .from(clientMappings)
    .innerJoin(connections, eq(connections.id, clientMappings.connectionId))
    .where(and(lte(clientMappings.dueAt, ctx.now()), eq(connections.livemode, ctx.livemode)));

/** Whether a list or an import has to go on. */
export const mappingsWait = (ctx: ReadContext) =>
  either(someOf(selectDue(ctx)), someOf(selectImportsDue(ctx.db, ctx.livemode, ctx.now(), 1)));

/** Goes on with lists that are being read and with imports whose messages were lost, or that waited. */
export async function sweepMappings(ctx: Context): Promise<void> {
  const now = ctx.now();
  const due = await selectDue(ctx).orderBy(asc(clientMappings.dueAt)).limit(AT_MOST);
  await sweepWithinBudget(ctx, {
    of: 'mapping',
    due,
    idOf: ({ id }) => id,
    ownerOf: ({ id }) => id,
    atOnce: 1,
    work: async ({ id }) => {
      await stepMapping(ctx, { connectionId: id });
    },
    hold: (ids, until) => holdMappings(ctx.db, ids, { dueBy: now, until }),
  });
  await sweepWithinBudget(ctx, {
    of: 'client_import',
    due: await selectImportsDue(ctx.db, ctx.livemode, now, AT_MOST),
    idOf: ({ id }) => id,
    ownerOf: ({ connectionId }) => connectionId,
    atOnce: 1,
    work: async ({ id }) => {
      await runImport(ctx, { importId: id });
    },
    hold: (ids, until) => holdImports(ctx.db, ids, { dueBy: now, until }),
  });
}
