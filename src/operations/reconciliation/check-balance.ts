import { eq, sql } from 'drizzle-orm';
import type { StripePort } from '../../adapters/stripe/port.ts';
import type { BalanceHeld } from '../../adapters/stripe/port-lists.ts';
import { balanceChecks, balanceDays } from '../../db/schema/index.ts';
import { writeBalanceCheck } from '../../db/writes/reconciliation.ts';
import type { Context } from '../core/context.ts';
import type { Connection } from '../core/event-handler.ts';
import type { Found } from './check-rows.ts';

/**
 * Opening + net = closing, per settlement currency, closing being what Stripe states (I4). `before` is the balance
 * stated before the list was read: if it moved in the meantime the check is inconclusive and returns null. The first
 * check derives the opening balance: what was there before the first stored transaction.
 */
export async function checkBalance(
  ctx: Context,
  connection: Connection,
  stripe: StripePort,
  before: readonly BalanceHeld[],
): Promise<readonly Found[] | null> {
  const [sums, checks] = await ctx.db.batch([
    ctx.db
      .select({ currency: balanceDays.currency, net: sql<number>`sum(${balanceDays.net})` })
      .from(balanceDays)
      .where(eq(balanceDays.connectionId, connection.id))
      .groupBy(balanceDays.currency),
    ctx.db.select().from(balanceChecks).where(eq(balanceChecks.connectionId, connection.id)),
  ]);
  const stated = await stripe.retrieveBalance();
  if (stated.kind !== 'ok' || !isSame(stated.value, before)) return null;
  const held = new Map(stated.value.map(({ currency, amount }) => [currency, amount]));
  const nets = new Map(sums.map(({ currency, net }) => [currency, net]));
  const known = new Map(checks.map((check) => [check.currency, check]));
  const at = ctx.now();
  const found: Found[] = [];
  for (const currency of new Set([...held.keys(), ...nets.keys(), ...known.keys()])) {
    const amount = held.get(currency) ?? 0;
    const net = nets.get(currency) ?? 0;
    // A currency that appears later opens at zero.
    const opening = known.get(currency)?.opening ?? (known.size === 0 ? amount - net : 0);
    const row = { connectionId: connection.id, currency, opening, stated: amount, reckoned: opening + net };
    await writeBalanceCheck(ctx.db, { ...row, checkedAt: at });
    if (row.stated !== row.reckoned) {
      found.push({
        kind: 'balance_differs',
        subject: currency,
        state: 'unexplained',
        currency,
        amount: row.stated - row.reckoned,
        at,
      });
    }
  }
  return found;
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
