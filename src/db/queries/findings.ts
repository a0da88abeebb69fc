import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import type { BookKind, FindingKind } from '../../domain/finding.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { connections, dismissals, findings, inbox, unknownObjects } from '../schema/index.ts';

const MOST = 200;

/** The unknown objects of an account that its merchant has dismissed, through whichever connection. */
export const selectDismissedObjects = (
  db: Database,
  { account, merchantId, livemode }: typeof connections.$inferSelect,
) =>
  db
    .select({ subject: dismissals.subject })
    .from(dismissals)
    .innerJoin(connections, eq(connections.id, dismissals.connectionId))
    .where(
      and(
        eq(dismissals.kind, 'unknown_object'),
        eq(connections.account, account),
        eq(connections.merchantId, merchantId),
        eq(connections.livemode, livemode),
      ),
    );

const mine = ({ merchantId, livemode }: Scope) =>
  and(eq(connections.merchantId, merchantId), eq(connections.livemode, livemode));

/** The invoices that an unknown object freezes, as a JSON array. */
const FROZEN_BY = sql<string>`(select json_group_array(named.invoice_id) from unknown_object_invoices named
  where named.connection_id = ${unknownObjects.connectionId} and named.payment_id = ${unknownObjects.paymentId})`;

/** The open unknown objects of a merchant, oldest first; `subject` limits it to one. */
export const selectOpenObjects = (db: Database, scope: Scope, subject?: string) =>
  db
    .select({
      connectionId: unknownObjects.connectionId,
      account: connections.account,
      subject: unknownObjects.paymentId,
      stripeId: unknownObjects.stripeId,
      reason: unknownObjects.reason,
      foundAt: unknownObjects.foundAt,
      invoiceIds: FROZEN_BY,
    })
    .from(unknownObjects)
    .innerJoin(connections, eq(connections.id, unknownObjects.connectionId))
    .where(
      and(
        isNull(unknownObjects.resolvedAt),
        mine(scope),
        subject === undefined ? undefined : eq(unknownObjects.paymentId, subject),
      ),
    )
    .orderBy(asc(unknownObjects.foundAt))
    .limit(MOST);

/** The one connection that an account's events belong to: the active one, else the newest. */
const OWNER = sql`${connections.id} = (select owner.id from connections owner where owner.account = ${inbox.account}
  and owner.livemode = ${inbox.livemode} order by owner.state, owner.id desc limit 1)`;

/** What an unknown object goes by in its events: the payment that it names, else its own id. */
export const NAMED_IN_EVENT = sql`coalesce(nullif(${inbox.payload} ->> '$.data.object.metadata.quittance_payment', ''),
  ${inbox.payload} ->> '$.data.object.id')`;

/** The open unknown object that an event names: that is the finding, and the event goes with it. */
const NAMED_OBJECT = sql`select 1 from unknown_objects named join connections at on at.id = named.connection_id
  where ${inbox.reason} = 'unknown_payment' and named.resolved_at is null and at.account = ${inbox.account}
    and named.payment_id = ${NAMED_IN_EVENT}`;

/** The quarantined events of a merchant's account, oldest first. */
export const selectQuarantinedEvents = (db: Database, scope: Scope, subject?: string) =>
  db
    .select({
      connectionId: connections.id,
      account: inbox.account,
      subject: inbox.eventId,
      type: inbox.type,
      reason: inbox.reason,
      foundAt: inbox.receivedAt,
    })
    .from(inbox)
    .innerJoin(connections, OWNER)
    .where(
      and(
        sql`${inbox.state} = 'quarantined'`,
        mine(scope),
        subject === undefined ? sql`not exists (${NAMED_OBJECT})` : eq(inbox.eventId, subject),
      ),
    )
    .orderBy(asc(inbox.receivedAt))
    .limit(MOST);

/** What the books do not explain, oldest first. */
export const selectUnexplained = (
  db: Database,
  scope: Scope,
  only?: { readonly kind: BookKind; readonly subject: string },
) =>
  db
    .select({
      connectionId: findings.connectionId,
      kind: findings.kind,
      subject: findings.subject,
      currency: findings.currency,
      amount: findings.amount,
      foundAt: findings.foundAt,
    })
    .from(findings)
    .innerJoin(connections, eq(connections.id, findings.connectionId))
    .where(
      and(
        isNull(findings.resolvedAt),
        eq(findings.state, 'unexplained'),
        mine(scope),
        ...(only === undefined ? [] : [eq(findings.subject, only.subject), eq(findings.kind, only.kind)]),
      ),
    )
    .orderBy(asc(findings.foundAt))
    .limit(MOST);

/** What a merchant has dismissed, newest first. */
export const selectDismissals = (
  db: Database,
  scope: Scope,
  only?: { readonly kind: FindingKind; readonly subject: string },
) =>
  db
    .select({ dismissal: dismissals })
    .from(dismissals)
    .innerJoin(connections, eq(connections.id, dismissals.connectionId))
    .where(
      and(
        mine(scope),
        ...(only === undefined ? [] : [eq(dismissals.kind, only.kind), eq(dismissals.subject, only.subject)]),
      ),
    )
    .orderBy(desc(dismissals.dismissedAt))
    .limit(MOST);
