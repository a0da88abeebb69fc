import type { BookKind } from '../../db/schema/index.ts';
import { firstRow, holdLists, makeListDue, noteListFailed } from '../../db/writes/sweeps.ts';
import { sweepWithinBudget } from '../core/budget.ts';
import { connectionsToSweep } from '../core/connections-to-sweep.ts';
import type { Context } from '../core/context.ts';
import { describeError } from '../core/describe-error.ts';
import type { Connection } from '../core/event-handler.ts';
import { listFailure } from '../facts/list-failure.ts';
import { readToEnd } from '../stripe-lists/read-to-end.ts';
import { checkBalance } from './check-balance.ts';
import { checkRows, type Found } from './check-rows.ts';
import { classifyTransactions } from './classify-transactions.ts';
import { compareRows } from './compare-rows.ts';
import { fetchMissingRefundsAndDisputes } from './fetch-missing-refunds-and-disputes.ts';
import { followDisputesThatDiffer } from './follow-disputes-that-differ.ts';
import { saveFindings } from './save-findings.ts';
import { storeTransactions } from './store-transactions.ts';

const HOUR_MS = 3_600_000;
/** So many begin in a tick: those of many connections are spread over the day. */
const BOOKS_A_TICK = 20;
const PAGES_A_TICK = 50;
const OVERLAP_MS = 6 * HOUR_MS;
const EVERY_MS = 24 * HOUR_MS;
/** A balance that moved while the list was read cannot be compared with it: retried after this. */
const AGAIN_MS = HOUR_MS;

/** A run that its invocation had no room for goes on after this. */
const SOON_MS = 60_000;

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
  await sweepWithinBudget(ctx, {
    of: 'books',
    due: await connectionsToSweep(ctx, { list: 'transactions', connectionId: null, limit: BOOKS_A_TICK }),
    idOf: ({ connection }) => connection.id,
    ownerOf: ({ connection }) => connection.id,
    atOnce: 1,
    work: ({ connection }) => reconcileOrRetry(ctx, connection),
    hold: (ids, until) => holdLists(ctx.db, 'transactions', ids, until),
  });
}

/** Reconciles a connection that was handed over, unless another worker did. */
export async function reconcileNow(ctx: Context, connectionId: string): Promise<void> {
  const due = await connectionsToSweep(ctx, { list: 'transactions', connectionId, limit: 1 });
  for (const { connection } of due) await reconcileOrRetry(ctx, connection);
}

async function reconcileOrRetry(ctx: Context, connection: Connection): Promise<void> {
  try {
    await keepBooksOf(ctx, connection);
  } catch (error) {
    ctx.log('books_failed', { connectionId: connection.id, ...describeError(error) });
    await scheduleReconciliation(ctx, connection, ctx.now());
  }
}

async function keepBooksOf(ctx: Context, connection: Connection): Promise<void> {
  const now = ctx.now();
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
    keep: async (listed) => {
      await storeTransactions(ctx, connection, listed);
      return true;
    },
  });
  if (read.kind === 'refused') await denied(ctx, connection, read, 'Balance transactions: Read');
  if (read.kind !== 'finished') return;
  const first = await classifyTransactions(ctx, connection);
  const fetched = first === null ? 'none' : await fetchMissingRefundsAndDisputes(ctx, first);
  const left = fetched === 'none' ? first : await classifyTransactions(ctx, connection);
  if (left === null) {
    await scheduleReconciliation(ctx, connection, now + SOON_MS);
    return;
  }
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
  const rows = await compareRows(ctx, connection);
  const followed = await followDisputesThatDiffer(ctx, rows);
  const differing = followed === 'none' ? rows : await checkRows(ctx, connection);
  const found = [...unclassified, ...differing];
  await saveFindings(ctx, connection, found, OF_ROWS);
  const balance = await checkBalance(ctx, connection, stripe, before.value);
  // What there was no room for is fetched by the next one.
  if (fetched === 'some' || followed === 'some') await scheduleReconciliation(ctx, connection, now + SOON_MS);
  else if (balance === null) await scheduleReconciliation(ctx, connection, now + AGAIN_MS);
  if (balance !== null) await saveFindings(ctx, connection, balance, ['balance_differs']);
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

/** Schedules the next reconciliation for an instant (ms). */
export async function scheduleReconciliation(
  ctx: Context,
  connection: Connection,
  dueAt: number,
): Promise<void> {
  await makeListDue(ctx.db, firstRow(connection, 'transactions'), dueAt);
}
