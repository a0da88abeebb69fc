import { readSorted } from '../../db/queries/figures.ts';
import { type CustomerOrder, type CustomerPlace, writePlace } from '../../domain/customer/sort.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { type CustomerFigures, figuresOf } from '../resources/list-figures.ts';

type Ask = {
  readonly order: CustomerOrder;
  readonly currency: string;
  readonly after: CustomerPlace | null;
  readonly limit: number;
};

export type SortedCustomers = {
  readonly customers: readonly CustomerFigures[];
  /** Of the next page; null where this is the last. */
  readonly next: string | null;
};

/** Customers by one of their figures in a currency, in one round trip, however many there are. */
export async function listSortedCustomers(
  ctx: Context,
  { scope, order, ...ask }: Scoped<Ask>,
): Promise<Outcome<SortedCustomers>> {
  const rows = await readSorted(ctx.db, scope, { ...order, ...ask, now: ctx.now() });
  const page = rows.slice(0, ask.limit);
  const last = page.at(-1);
  return done({
    customers: page.map(({ legalName, email, key: _, ...row }) => ({
      id: row.customerId,
      legalName,
      email,
      figures: [figuresOf(row)],
    })),
    next: rows.length <= ask.limit || last === undefined ? null : writePlace(last),
  });
}
