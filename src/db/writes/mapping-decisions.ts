import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Decision, LastBatch } from '../../domain/mapping/status.ts';
import type { Database } from '../database.ts';
import { listed } from '../queries/listed.ts';
import { type ClientsFilter, clientsWhere } from '../queries/mapping.ts';
import type { Of } from '../queries/mapping-search.ts';
import { clientMappings, mappedClients } from '../schema/index.ts';

/** Which clients are decided about: these, or all that a filter shows. */
export type Which =
  | { readonly kind: 'these'; readonly customerIds: readonly string[] }
  | ({ readonly kind: 'all' } & ClientsFilter);

/**
 * What is decided: one Stripe customer for one client, each client's own proposal, or the same for all. Of proposals, those
 * that somebody may take without a look; with `possible` also those by a name or a domain alone.
 */
export type Deciding =
  | { readonly kind: 'map'; readonly target: string }
  | { readonly kind: 'accept'; readonly possible: boolean }
  | { readonly kind: 'create' | 'ignore' | 'undecided' };

/** One that is linked has to be unlinked first; of one that is lost another is chosen. */
const MAY_BE_DECIDED = sql`(${mappedClients.linked} is null or ${mappedClients.lost} is not null)`;

const whichOf = (of: Of, which: Which): SQL | undefined => {
  switch (which.kind) {
    case 'these':
      return and(
        eq(mappedClients.connectionId, of.id),
        sql`${mappedClients.customerId} in ${listed(which.customerIds)}`,
      );
    case 'all':
      return clientsWhere(of, which);
  }
};

const decisionOf = (deciding: Deciding): Decision | null => {
  switch (deciding.kind) {
    case 'map':
    case 'accept':
      return 'map';
    case 'create':
      return 'create';
    case 'ignore':
      return 'ignore';
    case 'undecided':
      return null;
  }
};

const targetOf = (deciding: Deciding): SQL => {
  switch (deciding.kind) {
    case 'map':
      return sql`${deciding.target}`;
    case 'accept':
      return sql`${mappedClients.proposed}`;
    case 'create':
    case 'ignore':
    case 'undecided':
      return sql`null`;
  }
};

/** What nobody has: no client is linked to it, and none is to be mapped to it. */
const isFree = (connectionId: string, stripeCustomerId: SQL): SQL =>
  sql`not exists (select 1 from stripe_customers taken where taken.connection_id = ${connectionId}
      and taken.stripe_customer_id = ${stripeCustomerId} and taken.customer_id <> mapped_clients.customer_id)
    and not exists (select 1 from mapped_clients other where other.connection_id = ${connectionId}
      and other.target = ${stripeCustomerId} and other.customer_id <> mapped_clients.customer_id)`;

/**
 * Decides about clients in one statement, with what stood before, so that all of it can be undone as one. What cannot be
 * decided so stays as it is: one that is linked, one without a proposal, or whose proposal another has. How many were
 * decided.
 */
export async function decideClients(
  db: Database,
  of: Of,
  which: Which,
  { deciding, batch }: { readonly deciding: Deciding; readonly batch: Omit<LastBatch, 'clients' | 'kind'> },
): Promise<number> {
  const { id: connectionId } = of;
  const decision = decisionOf(deciding);
  const target = targetOf(deciding);
  const accepted =
    deciding.kind !== 'accept'
      ? undefined
      : and(
          inArray(
            mappedClients.confidence,
            deciding.possible ? ['sure', 'likely', 'possible'] : ['sure', 'likely'],
          ),
          isNull(mappedClients.decision),
          sql`${mappedClients.proposed} is not null`,
          // Of several that it is proposed to, none takes it unseen.
          sql`not exists (select 1 from mapped_clients rival where rival.connection_id = ${connectionId}
            and rival.proposed = mapped_clients.proposed and rival.customer_id <> mapped_clients.customer_id)`,
        );
  const where = and(
    whichOf(of, which),
    MAY_BE_DECIDED,
    accepted,
    decision === 'map' ? isFree(connectionId, target) : undefined,
    sql`(${mappedClients.decision} is not ${decision} or ${mappedClients.target} is not ${target}
      or ${mappedClients.failureCode} is not null)`,
  );
  const kept = (clients: SQL) =>
    sql`json_object('id', ${batch.id}, 'kind', ${deciding.kind}, 'clients', ${clients}, 'at', ${batch.at})`;
  const [, , [counted]] = await db.batch([
    db
      .update(mappedClients)
      .set({
        decisionBefore: sql`${mappedClients.decision}`,
        targetBefore: sql`${mappedClients.target}`,
        batch: batch.id,
        decision,
        target,
        failureCode: null,
        failure: null,
      })
      .where(where),
    db
      .update(clientMappings)
      .set({
        usedAt: batch.at,
        lastBatch: kept(sql`(select count(*) from mapped_clients where connection_id = ${connectionId}
          and batch = ${batch.id})`),
      })
      .where(
        and(
          eq(clientMappings.connectionId, connectionId),
          sql`exists (select 1 from mapped_clients where connection_id = ${connectionId} and batch = ${batch.id})`,
        ),
      ),
    selectBatch(db, connectionId, batch.id),
  ]);
  return counted?.count ?? 0;
}

const selectBatch = (db: Database, connectionId: string, batchId: string) =>
  db
    .select({ count: sql<number>`count(*)` })
    .from(mappedClients)
    .where(
      and(eq(mappedClients.connectionId, connectionId), eq(mappedClients.batch, batchId), MAY_BE_DECIDED),
    );

/** Undoes a decision about several: each is as it stood before, but for those that were done since. How many. */
export async function undoDecision(
  db: Database,
  connectionId: string,
  { batchId, at }: { readonly batchId: string; readonly at: number },
): Promise<number> {
  const before = sql`${mappedClients.targetBefore}`;
  const mayBack = sql`(${mappedClients.targetBefore} is null or (${isFree(connectionId, before)}))`;
  const [[counted]] = await db.batch([
    selectBatch(db, connectionId, batchId),
    db
      .update(mappedClients)
      .set({
        decision: sql`iif(${mayBack}, ${mappedClients.decisionBefore}, null)`,
        target: sql`iif(${mayBack}, ${mappedClients.targetBefore}, null)`,
        batch: null,
        decisionBefore: null,
        targetBefore: null,
        failureCode: null,
        failure: null,
      })
      .where(
        and(eq(mappedClients.connectionId, connectionId), eq(mappedClients.batch, batchId), MAY_BE_DECIDED),
      ),
    db
      .update(clientMappings)
      .set({ lastBatch: null, usedAt: at })
      .where(
        and(
          eq(clientMappings.connectionId, connectionId),
          sql`${clientMappings.lastBatch} ->> 'id' = ${batchId}`,
        ),
      ),
  ]);
  return counted?.count ?? 0;
}
