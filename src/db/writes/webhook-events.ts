import { sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import { eventsOf, PLACES_AN_ENTRY, placeOf, type Worth } from '../../domain/webhooks/event-types.ts';
import type { Append } from '../commit.ts';
import type { Database } from '../database.ts';
import { EVENT_FACTS } from '../event-facts.ts';
import { webhookEvents } from '../schema/index.ts';

/** An event that is worth noting, with its id and place; without one it comes after all that its stream has. */
export type Noted = Worth & { readonly eventId: string; readonly key: string; readonly seq: number | null };

/** What a change's entries are worth telling; `nameIt` makes an id. */
export const worthNoting = (appends: readonly Append[], nameIt: () => string): readonly Noted[] =>
  appends.flatMap((entry) =>
    eventsOf(entry).map((worth, index) => ({
      ...worth,
      eventId: nameIt(),
      key: `${entry.stream.type}/${entry.stream.id}`,
      seq: placeOf(entry.head.seq + 1, index),
    })),
  );

/**
 * The statement that notes events, in the batch of what caused them and after its rows, so that each says what is then so. Nothing is
 * written where the business has no endpoint: then it costs one look into an index. A trigger makes the deliveries. Returns the ids.
 */
export const noteEvents = (
  db: Database,
  { merchantId, livemode }: Scope,
  at: number,
  events: readonly Noted[],
) =>
  db
    .insert(webhookEvents)
    .select(
      sql`SELECT e.value ->> 'eventId', ${merchantId}, ${Number(livemode)}, e.value ->> 'type', e.value ->> 'id',
        e.value ->> 'key', coalesce(e.value ->> 'seq', ${placeAfterAll}), ${at}, coalesce(${factsByObject}, '{}')
      FROM json_each(${JSON.stringify(events)}) e
      WHERE EXISTS (SELECT 1 FROM webhook_endpoints w WHERE w.merchant_id = ${merchantId} AND w.livemode = ${Number(livemode)})
        AND (e.value ->> 'when' IS NULL OR e.value ->> 'when' = (SELECT i.status FROM invoices i WHERE i.id = e.value ->> 'id'))`,
    )
    .onConflictDoNothing()
    .returning({ id: webhookEvents.id });

/** The place after everything that was noted with an invoice's entries. */
const placeAfterAll = sql`(SELECT max(j.seq) * ${sql.raw(String(PLACES_AN_ENTRY))} + ${sql.raw(String(PLACES_AN_ENTRY - 1))}
  FROM journal j WHERE j.stream_type = 'invoice' AND j.stream_id = e.value ->> 'id')`;

const factsByObject = sql`CASE e.value ->> 'object' ${sql.join(
  Object.entries(EVENT_FACTS).map(
    ([object, facts]) => sql`WHEN ${sql.raw(`'${object}'`)} THEN (${facts(sql`(e.value ->> 'id')`)})`,
  ),
  sql` `,
)} END`;
