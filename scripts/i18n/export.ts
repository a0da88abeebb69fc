import { join } from 'node:path';
import { ROOT } from '../tools.ts';
import { contextOf, exampleOf, placesNote } from './context.ts';
import { writeCsv } from './csv.ts';
import { entriesFor } from './entries.ts';
import { readLanguage } from './languages.ts';
import type { Row } from './row.ts';
import { usedIn, usesOf } from './usage.ts';
import { writeXliff } from './xliff.ts';

export const DICTIONARIES = join(ROOT, 'src', 'views', 'i18n');

export type Format = 'csv' | 'xliff';

let known: ReturnType<typeof usesOf> | undefined;
/** Found once: the compiler takes seconds. */
const uses = () => {
  known ??= usesOf(ROOT, DICTIONARIES);
  return known;
};

/** Everything that a translator into a language needs, in one file. */
export function exportLanguage(tag: string, format: Format, root = DICTIONARIES): string {
  const rows = entriesFor(tag, readLanguage(root, 'en'), readLanguage(root, tag)).map(
    (entry): Row => ({
      id: entry.id,
      english: entry.english,
      translation: entry.current,
      places: placesNote(entry),
      example: exampleOf(entry),
      context: contextOf(entry, usedIn(uses(), entry.key)),
    }),
  );
  return format === 'csv' ? writeCsv(tag, rows) : writeXliff(tag, rows);
}
