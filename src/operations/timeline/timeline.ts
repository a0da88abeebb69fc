import {
  type Place,
  selectCards,
  selectCreditCurrencies,
  type selectEntries,
} from '../../db/queries/journal.ts';
import { parseEntry } from '../../domain/journal.ts';
import { idsIn, placeId, type TimelineEntry, type TimelineFacts } from '../../domain/timeline.ts';
import type { Context } from '../core/context.ts';
import { type ListOf, toPage } from '../core/page.ts';
import type { Scope } from '../core/scope.ts';

/** A page of entries, and the facts for their sentences. */
export type Timeline = { readonly page: ListOf<TimelineEntry>; readonly facts: TimelineFacts };

/** The page of a timeline after an entry, newest first. */
export type TimelinePage = { readonly startingAfter: Place | null; readonly limit: number };

type Row = Awaited<ReturnType<typeof selectEntries>>[number];

/** Stored rows → a page of a timeline. Rows that this version cannot read are shown as unknown entries. */
export async function toTimeline(
  ctx: Context,
  scope: Scope,
  rows: readonly Row[],
  limit: number,
  about: Pick<TimelineFacts, 'timeZone' | 'currency'>,
): Promise<Timeline> {
  const page = toPage(rows.map(timelineEntry), limit);
  const named = (prefix: 'pm' | 'crd') => page.data.flatMap(({ entry }) => idsIn(entry.data, prefix));
  const [cards, credits] = await ctx.db.batch([
    selectCards(ctx.db, scope.merchantId, named('pm')),
    selectCreditCurrencies(ctx.db, scope.merchantId, named('crd')),
  ]);
  return {
    page,
    facts: {
      ...about,
      cards: new Map(cards.map(({ id, card }) => [id, card])),
      credits: new Map(credits.map(({ id, currency }) => [id, currency])),
    },
  };
}

const timelineEntry = (row: Row): TimelineEntry => ({
  id: placeId(row.streamId, row.seq),
  seq: row.seq,
  at: row.at,
  commandId: row.commandId,
  entry: parseEntry(row),
});
