import { and, asc, isNotNull, lte } from 'drizzle-orm';
import { connectionOfInvoice } from '../../db/queries/active-connection.ts';
import { connections, invoices } from '../../db/schema/index.ts';
import { takeInvoiceChecks } from '../../db/writes/checks.ts';
import type { Context, QueueMessage } from '../core/context.ts';
import { QUEUED_LOOK_AFTER_MS, TURN_MS } from './timing.ts';
import { takeTurns } from './turns.ts';

const PAGE = 1000;
/** What is left over is taken by the next tick. */
const MOST_PAGES = 30;

type Due = { readonly id: string; readonly connectionId: string | null };

/**
 * Puts every invoice whose time has come into the queue: by the index, in pages, each with a turn of its own, so that
 * Stripe is asked as fast as it allows and no faster. `due <= now`, so a tick that was skipped is made up for; the
 * next look is set before the queue is told, so ticks that overlap share the work, and what is lost on the way is
 * put there again.
 */
export async function sweepDue(ctx: Context): Promise<void> {
  let found = 0;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const due = await selectDue(ctx);
    if (due.length === 0) break;
    found += due.length;
    await enqueue(ctx, due);
    if (due.length < PAGE) break;
  }
  if (found > 0) ctx.log('collection_enqueued', { invoices: found });
}

const selectDue = (ctx: Context): Promise<Due[]> =>
  ctx.db
    .select({ id: invoices.id, connectionId: connections.id })
    .from(invoices)
    .leftJoin(connections, connectionOfInvoice)
    .where(and(isNotNull(invoices.nextCheckAt), lte(invoices.nextCheckAt, ctx.now())))
    .orderBy(asc(invoices.nextCheckAt))
    .limit(PAGE);

async function enqueue(ctx: Context, due: readonly Due[]): Promise<void> {
  const byConnection = Map.groupBy(due, ({ connectionId }) => connectionId);
  for (const [connectionId, its] of byConnection) {
    const first = connectionId === null ? ctx.now() : await takeTurns(ctx, connectionId, its.length);
    // Should the queue lose it, each is checked again then. Another tick may have taken some: those it keeps.
    const next = first + its.length * TURN_MS + QUEUED_LOOK_AFTER_MS;
    const ids = its.map(({ id }) => id);
    const taken = new Set(await takeInvoiceChecks(ctx.db, ids, { dueBy: ctx.now(), next }));
    const work = its.map((each, index) => wakeInTurn(ctx, each, first, index));
    await ctx.enqueue(work.filter(({ invoiceId }) => taken.has(invoiceId)));
  }
}

/** The message for an invoice whose turn is `index` turns after `first`; the queue keeps it in whole seconds. */
function wakeInTurn(
  ctx: Context,
  { id, connectionId }: Due,
  first: number,
  index: number,
): Extract<QueueMessage, { kind: 'collect' }> {
  const at = first + index * TURN_MS;
  const delaySeconds = Math.max(0, Math.floor((at - ctx.now()) / 1000));
  const turn = connectionId === null ? null : { connectionId, at };
  return { kind: 'collect', invoiceId: id, delaySeconds, turn };
}
