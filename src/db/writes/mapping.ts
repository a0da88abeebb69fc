import { and, asc, desc, eq, lt, lte, sql } from 'drizzle-orm';
import type { Proposal } from '../../domain/mapping/propose.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { listed } from '../queries/listed.ts';
import { within } from '../queries/scoped.ts';
import { clientMappings, customers, mappedClients } from '../schema/index.ts';

type Row = typeof clientMappings.$inferSelect;

const of = (connectionId: string) => eq(clientMappings.connectionId, connectionId);

/** Begins to read the account's list, from its beginning; a reading that is under way goes on. */
export async function beginReading(db: Database, connectionId: string, at: number): Promise<void> {
  const fresh = {
    state: 'reading',
    place: null,
    listed: 0,
    runStartedAt: at,
    clientsTo: null,
    failures: 0,
    failure: null,
    dueAt: at,
    usedAt: at,
  } as const;
  await db
    .insert(clientMappings)
    .values({ connectionId, run: 1, ...fresh })
    .onConflictDoUpdate({
      target: clientMappings.connectionId,
      set: { ...fresh, run: sql`${clientMappings.run} + 1` },
      setWhere: sql`${clientMappings.state} in ('ready', 'stopped', 'pruned')`,
    });
}

/** Takes a mapping that has something to do, for a time; undefined where another worker has it. */
export async function leaseMapping(
  db: Database,
  connectionId: string,
  { now, until }: { readonly now: number; readonly until: number },
): Promise<Row | undefined> {
  const [row] = await db
    .update(clientMappings)
    .set({ leaseUntil: until, dueAt: until })
    .where(and(of(connectionId), lte(clientMappings.leaseUntil, now), lte(clientMappings.dueAt, now)))
    .returning();
  return row;
}

/** Writes how far a leased mapping is; false where the lease was lost. */
export async function writeMapping(
  db: Database,
  { connectionId, leaseUntil }: Pick<Row, 'connectionId' | 'leaseUntil'>,
  columns: Partial<Row>,
): Promise<boolean> {
  const written = await db
    .update(clientMappings)
    .set(columns)
    .where(and(of(connectionId), eq(clientMappings.leaseUntil, leaseUntil)))
    .returning({ connectionId: clientMappings.connectionId });
  return written.length > 0;
}

/** Notes that mappings that are due are in the queue until then; returns those. */
export async function holdMappings(
  db: Database,
  ids: readonly string[],
  { dueBy, until }: { readonly dueBy: number; readonly until: number },
): Promise<readonly string[]> {
  const rows = await db
    .update(clientMappings)
    .set({ dueAt: until })
    .where(and(lte(clientMappings.dueAt, dueBy), sql`${clientMappings.connectionId} in ${listed(ids)}`))
    .returning({ id: clientMappings.connectionId });
  return rows.map(({ id }) => id);
}

/**
 * Gives clients their rows, the newest first, a bite at a time; returns the last one, or null at the end. What was decided
 * about one that has its row stays, and is compared anew.
 */
export async function addClients(
  db: Database,
  scope: Scope,
  connectionId: string,
  { before, most }: { readonly before: string | null; readonly most: number },
): Promise<string | null> {
  const page = await db
    .select({ id: customers.id, erasedAt: customers.erasedAt })
    .from(customers)
    .where(and(within(customers, scope), before === null ? undefined : lt(customers.id, before)))
    .orderBy(desc(customers.id))
    .limit(most);
  const rows = page.filter(({ erasedAt }) => erasedAt === null);
  if (rows.length > 0)
    await db
      .insert(mappedClients)
      .select(
        sql`select ${connectionId}, value ->> 'id', 'undecided', '', null, null, null, null, null, null,
          null, null, null, null, 0, null, null, 1 from json_each(${JSON.stringify(rows)}) where true`,
      )
      .onConflictDoUpdate({
        target: [mappedClients.connectionId, mappedClients.customerId],
        set: { stale: true },
      });
  return page.length < most ? null : (page.at(-1)?.id ?? null);
}

export type Proposed = Proposal & { readonly customerId: string };

/** Writes what is proposed for clients, as long as they are as they were read. */
export async function saveProposals(
  db: Database,
  connectionId: string,
  proposals: readonly Proposed[],
): Promise<void> {
  const made = sql`json_each(${JSON.stringify(proposals)}) as made`;
  await db
    .insert(mappedClients)
    .select(
      // What is proposed goes first through the join: each client is then looked up by its key.
      sql`select m.connection_id, m.customer_id, m.status, '', m.decision, m.target, m.batch,
        m.decision_before, m.target_before, m.linked, m.lost, made.value ->> 'proposed', made.value ->> 'proposedBy',
        made.value ->> 'confidence', made.value ->> 'candidates', m.failure_code, m.failure, 0
        from ${made} cross join mapped_clients m
        where m.connection_id = ${connectionId} and m.customer_id = made.value ->> 'customerId'`,
    )
    .onConflictDoUpdate({
      target: [mappedClients.connectionId, mappedClients.customerId],
      set: {
        proposed: sql`excluded.proposed`,
        proposedBy: sql`excluded.proposed_by`,
        confidence: sql`excluded.confidence`,
        candidates: sql`excluded.candidates`,
        stale: false,
      },
    });
}

/** What is proposed to several clients is sure for none of them. */
export async function contestProposals(db: Database, connectionId: string): Promise<void> {
  await db
    .update(mappedClients)
    .set({ confidence: 'possible' })
    .where(
      and(
        eq(mappedClients.connectionId, connectionId),
        sql`${mappedClients.confidence} in ('sure', 'likely')`,
        sql`${mappedClients.proposed} in (select proposed from mapped_clients
          where connection_id = ${connectionId} and proposed is not null group by proposed having count(*) > 1)`,
      ),
    );
}

/** The oldest clients whose proposals are from before a change, for the next bite. */
export const selectStale = (db: Database, connectionId: string, most: number) =>
  db
    .select({ customer: customers, client: mappedClients })
    .from(mappedClients)
    .innerJoin(customers, eq(customers.id, mappedClients.customerId))
    .where(
      and(
        eq(mappedClients.connectionId, connectionId),
        sql`${mappedClients.customerId} in (select customer_id from mapped_clients
          where connection_id = ${connectionId} and stale = 1 order by customer_id limit ${most})`,
      ),
    )
    .orderBy(asc(mappedClients.customerId));
