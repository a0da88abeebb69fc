import { and, eq, sql } from 'drizzle-orm';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { inbox, outbox } from '../schema/index.ts';

/** The accounts whose events are a business's: those whose active connection is its own, else the newest one. */
const accountsOf = ({ merchantId, livemode }: Scope) => sql`(SELECT mine.account FROM connections mine
  WHERE mine.merchant_id = ${merchantId} AND mine.livemode = ${Number(livemode)} AND mine.id = (
    SELECT owner.id FROM connections owner WHERE owner.account = mine.account AND owner.livemode = mine.livemode
    ORDER BY owner.state, owner.id DESC LIMIT 1))`;

/** The select for an event of Stripe's that came to the business, with what is kept of it. */
export const selectEvent = (db: Database, scope: Scope, eventId: string) =>
  db
    .select()
    .from(inbox)
    .where(
      and(
        sql`${inbox.account} IN ${accountsOf(scope)}`,
        eq(inbox.livemode, scope.livemode),
        eq(inbox.eventId, eventId),
      ),
    )
    .limit(1);

/** The select for a job of the business. A job is of no mode: what it names is. */
export const selectJob = (db: Database, { merchantId }: Scope, jobId: string) =>
  db
    .select()
    .from(outbox)
    .where(and(sql`+${outbox.merchantId} = ${merchantId}`, eq(outbox.id, jobId)));
