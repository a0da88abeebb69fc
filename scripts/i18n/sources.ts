import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Entry, entriesFor } from './entries.ts';
import { readLanguage } from './languages.ts';

/** Beside a language's texts: of which English each was made, by a short hash. */
const NOTE = 'sources.json';

/** Whether a language is of those whose English is noted. */
export const hasNotes = (folder: string): boolean => existsSync(join(folder, NOTE));

const hashOf = (english: string): string => createHash('sha256').update(english).digest('hex').slice(0, 8);

/** Notes of which English the texts were made that were taken just now; others keep what is noted of them. */
export function noteSources(folder: string, entries: readonly Entry[], taken: ReadonlySet<string>): void {
  const noted = sourcesIn(folder);
  for (const { id, english } of entries) if (taken.has(id)) noted.set(id, hashOf(english));
  const known = new Set(entries.map(({ id }) => id));
  const sorted = [...noted]
    .filter(([id]) => known.has(id))
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  writeFileSync(join(folder, NOTE), `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}

function sourcesIn(folder: string): Map<string, string> {
  if (!hasNotes(folder)) return new Map();
  const noted: Readonly<Record<string, string>> = JSON.parse(readFileSync(join(folder, NOTE), 'utf8'));
  return new Map(Object.entries(noted));
}

export type Standing = {
  /** Texts that the language lacks. */
  readonly missing: readonly string[];
  /** Texts whose English has been changed since they were made. */
  readonly stale: readonly string[];
  /** Texts that English has no more. */
  readonly leftover: readonly string[];
};

/** How a language stands to the English of today. One that was never imported has no notes, and nothing known to be stale. */
export function standingOf(root: string, tag: string): Standing {
  const [english, target] = [readLanguage(root, 'en'), readLanguage(root, tag)];
  const entries = entriesFor(tag, english, target);
  const noted = sourcesIn(join(root, tag));
  return {
    missing: entries.filter(({ isTranslated }) => !isTranslated).map(({ id }) => id),
    stale: entries
      .filter(({ id, english: now }) => noted.has(id) && noted.get(id) !== hashOf(now))
      .map(({ id }) => id),
    leftover: [...target.texts.keys()].filter((key) => !english.texts.has(key)),
  };
}
