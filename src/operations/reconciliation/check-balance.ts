import { and, eq, sql } from 'drizzle-orm';
import type { StripePort } from '../../adapters/stripe/port.ts';
import type { BalanceHeld, ListedTransaction } from '../../adapters/stripe/port-lists.ts';
import { selectNetBefore } from '../../db/queries/book-sums.ts';
import { balanceChecks, balanceTransactions } from '../../db/schema/index.ts';
import { writeBalanceCheck } from '../../db/writes/reconciliation.ts';
import { reckon } from '../../domain/reconciliation/reckon.ts';
import type { Context } from '../core/context.ts';
import type { Connection } from '../core/event-handler.ts';
import type { Found } from './check-rows.ts';
import { storeTransactions } from './store-transactions.ts';

/** A day that is after all of them. */
const AFTER_ALL_DAYS = 10_000_000;

/**
 * Opening + net = closing, per settlement currency, closing being what Stripe states (I4). Where the balance did not move
 * while the list was read (`before`), all that is stored is in it. Where it did, what arrived since is read as well, and the
 * balance has to be one that the books went through. The first check derives the opening balance: what was there before the
 * first stored transaction; where that cannot be told apart from what arrives, or Stripe does not answer, it is null.
 */
export async function checkBalance(
  ctx: Context,
  connection: Connection,
  stripe: StripePort,
  before: readonly BalanceHeld[],
): Promise<readonly Found[] | null> {
  const [sums, checks, [newest]] = await ctx.db.batch([
    selectNetBefore(ctx.db, sql`SELECT ${connection.id} AS id`, { before: AFTER_ALL_DAYS, currency: null }),
    ctx.db.select().from(balanceChecks).where(eq(balanceChecks.connectionId, connection.id)),
    ctx.db
      .select({ at: sql<number | null>`max(${balanceTransactions.createdAt})` })
      .from(balanceTransactions)
      .where(eq(balanceTransactions.connectionId, connection.id)),
  ]);
  const stated = await stripe.retrieveBalance();
  if (stated.kind !== 'ok') return null;
  const arrived = isSame(stated.value, before)
    ? []
    : await readArrived(ctx, connection, stripe, newest?.at ?? connection.createdAt);
  if (arrived === null) return null;
  const held = new Map(stated.value.map(({ currency, amount }) => [currency, amount]));
  const nets = new Map(sums.map(({ currency, net }) => [currency, net]));
  const known = new Map(checks.map((check) => [check.currency, check]));
  const at = ctx.now();
  const found: Found[] = [];
  // The opening is where the books begin: nothing may be on its way then.
  if (known.size === 0 && arrived.length > 0) return null;
  for (const currency of new Set([...held.keys(), ...nets.keys(), ...known.keys()])) {
    const amount = held.get(currency) ?? 0;
    const net = nets.get(currency) ?? 0;
    // A currency that appears later opens at zero.
    const opening = known.get(currency)?.opening ?? (known.size === 0 ? amount - net : 0);
    const since = arrived.filter((one) => one.currency === currency).map((one) => one.net);
    const reckoned = reckon({ stated: amount, known: opening + net, arrived: since });
    await writeBalanceCheck(ctx.db, {
      connectionId: connection.id,
      currency,
      opening,
      stated: amount,
      reckoned,
      checkedAt: at,
    });
    if (amount !== reckoned) {
      found.push({
        kind: 'balance_differs',
        subject: currency,
        state: 'unexplained',
        currency,
        amount: amount - reckoned,
        at,
      });
    }
  }
  return found;
}

/** More pages than come in the time that it takes to ask for a balance. */
const MOST_PAGES = 5;

/**
 * What the list has by now that is not stored, oldest first, and stores it: all of it was made after the list was read, some
 * of it before the balance was stated. Null where Stripe does not say, or there is no end of it.
 */
async function readArrived(
  ctx: Context,
  connection: Connection,
  stripe: StripePort,
  since: number,
): Promise<readonly { readonly currency: string; readonly net: number }[] | null> {
  const listed: ListedTransaction[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const read = await stripe.listBalanceTransactions(since, cursor);
    if (read.kind !== 'ok') return null;
    listed.push(...read.value.items);
    cursor = read.value.next;
    if (cursor === null) break;
  }
  if (cursor !== null) return null;
  const ids = JSON.stringify(listed.map(({ stripeId }) => stripeId));
  const stored = await ctx.db
    .select({ stripeId: balanceTransactions.stripeId })
    .from(balanceTransactions)
    .where(
      and(
        sql`${balanceTransactions.connectionId} in (select id from connections where account = ${connection.account}
          and livemode = ${connection.livemode ? 1 : 0})`,
        sql`${balanceTransactions.stripeId} in (select value from json_each(${ids}))`,
      ),
    );
  const known = new Set(stored.map(({ stripeId }) => stripeId));
  const arrived = listed.filter(({ stripeId }) => !known.has(stripeId));
  if (arrived.length > 0) await storeTransactions(ctx, connection, arrived);
  return arrived.filter(({ balanceType }) => balanceType === 'payments').toReversed();
}

function isSame(a: readonly BalanceHeld[], b: readonly BalanceHeld[]): boolean {
  const written = (held: readonly BalanceHeld[]) =>
    held
      .filter(({ amount }) => amount !== 0)
      .map(({ currency, amount }) => `${currency} ${amount}`)
      .toSorted()
      .join();
  return written(a) === written(b);
}
