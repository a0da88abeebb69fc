import { and, asc, eq, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { listed } from '../queries/listed.ts';
import { connections, droppedEvents, inbox } from '../schema/index.ts';
import { isFreeAt } from './cut-off.ts';

/** An event's key: Stripe's ids are unique within an account and a mode. */
export type EventKey = { readonly account: string; readonly livemode: boolean; readonly eventId: string };

const KEY = { account: inbox.account, livemode: inbox.livemode, eventId: inbox.eventId };

export const ofEvent = ({ account, livemode, eventId }: EventKey) =>
  and(eq(inbox.account, account), eq(inbox.livemode, livemode), eq(inbox.eventId, eventId));

/** Stores an event once; false if it is already stored. */
export async function storeEventOnce(db: Database, row: typeof inbox.$inferInsert): Promise<boolean> {
  const stored = await db
    .insert(inbox)
    .values(row)
    .onConflictDoNothing()
    .returning({ eventId: inbox.eventId });
  return stored.length > 0;
}

/** An event from Stripe's list, with SQLite's booleans. */
export type ListedRow = {
  readonly id: string;
  readonly type: string;
  readonly livemode: 0 | 1;
  readonly apiVersion: string | null;
  readonly payload: string;
};

/** Stores listed events in one statement, each once, and returns those that were new. */
export const storeListedRows = (
  db: Database,
  account: string,
  rows: readonly ListedRow[],
  at: number,
): Promise<readonly Pick<typeof inbox.$inferSelect, 'eventId' | 'livemode'>[]> =>
  db
    .insert(inbox)
    .select(
      sql`select ${account}, value ->> 'livemode', value ->> 'id', value ->> 'type', value ->> 'apiVersion', value ->> 'payload',
        'pending', null, 0, ${at}, ${at}, null, 0, 0, 0, null, 0 from json_each(${JSON.stringify(rows)}) where true`,
    )
    .onConflictDoNothing()
    .returning({ eventId: inbox.eventId, livemode: inbox.livemode });

/** Counts events of types that are not used, which are not stored. */
export async function countDropped(db: Database, types: readonly string[], at: number): Promise<void> {
  await db
    .insert(droppedEvents)
    .select(sql`select value, 1, ${at} from json_each(${JSON.stringify(types)}) where true`)
    .onConflictDoUpdate({
      target: droppedEvents.type,
      set: { events: sql`${droppedEvents.events} + 1`, lastAt: sql`excluded.last_at` },
    });
}

/** An event, and until when (ms) its worker has it. */
type LeasedEvent = EventKey & { readonly until: number };

/**
 * Leases a pending event that nobody has at `now` (ms), counted like a job (`leaseJob`), and reads whose account it is: the
 * active connection first; a disconnected one still has payments, refunds and disputes. One round trip.
 */
export async function leaseEvent(db: Database, { until, ...key }: LeasedEvent, now: number) {
  const [[event], connected] = await db.batch([
    db
      .update(inbox)
      .set({ leaseUntil: until, cutOff: sql`${inbox.cutOff} + 1` })
      .where(and(eq(inbox.state, 'pending'), ofEvent(key), isFreeAt(inbox, now)))
      .returning(),
    db
      .select()
      .from(connections)
      .where(and(eq(connections.account, key.account), eq(connections.livemode, key.livemode)))
      .orderBy(asc(connections.state), asc(connections.id)),
  ]);
  return { event, connected };
}

/**
 * Writes a leased event's outcome, unless another worker took the lease over: what one did that stood still while the database
 * was restored may be lost. Its worker came back, whatever it says.
 */
export async function endEvent(
  db: Database,
  { until, ...key }: LeasedEvent,
  columns: Partial<typeof inbox.$inferInsert>,
): Promise<void> {
  await db
    .update(inbox)
    .set({ leaseUntil: 0, cutOff: 0, wokenAt: 0, ...columns })
    .where(and(eq(inbox.state, 'pending'), ofEvent(key), eq(inbox.leaseUntil, until)));
}

const reopened = (at: number) =>
  ({
    state: 'pending',
    reason: null,
    attempts: 0,
    dueAt: at,
    handledAt: null,
    leaseUntil: 0,
    cutOff: 0,
    wokenAt: 0,
  }) as const;

/** Reopens events of these types that were skipped for want of a handler, and returns them. */
export const reopenSkipped = (
  db: Database,
  eventIds: readonly string[],
  at: number,
): Promise<readonly EventKey[]> =>
  db
    .update(inbox)
    .set(reopened(at))
    .where(
      and(
        sql`${inbox.state} = 'skipped' and ${inbox.reason} = 'type_not_used'`,
        sql`${inbox.eventId} in ${listed(eventIds)}`,
      ),
    )
    .returning(KEY);

/** Reopens events that were quarantined because their payment was not known. */
export async function reopenQuarantined(
  db: Database,
  account: string,
  paymentId: string,
  at: number,
): Promise<void> {
  await db
    .update(inbox)
    .set(reopened(at))
    .where(
      and(
        sql`${inbox.state} = 'quarantined'`,
        eq(inbox.reason, 'unknown_payment'),
        eq(inbox.account, account),
        sql`${inbox.payload} ->> '$.data.object.metadata.quittance_payment' = ${paymentId}`,
      ),
    );
}
