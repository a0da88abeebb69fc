import { type BooksKey, selectPayoutsOf, selectUnexplainedOf } from '../../db/queries/books.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import { type PayoutBooks, payoutBooks } from '../../domain/reconciliation/payout.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { type AskedPeriod, booksOf } from './period.ts';

export type { BooksKey } from '../../db/queries/books.ts';

/** A payout with what it is made of, to the cent. Stripe's minor units. */
export type Payout = PayoutBooks & {
  readonly connectionId: string;
  /** The account at Stripe that it is of: `self`, or `acct_…`. */
  readonly account: string;
  /** `po_…`; null where Stripe does not say. */
  readonly payoutId: string | null;
  readonly stripeId: string;
  readonly currency: string;
  readonly createdAt: number;
  readonly availableAt: number | null;
};

export type PayoutsPage = {
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly payouts: readonly Payout[];
  readonly next: BooksKey | null;
  /** Everything in the books that is not explained, whatever the period. */
  readonly unexplained: readonly Unexplained[];
};

type Unexplained = Awaited<ReturnType<typeof selectUnexplainedOf>>[number];

type Ask = AskedPeriod & {
  /** Whether a period that cannot be is answered with the last month. */
  readonly elseLastMonth?: boolean;
  readonly after: BooksKey | null;
  readonly limit: number;
};

/**
 * One page of a business's payouts, oldest first, those of all its connections together, in two round trips however many
 * there are. Each is what was available after the payout before it, and what became available since. Rejects with
 * `invalid` and `not_found`.
 */
export async function listPayouts(
  ctx: Context,
  { scope, after, limit, ...asked }: Scoped<Ask>,
): Promise<Outcome<PayoutsPage>> {
  const books = await booksOf(ctx, scope, asked);
  if (books.kind !== 'done') return books;
  const { from, to, timeZone, period, connectionIds, accounts } = books.value;
  const page = { after, limit: limit + 1 };
  const [unexplained, ...found] = await ctx.db.batch([
    selectUnexplainedOf(ctx.db, connectionIds),
    ...selectPayoutsOf(ctx.db, connectionIds, period, page),
  ]);
  const all = found
    .flat()
    .toSorted((a, b) => a.createdAt - b.createdAt || (a.stripeId < b.stripeId ? -1 : 1));
  const shown = all.slice(0, limit);
  const payouts = shown.map(({ net, opening, sums, ...payout }): Payout => {
    const account = accounts.get(payout.connectionId) ?? 'self';
    return { account, ...payout, ...payoutBooks({ opening, sums, paid: -net }) };
  });
  const last = shown.at(-1);
  const next = all.length > limit && last !== undefined ? last : null;
  return done({ from, to, timeZone, payouts, next, unexplained });
}
