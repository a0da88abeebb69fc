import { and, eq } from 'drizzle-orm';
import type { BookKind } from '../../db/schema/index.ts';
import { sweeps } from '../../db/schema/index.ts';
import { firstRow, makeListDue, noteListFailed } from '../../db/writes/sweeps.ts';
import { connectionsToSweep } from '../core/connections-to-sweep.ts';
import type { Context } from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import type { Connection } from '../core/event-handler.ts';
import { listFailure } from '../facts/list-failure.ts';
import { readToEnd } from '../stripe-lists/read-to-end.ts';
import { checkBalance } from './check-balance.ts';
import { checkRows, type Found } from './check-rows.ts';
import { classifyTransactions } from './classify-transactions.ts';
import { fetchMissingRefundsAndDisputes } from './fetch-missing-refunds-and-disputes.ts';
import { followDisputesThatDiffer } from './follow-disputes-that-differ.ts';
import { saveFindings } from './save-findings.ts';
import { storeTransactions } from './store-transactions.ts';

const HOUR_MS = 3_600_000;
const PAGES_A_TICK = 50;
const OVERLAP_MS = 6 * HOUR_MS;
const EVERY_MS = 24 * HOUR_MS;
/** A balance that moved while the list was read cannot be compared with it: retried after this. */
const AGAIN_MS = HOUR_MS;

/** What an account denies is asked for again after this: it goes on within minutes of being mended. */
const DENIED_AGAIN_MS = 10 * 60_000;

const OF_ROWS: readonly BookKind[] = [
  'unclassified',
  'ours_without_row',
  'row_without_transaction',
  'amount_differs',
];

/**
 * Once a day and per account: stores and classifies every balance transaction, compares our rows with them, and their
 * sum with the balance that Stripe states. What is unexplained is named to the cent (I4). Runs every minute, and does a
 * bounded share of what is due.
 */
export async function reconcileDaily(ctx: Context): Promise<void> {
  for (const { connection } of await connectionsToSweep(ctx)) {
    try {
      await keepBooksOf(ctx, connection);
    } catch (error) {
      ctx.log('books_failed', { connectionId: connection.id, ...describeError(error) });
      await scheduleReconciliation(ctx, connection, ctx.now());
    }
  }
}

async function keepBooksOf(ctx: Context, connection: Connection): Promise<void> {
  const now = ctx.now();
  if (!(await isDue(ctx, connection.id, now))) return;
  const stripe = await ctx.stripe(connection.account);
  const before = await stripe.retrieveBalance();
  if (before.kind !== 'ok') {
    const reason = before.kind === 'refused' ? before.code : before.reason;
    ctx.log('books_unavailable', { connectionId: connection.id, reason });
    if (before.kind === 'refused') await denied(ctx, connection, before, 'Balance: Read');
    return;
  }
  const read = await readToEnd(ctx, connection, {
    list: 'transactions',
    overlapMs: OVERLAP_MS,
    mostPages: PAGES_A_TICK,
    everyMs: EVERY_MS,
    fetch: stripe.listBalanceTransactions,
    keep: (listed) => storeTransactions(ctx, connection, listed),
  });
  if (read.kind === 'refused') await denied(ctx, connection, read, 'Balance transactions: Read');
  if (read.kind !== 'finished') return;
  const first = await classifyTransactions(ctx, connection);
  const left = (await fetchMissingRefundsAndDisputes(ctx, first))
    ? await classifyTransactions(ctx, connection)
    : first;
  const unclassified = left.map(
    ({ problem, stripeId, currency, net, createdAt }): Found => ({
      kind: problem,
      subject: stripeId,
      // A row of ours may be recorded a little later than its money moved.
      state: problem === 'ours_without_row' && now - createdAt < HOUR_MS ? 'waiting' : 'unexplained',
      currency,
      amount: net,
      at: createdAt,
    }),
  );
  const rows = await checkRows(ctx, connection);
  const differing = (await followDisputesThatDiffer(ctx, rows)) ? await checkRows(ctx, connection) : rows;
  const found = [...unclassified, ...differing];
  await saveFindings(ctx, connection, found, OF_ROWS);
  const balance = await checkBalance(ctx, connection, stripe, before.value);
  if (balance === null) await scheduleReconciliation(ctx, connection, now + AGAIN_MS);
  else await saveFindings(ctx, connection, balance, ['balance_differs']);
  const unexplained = [...found, ...(balance ?? [])].filter(({ state }) => state === 'unexplained').length;
  ctx.log('books_kept', { connectionId: connection.id, unexplained, waiting: found.length - unexplained });
}

/** An account that denies access is not tried every minute; why stands on the connection until it can be read. */
async function denied(
  ctx: Context,
  connection: Connection,
  refusal: { readonly status: number; readonly code: string },
  permission: string,
): Promise<void> {
  const at = ctx.now();
  const again = connection.state === 'active' ? DENIED_AGAIN_MS : EVERY_MS;
  await scheduleReconciliation(ctx, connection, at + again);
  const failure = listFailure(refusal, permission);
  await noteListFailed(ctx.db, { connectionId: connection.id, list: 'transactions' }, { at, failure });
}

async function isDue(ctx: Context, connectionId: string, now: number): Promise<boolean> {
  const [row] = await ctx.db
    .select({ dueAt: sweeps.dueAt })
    .from(sweeps)
    .where(and(eq(sweeps.connectionId, connectionId), eq(sweeps.list, 'transactions')));
  return (row?.dueAt ?? 0) <= now;
}

/** Schedules the next reconciliation for an instant (ms). */
export async function scheduleReconciliation(
  ctx: Context,
  connection: Connection,
  dueAt: number,
): Promise<void> {
  await makeListDue(ctx.db, firstRow(connection, 'transactions'), dueAt);
}
