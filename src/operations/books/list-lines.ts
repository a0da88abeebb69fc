import { type BookLineRow, type BooksKey, readBookLines } from '../../db/queries/books.ts';
import { invoiceNumber } from '../../domain/invoice/number.ts';
import { done, mapDone, type Outcome } from '../../domain/outcome.ts';
import { categoryKind } from '../../domain/reconciliation/categories.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { type AskedPeriod, type Books, booksOf } from './period.ts';

/** A balance transaction, with the payout that it left with and what it is for here. Stripe's minor units. */
export type BookLine = Omit<BookLineRow, 'invoices' | 'classification'> & {
  readonly connectionId: string;
  readonly kind: 'payment' | 'refund' | 'dispute' | 'fee' | 'payout' | 'other' | 'unclassified';
  /** Ours, or the account's other business; Stripe's own are neither. */
  readonly isOurs: boolean;
  readonly invoices: readonly string[];
};

/** Where a list of lines goes on. */
export type LinesCursor = { readonly connectionId: string; readonly after: BooksKey };

type Page = { readonly lines: readonly BookLine[]; readonly next: LinesCursor | null };
export type LinesPage = Page & Pick<Books, 'from' | 'to' | 'timeZone'>;

/** So many lines are read at once for an export: a hundred thousand are a hundred statements. */
const AT_ONCE = 1000;

type Ask = AskedPeriod & { readonly cursor: LinesCursor | null; readonly limit: number };

/** One page of the books' lines, a connection after the other, oldest first. Rejects with `invalid` and `not_found`. */
export async function listLines(
  ctx: Context,
  { scope, cursor, limit, ...asked }: Scoped<Ask>,
): Promise<Outcome<LinesPage>> {
  const books = await booksOf(ctx, scope, asked);
  if (books.kind !== 'done') return books;
  const { from, to, timeZone } = books.value;
  return done({ from, to, timeZone, ...(await readLines(ctx, books.value, { cursor, limit })) });
}

/** All lines of the books in their order, page by page, as they are asked for. Rejects as the list does. */
export async function streamLines(
  ctx: Context,
  { scope, ...asked }: Scoped<AskedPeriod>,
): Promise<Outcome<{ readonly timeZone: string; readonly pages: AsyncGenerator<readonly BookLine[]> }>> {
  return mapDone(await booksOf(ctx, scope, asked), (books) => ({
    timeZone: books.timeZone,
    pages: pagesOf(ctx, books),
  }));
}

async function* pagesOf(ctx: Context, books: Books): AsyncGenerator<readonly BookLine[]> {
  for (let cursor: LinesCursor | null = null; ; ) {
    const page: Page = await readLines(ctx, books, { cursor, limit: AT_ONCE });
    yield page.lines;
    if (page.next === null) return;
    cursor = page.next;
  }
}

async function readLines(
  ctx: Context,
  { connectionIds, period }: Books,
  page: { readonly cursor: LinesCursor | null; readonly limit: number },
): Promise<Page> {
  const { cursor, limit } = page;
  const lines: BookLine[] = [];
  for (const connectionId of connectionIds.filter((id) => id >= (cursor?.connectionId ?? ''))) {
    const after = connectionId === cursor?.connectionId ? cursor.after : null;
    const wanted = limit - lines.length + 1;
    const rows = await readBookLines(ctx.db, connectionId, period, { after, limit: wanted });
    lines.push(...rows.map((row) => lineOf(connectionId, row)));
    if (lines.length > limit) break;
  }
  const shown = lines.slice(0, limit);
  const last = shown.at(-1);
  if (lines.length <= limit || last === undefined) return { lines: shown, next: null };
  const { connectionId, createdAt, stripeId } = last;
  return { lines: shown, next: { connectionId, after: { createdAt, stripeId } } };
}

function lineOf(connectionId: string, { invoices, classification, ...row }: BookLineRow): BookLine {
  const numbered: { series: string | null; numberValue: number | null }[] = JSON.parse(invoices ?? '[]');
  return {
    ...row,
    connectionId,
    kind: kindOf(row.reportingCategory),
    isOurs: classification === 'ours',
    invoices: numbered.flatMap((invoice) => invoiceNumber(invoice) ?? []),
  };
}

function kindOf(reportingCategory: string): BookLine['kind'] {
  const kind = categoryKind(reportingCategory);
  switch (kind) {
    case 'charge':
      return 'payment';
    case 'refund':
    case 'dispute':
    case 'fee':
    case 'payout':
      return kind;
    case 'stripe':
    case 'foreign':
      return 'other';
    case null:
      return 'unclassified';
  }
}
