import { and, asc, eq, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import {
  agreements,
  customers,
  emails,
  findings,
  inbox,
  methodSetups,
  outbox,
  payments,
  unknownObjectInvoices,
  unknownObjectNames,
  unknownObjects,
} from '../schema/index.ts';

/** Each takes at most so many rows, the oldest first, and says how many it took. */
export type Bite = { readonly before: number; readonly most: number };

/** Deletes events that were handled or skipped. */
export async function deleteSettledEvents(db: Database, { before, most }: Bite): Promise<number> {
  const gone = await db
    .delete(inbox)
    .where(
      sql`(account, livemode, event_id) in (select account, livemode, event_id from inbox
        where state in ('handled', 'skipped') and received_at < ${before} order by received_at limit ${most})`,
    )
    .returning({ eventId: inbox.eventId });
  return gone.length;
}

/** The whole events that earlier versions stored and that are settled. */
export const selectWholeEvents = (db: Database, most: number) =>
  db
    .select()
    .from(inbox)
    // As the index has it.
    .where(sql`${inbox.reduced} = 0 and ${inbox.state} in ('handled', 'skipped')`)
    .orderBy(asc(inbox.receivedAt))
    .limit(most);

/** Puts what is left in place of whole events that are settled. */
export const saveReducedEvents = (
  db: Database,
  rows: readonly Pick<typeof inbox.$inferSelect, 'account' | 'livemode' | 'eventId' | 'payload'>[],
) =>
  db
    .update(inbox)
    .set({ payload: sql`left.value ->> 'payload'`, reduced: true })
    .from(sql`json_each(${JSON.stringify(rows)}) as left`)
    .where(
      sql`${inbox.account} = left.value ->> 'account' and ${inbox.livemode} = (left.value ->> 'livemode')
        and ${inbox.eventId} = left.value ->> 'eventId' and ${inbox.state} in ('handled', 'skipped')`,
    );

/** Deletes jobs that are done. Those that are dead wait for a person. */
export async function deleteDoneJobs(db: Database, { before, most }: Bite): Promise<number> {
  const old = db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(sql`${outbox.state} = 'done'`, lt(outbox.doneAt, before)))
    .orderBy(asc(outbox.doneAt))
    .limit(most);
  const gone = await db.delete(outbox).where(inArray(outbox.id, old)).returning({ id: outbox.id });
  return gone.length;
}

/** Empties what messages said, and what servers said of them. A notice's charge is read while its invoice is open. */
export async function emptyMessages(db: Database, { before, most }: Bite): Promise<number> {
  const old = db
    .select({ id: emails.id })
    .from(emails)
    .where(
      and(
        // As the index has it.
        sql`(facts IS NOT NULL AND template <> 'charge_notice' OR last_error IS NOT NULL)
          AND state NOT IN ('queued', 'sending')`,
        lt(emails.createdAt, before),
      ),
    )
    .orderBy(asc(emails.createdAt))
    .limit(most);
  const emptied = await db
    .update(emails)
    .set({
      facts: sql`CASE WHEN ${emails.template} = 'charge_notice' THEN ${emails.facts} END`,
      lastError: null,
    })
    .where(inArray(emails.id, old))
    .returning({ id: emails.id });
  return emptied.length;
}

/** The whole requests of payments that are over. */
export const selectWholeRequests = (db: Database, { before, most }: Bite) =>
  db
    .select({ id: payments.id, request: payments.request })
    .from(payments)
    .where(
      and(
        sql`${payments.requestReduced} = 0`,
        isNull(payments.checkAt),
        lt(payments.updatedAt, before),
        or(isNotNull(payments.closedAt), isNotNull(payments.succeededAt)),
        isNull(payments.lookBackAt),
      ),
    )
    .orderBy(asc(payments.updatedAt))
    .limit(most);

/** Puts what is left in place of requests of payments that are still over. */
export const saveReducedRequests = (
  db: Database,
  rows: readonly { readonly id: string; readonly request: string }[],
) =>
  db
    .update(payments)
    .set({ request: sql`left.value ->> 'request'`, requestReduced: true })
    .from(sql`json_each(${JSON.stringify(rows)}) as left`)
    .where(and(sql`${payments.id} = left.value ->> 'id'`, isNull(payments.checkAt)));

/** Deletes findings of the books that are resolved. */
export async function deleteResolvedFindings(db: Database, { before, most }: Bite): Promise<number> {
  const gone = await db
    .delete(findings)
    .where(
      sql`(connection_id, kind, subject) in (select connection_id, kind, subject from findings
        where resolved_at is not null and resolved_at < ${before} order by resolved_at limit ${most})`,
    )
    .returning({ subject: findings.subject });
  return gone.length;
}

/** Deletes unknown objects that are resolved, with the invoices that they named. */
export async function deleteResolvedObjects(db: Database, { before, most }: Bite): Promise<number> {
  const old = await db
    .select({ connectionId: unknownObjects.connectionId, paymentId: unknownObjects.paymentId })
    .from(unknownObjects)
    .where(and(isNotNull(unknownObjects.resolvedAt), lt(unknownObjects.resolvedAt, before)))
    .orderBy(asc(unknownObjects.resolvedAt))
    .limit(most);
  if (old.length === 0) return 0;
  const named = sql`(connection_id, payment_id) in
    (select value ->> 'connectionId', value ->> 'paymentId' from json_each(${JSON.stringify(old)}))`;
  await db.batch([
    db.delete(unknownObjectInvoices).where(named),
    db.delete(unknownObjectNames).where(named),
    db.delete(unknownObjects).where(and(named, lt(unknownObjects.resolvedAt, before))),
  ]);
  return old.length;
}

/** Deletes what people agreed to who were erased that long ago. */
export async function deleteOldAgreements(db: Database, { before, most }: Bite): Promise<number> {
  const old = await db
    .select({ id: agreements.id })
    .from(customers)
    .innerJoin(agreements, eq(agreements.customerId, customers.id))
    .where(and(isNotNull(customers.erasedAt), lt(customers.erasedAt, before)))
    .limit(most);
  if (old.length === 0) return 0;
  const ids = sql`(select value ->> 'id' from json_each(${JSON.stringify(old)}))`;
  await db.batch([
    db.update(methodSetups).set({ agreementId: null }).where(sql`${methodSetups.agreementId} in ${ids}`),
    db.delete(agreements).where(sql`${agreements.id} in ${ids}`),
  ]);
  return old.length;
}
