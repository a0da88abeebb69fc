import { join } from 'node:path';
import { checkRows } from './check.ts';
import { readCsv } from './csv.ts';
import { decode } from './decode.ts';
import { entriesFor } from './entries.ts';
import { DICTIONARIES } from './export.ts';
import { readLanguage, whyNoLanguage } from './languages.ts';
import { type Complaint, Unreadable } from './row.ts';
import { hasNotes, noteSources } from './sources.ts';
import { filesOf, writeFiles } from './write.ts';
import { readXliff } from './xliff.ts';

export type Imported = {
  readonly language: string;
  readonly complaints: readonly Complaint[];
  /** Texts of the file that were right; whether they were written is another matter. */
  readonly taken: number;
  readonly kept: number;
  readonly written: readonly string[];
  /** The folder was made: the language still has to be registered. */
  readonly isNew: boolean;
};

/**
 * Takes a translator's file into a language's folder. Nothing is written unless everything is right; with `partial`,
 * what is right is. Throws Unreadable for a file of which nothing can be read.
 */
export async function importFile(
  bytes: Uint8Array,
  partial: boolean,
  root = DICTIONARIES,
): Promise<Imported> {
  const text = decode(bytes);
  const { language, rows } = /^\s*</.test(text) ? readXliff(text) : readCsv(text);
  const refused = whyNoLanguage(language);
  if (refused !== null) throw new Unreadable(null, refused);

  const [english, target] = [readLanguage(root, 'en'), readLanguage(root, language)];
  const entries = entriesFor(language, english, target);
  const { taken, complaints, kept } = checkRows(entries, rows);
  const isNew = target.dictionaries.length === 0;
  const told = { language, complaints, taken: taken.size, kept, isNew };
  if ((complaints.length > 0 && !partial) || taken.size === 0) return { ...told, written: [] };

  const changes = new Map<string, Map<string, string>>();
  for (const { id, key, form, current } of entries) {
    const translated = taken.get(id);
    if (translated === undefined || translated === current) continue;
    changes.set(key, (changes.get(key) ?? new Map<string, string>()).set(form, translated));
  }
  const files = await filesOf(language, english, target, changes);
  const folder = join(root, language);
  const written = writeFiles(folder, files);
  // The languages of the repository are read whole by people, and have no notes.
  if (isNew || hasNotes(folder)) noteSources(folder, entries, new Set(taken.keys()));
  return { ...told, written };
}
