import { and, asc, isNotNull, lte } from 'drizzle-orm';
import { connectionOfInvoice } from '../../db/queries/active-connection.ts';
import { someRow } from '../../db/queries/waiting-parts.ts';
import { connections, invoices } from '../../db/schema/index.ts';
import { takeInvoiceChecks } from '../../db/writes/checks.ts';
import { hasRoomFor } from '../core/budget.ts';
import type { Context, QueueMessage, ReadContext } from '../core/context.ts';
import { QUEUED_CHECK_AFTER_MS, TURN_MS } from './timing.ts';
import { takeTurnsOfSeveral } from './turns.ts';

const PAGE = 1000;
/** The next tick takes what is left over. */
const MOST_PAGES = 30;
const STATEMENTS_A_PAGE = 5;

type Due = { readonly id: string; readonly connectionId: string | null };

/**
 * Enqueues every due invoice: by the index, in pages, each with a turn of its own, so that Stripe's rate limit is used
 * and not exceeded. `due <= now`, so the tick after a skipped one catches up. The next check is set before the message
 * is enqueued, so overlapping ticks share the work, and a lost message is enqueued again.
 */
export async function sweepDue(ctx: Context): Promise<void> {
  let found = 0;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    if (!hasRoomFor(STATEMENTS_A_PAGE)) break;
    const due = await selectDue(ctx);
    if (due.length === 0) break;
    found += due.length;
    await enqueue(ctx, due);
    if (due.length < PAGE) break;
  }
  if (found > 0) ctx.log('collection_enqueued', { invoices: found });
}

const isDue = (ctx: ReadContext) =>
  and(isNotNull(invoices.nextCheckAt), lte(invoices.nextCheckAt, ctx.now()));

/** Whether an invoice is due. */
export const invoicesWait = (ctx: ReadContext) => someRow(invoices, isDue(ctx));

const selectDue = (ctx: ReadContext): Promise<Due[]> =>
  ctx.db
    .select({ id: invoices.id, connectionId: connections.id })
    .from(invoices)
    .leftJoin(connections, connectionOfInvoice)
    .where(isDue(ctx))
    .orderBy(asc(invoices.nextCheckAt))
    .limit(PAGE);

async function enqueue(ctx: Context, due: readonly Due[]): Promise<void> {
  const byConnection = [...Map.groupBy(due, ({ connectionId }) => connectionId)];
  const counts = byConnection.flatMap(([connectionId, its]) =>
    connectionId === null ? [] : [[connectionId, its.length] as const],
  );
  const begins = await takeTurnsOfSeveral(ctx, new Map(counts));
  const planned = byConnection.map(([connectionId, its]) => {
    const first = begins.get(connectionId ?? '') ?? ctx.now();
    // If the queue loses a message, its invoice is checked again then. Invoices that another tick has taken stay with
    // it.
    const next = first + its.length * TURN_MS + QUEUED_CHECK_AFTER_MS;
    const checks = its.map(({ id }) => ({ id, next }));
    return { checks, work: its.map((each, index) => messageInTurn(ctx, each, first, index)) };
  });
  const checks = planned.flatMap((one) => one.checks);
  const taken = new Set(await takeInvoiceChecks(ctx.db, checks, ctx.now()));
  await ctx.enqueue(planned.flatMap(({ work }) => work.filter(({ invoiceId }) => taken.has(invoiceId))));
}

/** The message for an invoice whose turn is `index` turns after `first`; the queue delays it in whole seconds. */
function messageInTurn(
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
