import { and, eq, isNull, sql } from 'drizzle-orm';
import type { BookKind } from '../../domain/finding.ts';
import type { Database } from '../database.ts';
import { NAMED_IN_EVENT } from '../queries/findings.ts';
import { findings, inbox, unknownObjects } from '../schema/index.ts';
import { type EventKey, ofEvent } from './inbox.ts';

/** Resolves an unknown object that freezes nothing, so that no decision rests on it. */
export async function markResolved(
  db: Database,
  { connectionId, paymentId, at }: { connectionId: string; paymentId: string; at: number },
): Promise<void> {
  await db
    .update(unknownObjects)
    .set({ resolvedAt: at })
    .where(
      and(
        eq(unknownObjects.connectionId, connectionId),
        eq(unknownObjects.paymentId, paymentId),
        isNull(unknownObjects.resolvedAt),
      ),
    );
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
  await db
    .update(unknownObjects)
    .set({ triedAt: at, stripeId })
    .where(and(eq(unknownObjects.connectionId, connectionId), eq(unknownObjects.paymentId, paymentId)));
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
