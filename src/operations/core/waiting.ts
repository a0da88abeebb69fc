import type { SQL } from 'drizzle-orm';
import { readWaitingParts } from '../../db/queries/waiting-parts.ts';
import type { ReadContext } from './context.ts';

/** What makes the condition that there is something to do for a part of the tick. */
export type Wait = (ctx: ReadContext) => SQL;

/** The parts that have something to do, by one statement: an idle minute would ask one or more for each. */
export const readWaiting = (
  ctx: ReadContext,
  parts: Readonly<Record<string, Wait>>,
): Promise<ReadonlySet<string>> =>
  readWaitingParts(
    ctx.db,
    Object.fromEntries(Object.entries(parts).map(([part, waits]) => [part, waits(ctx)])),
  );
