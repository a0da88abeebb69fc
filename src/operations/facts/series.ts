import type { merchants } from '../../db/schema/index.ts';
import { localDateAt } from '../../domain/calendar.ts';
import { seriesOn } from '../../domain/profile/number-prefix.ts';
import { type Numbered, prefixOf } from '../../domain/profile/series.ts';

type Prefixed = Pick<typeof merchants.$inferSelect, 'invoiceSeries' | 'creditNoteSeries'>;

/** What stands before the numbers of a kind of document. */
export const prefixFor = (kind: Numbered, { invoiceSeries, creditNoteSeries }: Prefixed): string =>
  prefixOf(kind, { numberPrefix: invoiceSeries, creditNotePrefix: creditNoteSeries });

/** The series that a document of a kind is numbered in, by its issue date. */
export const seriesFor = (kind: Numbered, merchant: Prefixed, issueDate: string): string =>
  seriesOn(prefixFor(kind, merchant), issueDate);

/** The series that one issued now is numbered in. */
export const presentSeries = (
  kind: Numbered,
  merchant: Prefixed & { readonly timeZone: string },
  now: number,
): string => seriesFor(kind, merchant, localDateAt(now, merchant.timeZone));
