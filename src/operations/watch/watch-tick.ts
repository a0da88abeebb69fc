import type { AlarmWay } from '../../adapters/alarms/port.ts';
import { patchNote } from '../../db/writes/watch-notes.ts';
import { DONE, type Outcome } from '../../domain/outcome.ts';
import { dayOf, outdated } from '../../domain/watch/growth.ts';
import { isNotReady, standing } from '../../domain/watch/limits.ts';
import type { Context } from '../core/context.ts';
import { tellOperator } from './tell-operator.ts';
import { readVitals } from './vitals.ts';

/** What a deployment gives its operator: ways to be reached, and how large the database may become. */
export type Duty = { readonly ways: readonly AlarmWay[]; readonly databaseLimitBytes: number };

/**
 * The end of every tick: notes which parts concluded, whether we are ready and, once a day, how large the database is, and
 * tells the person on duty what changed. In a quiet minute three statements that read and two that write one row each.
 */
export async function watchTick(
  ctx: Context,
  { duty, concluded }: { readonly duty: Duty; readonly concluded: readonly string[] },
): Promise<Outcome<null>> {
  const at = ctx.now();
  await patchNote(ctx.db, 'sweeps', Object.fromEntries(concluded.map((part) => [part, at])));
  const look = await readVitals(ctx, duty.databaseLimitBytes);
  const notReady = standing(look.vitals).filter(isNotReady).join(' ');
  const bytes = await patchNote(ctx.db, 'tick', { at, notReady });
  if (bytes !== null && look.samples[dayOf(at)] === undefined) {
    const gone = outdated(look.samples, at).map((day) => [day, null]);
    await patchNote(ctx.db, 'size', { ...Object.fromEntries(gone), [dayOf(at)]: bytes });
  }
  await tellOperator(ctx, duty.ways, look);
  return DONE;
}
