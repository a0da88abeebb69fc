import { and, eq, isNull, sql } from 'drizzle-orm';
import type { BookKind } from '../../domain/finding.ts';
import type { Database, Statement } from '../database.ts';
import { NAMED_IN_EVENT } from '../queries/findings.ts';
import {
  findings,
  inbox,
  invoices,
  unknownObjectInvoices,
  unknownObjectNames,
  unknownObjects,
} from '../schema/index.ts';
import { type EventKey, ofEvent } from './inbox.ts';

type Named = { readonly connectionId: string; readonly paymentId: string };

const isOf = ({ connectionId, paymentId }: Named) =>
  and(eq(unknownObjects.connectionId, connectionId), eq(unknownObjects.paymentId, paymentId));

/** To be committed: an unknown object is resolved. */
export const resolved = (db: Database, { at, ...named }: Named & { readonly at: number }) =>
  db
    .update(unknownObjects)
    .set({ resolvedAt: at })
    .where(and(isOf(named), isNull(unknownObjects.resolvedAt)));

/**
 * To be committed after {@link resolved}: its invoices are unfrozen, unless another unknown object holds them, and are due for a
 * check. By its names, since one of them may have been made again in the meantime.
 */
export const unfrozen = (db: Database, { connectionId, paymentId, at }: Named & { readonly at: number }) =>
  db
    .update(invoices)
    .set({ frozenAt: null, nextCheckAt: sql`iif(${invoices.nextCheckAt} is null, null, ${at})` })
    .where(
      sql`${invoices.id} in (select invoice_id from unknown_object_invoices
        where connection_id = ${connectionId} and payment_id = ${paymentId}) and not exists (${HELD_BY_ANOTHER})`,
    );

const HELD_BY_ANOTHER = sql`select 1 from unknown_object_invoices named
  join unknown_objects object on object.connection_id = named.connection_id and object.payment_id = named.payment_id
  where named.invoice_id = ${invoices.id} and object.resolved_at is null`;

/** Resolves an unknown object that freezes nothing, so that no decision rests on it. */
export async function markResolved(db: Database, of: Named & { readonly at: number }): Promise<void> {
  await db.batch([resolved(db, of), unfrozen(db, of)]);
}

/** To be committed with what it freezes. One that was resolved and is met again is open again. */
export const unknownObject = (db: Database, object: typeof unknownObjects.$inferInsert) =>
  db
    .insert(unknownObjects)
    .values(object)
    .onConflictDoUpdate({
      target: [unknownObjects.connectionId, unknownObjects.paymentId],
      set: { stripeId: object.stripeId, reason: object.reason, foundAt: object.foundAt, resolvedAt: null },
    });

/** To be committed with {@link unknownObject}: the invoices that it freezes. */
export const frozenBy = (
  db: Database,
  { connectionId, paymentId }: Named,
  invoiceIds: readonly string[],
): readonly Statement[] =>
  invoiceIds.map((invoiceId) =>
    db.insert(unknownObjectInvoices).values({ connectionId, paymentId, invoiceId }).onConflictDoNothing(),
  );

/** The same of invoices that are not here: one that is made under such a name comes frozen. */
export const namedBy = (
  db: Database,
  { connectionId, paymentId }: Named,
  invoiceIds: readonly string[],
): readonly Statement[] =>
  invoiceIds.map((invoiceId) =>
    db.insert(unknownObjectNames).values({ connectionId, paymentId, invoiceId }).onConflictDoNothing(),
  );

/** Keeps an unknown object that freezes nothing, so that no decision rests on it. */
export async function noteUnknown(
  db: Database,
  object: typeof unknownObjects.$inferInsert,
  invoiceIds: readonly string[],
): Promise<void> {
  await db.batch([unknownObject(db, object), ...namedBy(db, object, invoiceIds)]);
}

/** Notes that an unknown object could not be put back. A session and its intent are tried one after the other. */
export async function noteTried(
  db: Database,
  {
    connectionId,
    paymentId,
    stripeId,
    at,
  }: { connectionId: string; paymentId: string; stripeId: string; at: number },
): Promise<void> {
  await db.update(unknownObjects).set({ triedAt: at, stripeId }).where(isOf({ connectionId, paymentId }));
}

/** An event that a person has dismissed is done with. To be committed with the dismissal. */
export const dismissedEvent = (db: Database, event: EventKey, at: number) =>
  db
    .update(inbox)
    .set({ ...DISMISSED, handledAt: at })
    .where(and(ofEvent(event), eq(inbox.state, 'quarantined')));

/** The same for all events that named an unknown payment. */
export const dismissedEventsOf = (
  db: Database,
  { account, livemode, paymentId, at }: Omit<EventKey, 'eventId'> & { paymentId: string; at: number },
) =>
  db
    .update(inbox)
    .set({ ...DISMISSED, handledAt: at })
    .where(
      and(
        eq(inbox.state, 'quarantined'),
        eq(inbox.reason, 'unknown_payment'),
        eq(inbox.account, account),
        eq(inbox.livemode, livemode),
        sql`${NAMED_IN_EVENT} = ${paymentId}`,
      ),
    );

/** An item of the books that a person has dismissed; the next reconciliation leaves it so while its amount stays. */
export const dismissedBook = (
  db: Database,
  { connectionId, kind, subject, at }: { connectionId: string; kind: BookKind; subject: string; at: number },
) =>
  db
    .update(findings)
    .set({ resolvedAt: at })
    .where(
      and(eq(findings.connectionId, connectionId), eq(findings.kind, kind), eq(findings.subject, subject)),
    );

const DISMISSED = { state: 'skipped', reason: 'dismissed' } as const;
