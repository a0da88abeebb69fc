export type { Page } from '../../db/queries/invoices.ts';

/** One page of a list; `nextCursor` is the `startingAfter` of the next one. */
export type ListOf<T> = {
  readonly data: readonly T[];
  readonly hasMore: boolean;
  readonly nextCursor: string | null;
};

/** Cuts off the one row that was read beyond the page. */
export function toPage<T extends { readonly id: string }>(found: readonly T[], limit: number): ListOf<T> {
  const data = found.slice(0, limit);
  const hasMore = found.length > limit;
  return { data, hasMore, nextCursor: hasMore ? (data.at(-1)?.id ?? null) : null };
}
