import type { AlarmWay } from '../../adapters/alarms/port.ts';
import { patchNote, saveCauses, saveTold, takeTurn } from '../../db/writes/watch-notes.ts';
import { makeId } from '../../domain/ids.ts';
import type { Vitals } from '../../domain/watch/causes.ts';
import { standing } from '../../domain/watch/limits.ts';
import type { AlarmNotice, ToldCause } from '../../domain/watch/notice.ts';
import { overSentenceOf } from '../../domain/watch/over.ts';
import { sentenceOf } from '../../domain/watch/sentences.ts';
import {
  type AlarmState,
  follow,
  mayTry,
  type Notice,
  noticeFor,
  type WayNote,
} from '../../domain/watch/telling.ts';
import type { Context } from '../core/context.ts';
import type { Look } from './vitals.ts';

/** Longer than a mail server takes: one tick tells at a time. */
const TURN_MS = 5 * 60_000;

/**
 * Tells the person on duty what stands and what is over, by each way that there is: once a cause, once a day while it lasts,
 * and once when it is over, whatever there is in one notice. A way that fails is tried again by itself.
 */
export async function tellOperator(
  ctx: Context,
  ways: readonly AlarmWay[],
  { vitals, alarms, ways: notes }: Look,
): Promise<void> {
  const now = ctx.now();
  const changed = follow(alarms, standing(vitals), now);
  if (changed.length > 0) {
    await saveCauses(ctx.db, changed);
    for (const { cause, clearSince } of changed) {
      ctx.log(clearSince === null ? 'alarm_raised' : 'alarm_cleared', { cause });
    }
  }
  const states = [...alarms.filter(({ cause }) => !changed.some((row) => row.cause === cause)), ...changed];
  for (const way of ways) {
    const notice = noticeFor(states, way.way, now);
    if (notice === null || !mayTry(notes[way.way], now)) continue;
    if (!(await takeTurn(ctx.db, `turn/${way.way}`, { now, until: now + TURN_MS }))) continue;
    await tell(ctx, way, notice, { vitals, note: notes[way.way] });
    await patchNote(ctx.db, `turn/${way.way}`, { until: 0 });
  }
}

async function tell(
  ctx: Context,
  { way, send }: AlarmWay,
  notice: Notice,
  { vitals, note }: { readonly vitals: Vitals; readonly note: WayNote | null },
): Promise<void> {
  const written = await write(ctx, way, notice, vitals);
  const sent = await send(written);
  const at = ctx.now();
  if (sent.kind === 'accepted') {
    const causes = (told: readonly AlarmState[]) => told.map(({ cause }) => cause);
    await saveTold(ctx.db, causes(notice.standing), { way, what: 'stands', at });
    if (notice.over.length > 0) await saveTold(ctx.db, causes(notice.over), { way, what: 'over', at });
    const named = { noticeId: written.id, transportId: sent.transportId ?? null };
    const works = { failingSince: null, reason: null, triedAt: at, tries: 0, ...named };
    await patchNote(ctx.db, `way/${way}`, works);
    return;
  }
  ctx.log('alarm_not_told', { way, kind: sent.kind });
  await patchNote(ctx.db, `way/${way}`, {
    failingSince: note?.failingSince ?? at,
    reason: sent.reason,
    triedAt: at,
    tries: (note?.tries ?? 0) + 1,
  });
}

/** The notice, with an id that comes of what it says: sent again after a lost answer, it is the same message. */
async function write(ctx: Context, way: string, notice: Notice, vitals: Vitals): Promise<AlarmNotice> {
  const told = ({ cause, since, clearSince }: AlarmState): ToldCause => ({
    cause,
    since: clearSince ?? since,
    says: clearSince === null ? sentenceOf(cause, vitals) : overSentenceOf(cause),
  });
  const isNew = ({ told: before }: AlarmState) => Reflect.get(before, way)?.what !== 'stands';
  const says = [...notice.standing, ...notice.over].map((row) => [
    row.cause,
    row.since,
    row.clearSince,
    row.told,
  ]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify([way, says])));
  const since = Math.max(...[...notice.standing, ...notice.over].map((row) => row.clearSince ?? row.since));
  return {
    id: makeId('eml', since, new Uint8Array(digest).slice(0, 9)),
    at: ctx.now(),
    deploymentId: ctx.deploymentId,
    begun: notice.standing.filter(isNew).map(told),
    lasting: notice.standing.filter((row) => !isNew(row)).map(told),
    over: notice.over.map(told),
  };
}
