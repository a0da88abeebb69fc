import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { either, someRow } from '../queries/waiting-parts.ts';
import { isAliasFreeAt } from './cut-off.ts';
import type { EventKey } from './inbox.ts';

/** What was enqueued is enqueued again after this, if it is still due: a message may be lost on its way to the queue. */
const WOKEN_FOR_MS = 3 * 60_000;

/** The owners of pending rows by an index that begins with the owner: one step for each, however much each has. */
const owners = (table: 'outbox' | 'inbox', owner: 'merchant_id' | 'account') => {
  const [rows, column] = [sql.raw(table), sql.raw(owner)];
  return sql`with recursive owners(owner) as (
      select min(${column}) from ${rows} where state = 'pending'
      union all
      select (select min(${column}) from ${rows} where state = 'pending' and ${column} > owners.owner)
      from owners where owners.owner is not null)
    select owner from owners where owner is not null`;
};

/** A condition: a job or an event is due, enqueued or not. */
export const someWorkIsDue = (now: number): SQL =>
  either(
    someRow(sql`outbox`, sql`state = 'pending' and due_at <= ${now}`),
    someRow(sql`inbox`, sql`state = 'pending' and due_at <= ${now}`),
  );

/** Whose work is waiting: businesses with jobs, accounts with events. */
export async function selectWaiting(
  db: Database,
): Promise<{ readonly merchantIds: readonly string[]; readonly accounts: readonly string[] }> {
  const [jobs, events] = [owners('outbox', 'merchant_id'), owners('inbox', 'account')];
  const [merchants, accounts] = await db.batch([
    db.select({ owner: sql<string>`owner`.as('owner') }).from(sql`(${jobs})`),
    db.select({ owner: sql<string>`owner`.as('owner') }).from(sql`(${events})`),
  ]);
  return {
    merchantIds: merchants.map(({ owner }) => owner),
    accounts: accounts.map(({ owner }) => owner),
  };
}

type Page = { readonly of: readonly string[]; readonly each: number; readonly now: number };

/** Due for the first time, and due since it was enqueued: two ranges of one index. */
const DUE = ({ now }: Page) => [
  sql`one.woken_at = 0 and one.due_at <= ${now}`,
  sql`one.woken_at > 0 and one.woken_at <= ${now - WOKEN_FOR_MS} and one.due_at <= ${now}`,
];

/** Marks the next due jobs of each business as enqueued, so many each, the oldest first, and returns them. */
export async function wakeJobs(db: Database, page: Page): Promise<readonly { readonly id: string }[]> {
  const woken: { readonly id: string }[] = [];
  for (const due of DUE(page)) {
    woken.push(
      ...(await db.all<{ id: string }>(sql`update outbox set woken_at = ${page.now} where id in (
        select picked.id from json_each(${JSON.stringify(page.of)}) owner join outbox picked on picked.id in (
          select one.id from outbox one where one.state = 'pending' and one.merchant_id = owner.value and ${due}
            and ${isAliasFreeAt('one', page.now)}
          order by one.woken_at, one.due_at limit ${page.each}))
        returning id`)),
    );
  }
  return woken;
}

/** The same for events, by account. */
export async function wakeEvents(db: Database, page: Page): Promise<readonly EventKey[]> {
  const woken: EventKey[] = [];
  for (const due of DUE(page)) {
    const rows = await db.all<{ account: string; livemode: number; eventId: string }>(
      sql`update inbox set woken_at = ${page.now} where (account, livemode, event_id) in (
        select picked.account, picked.livemode, picked.event_id
        from json_each(${JSON.stringify(page.of)}) owner
        join inbox picked on picked.account = owner.value and picked.livemode in (0, 1) and picked.event_id in (
          select one.event_id from inbox one where one.state = 'pending' and one.account = owner.value and ${due}
            and ${isAliasFreeAt('one', page.now)}
          order by one.woken_at, one.due_at limit ${page.each})
        where picked.state = 'pending')
        returning account, livemode, event_id as eventId`,
    );
    woken.push(...rows.map((row) => ({ ...row, livemode: row.livemode === 1 })));
  }
  return woken;
}
