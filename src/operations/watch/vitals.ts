import { and, eq, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { isActive } from '../../db/queries/active-connection.ts';
import { selectUndeliveredCount } from '../../db/queries/deliveries.ts';
import { overdueCount } from '../../db/queries/overdue.ts';
import { selectLastingRefusals } from '../../db/queries/refusals.ts';
import { selectAlarms, selectNotes } from '../../db/queries/watch-notes.ts';
import { connections, payments, sweeps } from '../../db/schema/index.ts';
import { AGEING } from '../../domain/oldest-age.ts';
import type { Vitals } from '../../domain/watch/causes.ts';
import { type Samples, storageOf } from '../../domain/watch/growth.ts';
import { numbersOf, wayNoteOf } from '../../domain/watch/notes.ts';
import type { AlarmState, WayNote } from '../../domain/watch/telling.ts';
import type { Context } from '../core/context.ts';
import { KEY_REFUSED } from '../facts/list-failure.ts';
import { isPaymentUnresolved } from './raise-alarms.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What one look at the deployment finds. */
export type Look = {
  readonly vitals: Vitals;
  readonly alarms: readonly AlarmState[];
  readonly samples: Samples;
  readonly ways: { readonly mail: WayNote | null; readonly webhook: WayNote | null };
};

/** Whether work is done, and how far behind it is: counts and ages, in three statements and one round trip. */
export async function readVitals(ctx: Context, limitBytes: number): Promise<Look> {
  const now = ctx.now();
  const [[found], alarms, noted] = await ctx.db.batch([
    ctx.db.select(columns(ctx, now)).from(sql`(select 1)`),
    selectAlarms(ctx.db),
    selectNotes(ctx.db, ['sweeps', 'size', 'way/mail', 'way/webhook']),
  ]);
  if (found === undefined) throw new Error('the database did not answer');
  const notes = new Map(noted.map(({ name, value }) => [name, value]));
  const samples = numbersOf(notes.get('size'));
  const ways = { mail: wayNoteOf(notes.get('way/mail')), webhook: wayNoteOf(notes.get('way/webhook')) };
  const age = (since: number | null): number => Math.max(0, now - (since ?? now));
  const vitals: Vitals = {
    sweeps: Object.entries(numbersOf(notes.get('sweeps'))).map(([name, concludedAt]) => ({
      name,
      concludedAt,
      lagMs: age(concludedAt),
    })),
    oldestUndoneMs: Math.max(age(found.jobsSince), age(found.eventsDueSince)),
    firstFailureMs: Math.max(age(found.jobsFailSince), age(found.eventsFailSince)),
    collectionLagMs: age(found.checksSince),
    eventsLagMs: age(found.eventsReadAt),
    refusedKeys: found.refusedKeys,
    unreadableEvents: found.unreadableEvents,
    stripeRefusals: found.stripeRefusals,
    pausedMs: age(found.pausedSince),
    booksLagMs: age(found.booksAt),
    unexplained: found.unexplained,
    deadEffects: found.deadEffects,
    quarantinedEvents: found.quarantinedEvents,
    unknownObjects: found.unknownObjects,
    deadLetters: found.deadLetters,
    unresolvedPayments: found.unresolvedPayments,
    unresolvedRefunds: found.refund,
    unresolvedSetups: found.setup,
    overdue: AGEING.reduce(
      (sum, what) => (what === 'refund' || what === 'setup' ? sum : sum + found[what]),
      0,
    ),
    mailFailingMs: age(found.mailFailsSince),
    undeliveredToday: found.undeliveredToday,
    alarmMail: failureOf(ways.mail),
    alarmWebhook: failureOf(ways.webhook),
    database: storageOf(samples, limitBytes, now),
  };
  return { vitals, alarms, samples, ways };
}

const failureOf = (note: WayNote | null): string | null =>
  note === null || note.failingSince === null ? null : (note.reason ?? 'no answer');

const column = <T>(query: SQLWrapper, name: string) => sql<T>`(${query})`.as(name);
const counted = (query: SQL, name: string) => column<number>(sql`select count(*) from ${query}`, name);
const oldest = (query: SQL, name: string) => column<number | null>(sql`select min${query}`, name);

/** One statement of many small ones, each by an index of what is open. Its states are literals, as the indexes have them. */
function columns(ctx: Context, now: number) {
  const ourEvents = and(
    eq(sweeps.list, 'events'),
    isActive,
    eq(connections.livemode, ctx.livemode),
    eq(connections.id, sweeps.connectionId),
  );
  const active = sql`connections where state = 'active' and livemode = ${ctx.livemode ? 1 : 0}`;
  return {
    jobsSince: oldest(sql`(due_at) from outbox where state = 'pending'`, 'jobsSince'),
    eventsDueSince: oldest(sql`(due_at) from inbox where state = 'pending'`, 'eventsDueSince'),
    jobsFailSince: oldest(
      sql`(failed_since) from outbox where state = 'pending' and failed_since is not null`,
      'jobsFailSince',
    ),
    eventsFailSince: oldest(
      sql`(failed_since) from inbox where state = 'pending' and failed_since is not null`,
      'eventsFailSince',
    ),
    mailFailsSince: oldest(
      sql`(failed_since) from outbox where state = 'pending' and failed_since is not null and kind = 'email'`,
      'mailFailsSince',
    ),
    checksSince: oldest(
      sql`(collect_look_at) from invoices where collect_look_at is not null and status = 'open'`,
      'checksSince',
    ),
    // Where they cannot be read, other lists may stand in for them: what was read of them is what counts here.
    eventsReadAt: oldest(
      sql`(case when ${sweeps.failedAt} is null then ${sweeps.touchedAt} else ${sweeps.watermark} end)
        from ${sweeps}, ${connections} where ${ourEvents}`,
      'eventsReadAt',
    ),
    unreadableEvents: column<number>(
      sql`select count(${sweeps.failedAt}) from ${sweeps}, ${connections} where ${ourEvents}`,
      'unreadableEvents',
    ),
    refusedKeys: counted(
      sql`sweeps where failed_at is not null and failure = ${KEY_REFUSED} and connection_id in (select id from ${active})`,
      'refusedKeys',
    ),
    pausedSince: oldest(
      sql`(paused_at) from ${active} and paused_at is not null and pause_reason <> 'staff'`,
      'pausedSince',
    ),
    booksAt: oldest(
      sql`(coalesce((select max(checked_at) from balance_checks where connection_id = id),
        (select touched_at from sweeps where connection_id = id and list = 'transactions'), created_at)) from ${active}`,
      'booksAt',
    ),
    unexplained: counted(sql`findings where state = 'unexplained' and resolved_at is null`, 'unexplained'),
    deadEffects: counted(sql`outbox where state = 'dead'`, 'deadEffects'),
    quarantinedEvents: counted(sql`inbox where state = 'quarantined'`, 'quarantinedEvents'),
    unknownObjects: counted(sql`unknown_objects where resolved_at is null`, 'unknownObjects'),
    // One that was left to the sweep needs nobody, and is told while more of them may come.
    deadLetters: column<number>(
      sql`select (select count(*) from dead_letters where settled_at is null) + (select count(*) from dead_letters
        where arrived_at > ${now - HOUR_MS} and outcome = 'left_to_sweep')`,
      'deadLetters',
    ),
    unresolvedPayments: column<number>(
      ctx.db.select({ count: sql<number>`count(*)` }).from(payments).where(isPaymentUnresolved(now)),
      'unresolvedPayments',
    ),
    stripeRefusals: column<number>(selectLastingRefusals(ctx.db, ctx.livemode), 'stripeRefusals'),
    undeliveredToday: column<number>(selectUndeliveredCount(ctx.db, now - DAY_MS), 'undeliveredToday'),
    setup: overdueCount('setup', now).as('setup'),
    refund: overdueCount('refund', now).as('refund'),
    dispute: overdueCount('dispute', now).as('dispute'),
    connection: overdueCount('connection', now).as('connection'),
    stripe_customer: overdueCount('stripe_customer', now).as('stripe_customer'),
    effect: overdueCount('effect', now).as('effect'),
    event: overdueCount('event', now).as('event'),
    email: overdueCount('email', now).as('email'),
    unknown_object: overdueCount('unknown_object', now).as('unknown_object'),
  };
}
