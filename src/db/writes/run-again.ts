import { sql } from 'drizzle-orm';
import { BITE } from '../../domain/watch/stopped.ts';
import type { Database } from '../database.ts';
import { NAMED_IN_EVENT } from '../queries/findings.ts';
import { isAsked, type StoppedFilter, stoppedRows, type Within } from '../queries/stopped.ts';
import type { EventKey } from './inbox.ts';

type Ask = {
  readonly within: Within;
  readonly filter: StoppedFilter;
  readonly now: number;
};

/** Makes stopped jobs due again, the oldest first, as if they had never failed but for when they first did. */
export const reviveJobs = (
  db: Database,
  kind: 'dead_effect' | 'stuck_effect',
  { within, filter, now }: Ask,
): Promise<{ id: string }[]> =>
  db.all<{
    id: string;
  }>(sql`update outbox set state = 'pending', attempts = 0, unread = 0, cut_off = 0, due_at = ${now},
      lease_until = 0, woken_at = ${now}
    where lease_until <= ${now} and id in (select id from (${stoppedRows(kind, within, now)})
      where ${isAsked(within, filter)} order by since, id limit ${BITE})
    returning id`);

/** The same for events. */
export async function reviveEvents(
  db: Database,
  kind: 'quarantined_event' | 'stuck_event',
  { within, filter, now }: Ask,
): Promise<readonly EventKey[]> {
  const asked = sql`select details ->> 'account', ${within.livemode ? 1 : 0}, details ->> 'eventId'
    from (${stoppedRows(kind, within, now)}) where ${isAsked(within, filter)} order by since, id limit ${BITE}`;
  return keysOf(
    await db.all<Key>(sql`update inbox set ${revived(now)} where lease_until <= ${now}
      and (account, livemode, event_id) in (${asked})
      returning account, livemode, event_id as eventId`),
  );
}

/** Opens the events again that named objects which were not known here, by the objects that are asked about. */
export async function reviveEventsOfObjects(
  db: Database,
  { within, filter, now }: Ask,
): Promise<readonly EventKey[]> {
  const asked = sql`select id from (${stoppedRows('unknown_object', within, now)}) where ${isAsked(within, filter)}`;
  return keysOf(
    await db.all<Key>(sql`update inbox set ${revived(now)} where (account, livemode, event_id) in (
        select account, livemode, event_id from inbox where state = 'quarantined' and reason = 'unknown_payment'
          and livemode = ${within.livemode ? 1 : 0} and ${NAMED_IN_EVENT} in (${asked})
          and handled_at < ${filter.before ?? now + 1} order by received_at limit ${BITE})
      returning account, livemode, event_id as eventId`),
  );
}

type Key = { readonly account: string; readonly livemode: number; readonly eventId: string };

const keysOf = (rows: readonly Key[]): readonly EventKey[] =>
  rows.map((row) => ({ ...row, livemode: row.livemode === 1 }));

const revived = (now: number) =>
  sql`state = 'pending', reason = null, attempts = 0, cut_off = 0, due_at = ${now}, lease_until = 0,
    woken_at = ${now}, handled_at = null`;
