import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { type AlarmState, CAME_BACK_TRIES } from '../../domain/watch/telling.ts';
import type { Database } from '../database.ts';
import { alarmCauses, type Json, watchNotes } from '../schema/index.ts';

type Patch = { readonly [name: string]: Json };

/**
 * Adds to a note what is given, and takes out what is given as null, in the database: ticks may overlap. The size of the
 * database after it, bytes; null where D1 does not say.
 */
export async function patchNote(db: Database, name: string, patch: Patch): Promise<number | null> {
  const written = await db
    .insert(watchNotes)
    .values({ name, value: patch })
    .onConflictDoUpdate({
      target: watchNotes.name,
      set: { value: sql`json_patch(${watchNotes.value}, ${JSON.stringify(patch)})` },
    });
  const size: number | undefined = written.meta?.size_after;
  return size === undefined || size === 0 ? null : size;
}

/** Takes a note's turn until an instant (ms); false where somebody has it at `now`. */
export async function takeTurn(
  db: Database,
  name: string,
  { now, until }: { readonly now: number; readonly until: number },
): Promise<boolean> {
  const taken = await db
    .insert(watchNotes)
    .values({ name, value: { until } })
    .onConflictDoUpdate({
      target: watchNotes.name,
      set: { value: { until } },
      setWhere: sql`${watchNotes.value} ->> 'until' <= ${now}`,
    })
    .returning({ name: watchNotes.name });
  return taken.length > 0;
}

/** Writes which causes began, came back or are clear; what was told of them stays. */
export async function saveCauses(db: Database, states: readonly AlarmState[]): Promise<void> {
  await db
    .insert(alarmCauses)
    .select(
      sql`select value ->> 'cause', value ->> 'since', value ->> 'clearSince', '{}'
        from json_each(${JSON.stringify(states)}) where true`,
    )
    .onConflictDoUpdate({
      target: alarmCauses.cause,
      set: { since: sql`excluded.since`, clearSince: sql`excluded.clear_since` },
    });
}

/** Notes that causes were told by a way. */
export async function saveTold(
  db: Database,
  causes: readonly string[],
  told: { readonly way: string; readonly what: 'stands' | 'over'; readonly at: number },
): Promise<void> {
  const { way, what, at } = told;
  await db
    .update(alarmCauses)
    .set({ told: sql`json_patch(${alarmCauses.told}, ${JSON.stringify({ [way]: { what, at } })})` })
    .where(inArray(alarmCauses.cause, sql`(select value from json_each(${JSON.stringify(causes)}))`));
}

/** Notes that the alarm mail of this id came back; false where it is none of ours, or known. */
export async function noteAlarmBounced(
  db: Database,
  noticeId: string,
  { at, reason }: { readonly at: number; readonly reason: string },
): Promise<boolean> {
  const patch = JSON.stringify({ failingSince: at, triedAt: at, tries: CAME_BACK_TRIES, reason });
  const noted = await db
    .update(watchNotes)
    .set({ value: sql`json_patch(${watchNotes.value}, ${patch})` })
    .where(
      and(
        eq(watchNotes.name, 'way/mail'),
        sql`${watchNotes.value} ->> 'noticeId' = ${noticeId}`,
        isNull(sql`${watchNotes.value} ->> 'failingSince'`),
      ),
    )
    .returning({ name: watchNotes.name });
  return noted.length > 0;
}
