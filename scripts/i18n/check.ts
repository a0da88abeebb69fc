import { type Entry, placesIn, placesOf } from './entries.ts';
import type { Complaint, Returned } from './row.ts';

/** The result of checking a translator's file: the texts to import, by id, and the problems. */
export type Checked = {
  readonly taken: ReadonlyMap<string, string>;
  readonly complaints: readonly Complaint[];
  /** Empty cells whose text stays as it is. */
  readonly kept: number;
};

/** Checks a file's rows against the entries to translate. A row with a complaint is not imported. */
export function checkRows(entries: readonly Entry[], rows: readonly Returned[]): Checked {
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  const seen = new Map<string, number>();
  const taken = new Map<string, string>();
  const complaints: Complaint[] = [];
  let kept = 0;
  for (const row of rows) {
    const entry = known.get(row.id);
    const before = seen.get(row.id);
    const text = row.translation.trim();
    const wrong =
      entry === undefined
        ? whyUnknown(row.id)
        : before === undefined
          ? whyNot(entry, row, text)
          : `${row.id} stands in line ${before} already.`;
    if (wrong !== null) complaints.push({ line: row.line, sentence: wrong });
    else if (text === '') kept += 1;
    else taken.set(row.id, text);
    if (before === undefined) seen.set(row.id, row.line);
  }
  const missing = entries.filter(({ id }) => !seen.has(id));
  const lost = missing.map(({ id }) => ({ line: null, sentence: `${id} is not in the file.` }));
  return { taken, complaints: [...complaints, ...lost], kept };
}

const whyUnknown = (id: string): string =>
  id === ''
    ? 'This line has no key.'
    : `${id} is no text of the product: its key was changed, or it is gone.`;

function whyNot(entry: Entry, { id, english }: Returned, text: string): string | null {
  if (english !== null && english.trim() !== entry.english.trim()) {
    return `${id}: the English text is another one now, “${entry.english}”. Export again, or put it back.`;
  }
  if (text === '') return entry.isTranslated ? null : `${id} is not translated.`;
  if (/[\r\n\u2028\u2029]/.test(text)) return `${id}: a text is one line, without a line break.`;
  const { required, allowed } = placesOf(entry);
  const found = placesIn(text);
  const lost = required.filter((name) => !found.includes(name));
  if (lost.length > 0) return `${id} has lost ${braced(lost)}.`;
  const invented = found.filter((name) => !allowed.includes(name));
  if (invented.length > 0) {
    const places = allowed.length === 0 ? 'it has no places' : `its places are ${braced(allowed)}`;
    return `${id} has ${braced(invented)}, which is nothing here: ${places}.`;
  }
  if (/[{}]/.test(text.replaceAll(/\{\w+\}/g, ''))) return `${id} has a brace that belongs to no place.`;
  return null;
}

const braced = (names: readonly string[]): string => names.map((name) => `{${name}}`).join(', ');
