import { eq } from 'drizzle-orm';
import { connections } from '../../db/schema/index.ts';
import { deleteUnlisted, followUnlisted } from '../../db/writes/listed-stripe-customers.ts';
import { addClients, contestProposals, leaseMapping, writeMapping } from '../../db/writes/mapping.ts';
import { DONE, type Outcome } from '../../domain/outcome.ts';
import { mayGoOn } from '../core/budget.ts';
import type { Context } from '../core/context.ts';
import { proposeClients } from './propose-clients.ts';
import { readPage } from './read-page.ts';
import type { Columns, Leased } from './types.ts';

/** Longer than an invocation's share takes; whatever a dead worker had is taken over after this. */
const LEASE_MS = 2 * 60_000;
/** If the queue loses the message that goes on, cron does after this. */
const AGAIN_MS = 30_000;
/** So many clients get their rows at once. */
const CLIENTS = 500;
const UNLISTED = 1_000;

/**
 * Reads an account's list on, compares clients on, as far as the invocation's budget goes; the next message goes on. Each
 * step can be repeated: where a worker dies, its page is read again.
 */
export async function stepMapping(
  ctx: Context,
  { connectionId, dueBy = ctx.now() }: { readonly connectionId: string; readonly dueBy?: number },
): Promise<Outcome<null>> {
  const now = ctx.now();
  const row = await leaseMapping(ctx.db, connectionId, { now: Math.max(now, dueBy), until: now + LEASE_MS });
  if (row === undefined) return DONE;
  const [connection] = await ctx.db.select().from(connections).where(eq(connections.id, connectionId));
  if (connection === undefined || connection.state !== 'active') {
    await writeMapping(ctx.db, row, { dueAt: null, leaseUntil: 0 });
    return DONE;
  }
  let at: Leased = { ...row, connection };
  let rests: number | null | undefined;
  do {
    const { dueAt, ...columns } = await step(ctx, at);
    if (!(await writeMapping(ctx.db, row, { leaseUntil: row.leaseUntil, ...columns }))) return DONE;
    at = { ...at, ...columns };
    rests = dueAt;
  } while (rests === undefined && mayGoOn());
  const until = ctx.now() + AGAIN_MS;
  await writeMapping(ctx.db, row, { leaseUntil: 0, dueAt: rests === undefined ? until : rests });
  // Only the message that names this instant goes on before it: there is one chain of them.
  if (rests === undefined) await ctx.enqueue([{ kind: 'sweep', of: 'mapping', id: connectionId, until }]);
  return DONE;
}

/** One step of it; `dueAt` is there where nothing more is to be done for now. */
async function step(ctx: Context, at: Leased): Promise<Columns> {
  const { connectionId, connection } = at;
  switch (at.state) {
    case 'reading':
    case 'newest':
      return readPage(ctx, at);
    case 'clients': {
      const scope = { merchantId: connection.merchantId, livemode: connection.livemode };
      if ((await deleteUnlisted(ctx.db, at, UNLISTED)) === UNLISTED) return {};
      if (at.clientsTo === null) await followUnlisted(ctx.db, connectionId, ctx.now());
      const last = await addClients(ctx.db, scope, connectionId, { before: at.clientsTo, most: CLIENTS });
      return last === null ? { state: 'proposing', clientsTo: null } : { clientsTo: last };
    }
    case 'proposing':
    case 'ready': {
      if (await proposeClients(ctx, connection)) return {};
      await contestProposals(ctx.db, connectionId);
      return { state: 'ready', dueAt: null };
    }
    case 'stopped':
    case 'pruned':
      return { dueAt: null };
  }
}
