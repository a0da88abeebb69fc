import { type ReadFile, type Returned, type Row, Unreadable } from './row.ts';

const OTHERS = ['key', 'en', 'places', 'example', 'context'];

/**
 * CSV as spreadsheets take it (RFC 4180): UTF-8 with a mark that says so. The column of the translation is named by
 * its language.
 */
export function writeCsv(language: string, rows: readonly Row[]): string {
  const lines = rows.map(({ id, english, translation, places, example, context }) => [
    id,
    english,
    translation,
    places,
    example,
    context,
  ]);
  const all = [['key', 'en', language, 'places', 'example', 'context'], ...lines];
  return `\ufeff${all.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

const cell = (text: string): string => (/[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The same back from a translator: parted by commas, semicolons or tabs, its columns in any order. */
export function readCsv(text: string): ReadFile {
  const [head, ...records] = recordsOf(text, separatorOf(text));
  const names = (head?.cells ?? []).map((name) => name.trim().toLowerCase());
  const languages = names.filter((name) => name !== '' && !OTHERS.includes(name));
  const [language] = languages;
  if (!names.includes('key') || language === undefined) {
    throw new Unreadable(
      1,
      'The first line has to name the columns: at least key, and the language, such as de.',
    );
  }
  if (languages.length > 1) {
    throw new Unreadable(1, `One language at a time: there are columns for ${languages.join(' and ')}.`);
  }
  const [key, english, translation] = ['key', 'en', language].map((name) => names.indexOf(name));
  const rows = records.flatMap(({ line, cells }): Returned[] => {
    if (cells.every((text) => text.trim() === '')) return [];
    if (cells.length !== names.length) {
      const found = `${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}`;
      throw new Unreadable(
        line,
        `This line has ${found}, the first has ${names.length}. Is a quotation mark missing?`,
      );
    }
    const at = (index: number | undefined) => (index === undefined ? undefined : cells[index]);
    return [
      { line, id: at(key)?.trim() ?? '', english: at(english) ?? null, translation: at(translation) ?? '' },
    ];
  });
  return { language, rows };
}

/** Whichever stands most often in the first line, outside quotation marks. */
function separatorOf(text: string): string {
  const first = (/^[^\r\n]*/.exec(text)?.[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const count = (mark: string) => first.split(mark).length;
  return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}

type Line = { readonly line: number; readonly cells: string[] };

function recordsOf(text: string, separator: string): readonly Line[] {
  const records: Line[] = [];
  let line = 1;
  let record: Line = { line, cells: [] };
  let at = 0;
  while (at < text.length) {
    const quoted = text[at] === '"';
    const end = quoted ? endOfQuoted(text, at, line) : endOfPlain(text, at, separator);
    const raw = text.slice(at, end);
    record.cells.push(quoted ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    line += raw.split('\n').length - 1;
    at = end;
    if (text[at] === separator) {
      at += 1;
      // A separator at the very end has an empty cell behind it.
      if (at === text.length) record.cells.push('');
      continue;
    }
    if (at < text.length && !/[\r\n]/.test(text[at] ?? '')) {
      throw new Unreadable(
        line,
        'After a quotation mark that ends a cell, the cell goes on. Is one missing?',
      );
    }
    records.push(record);
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line += 1;
    record = { line, cells: [] };
  }
  if (record.cells.length > 0) records.push(record);
  return records;
}

function endOfQuoted(text: string, start: number, line: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] !== '"') continue;
    if (text[at + 1] !== '"') return at + 1;
    at += 1;
  }
  throw new Unreadable(line, 'A quotation mark begins here and does not end.');
}

function endOfPlain(text: string, start: number, separator: string): number {
  let at = start;
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return at;
}
