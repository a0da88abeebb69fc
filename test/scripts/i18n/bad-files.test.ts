import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DICTIONARIES, exportLanguage } from '../../../scripts/i18n/export.ts';
import { importFile } from '../../../scripts/i18n/import.ts';
import { readLanguage } from '../../../scripts/i18n/languages.ts';

const CSV = exportLanguage('de', 'csv');
const XLIFF = exportLanguage('de', 'xliff');
const bytes = (text: string) => new TextEncoder().encode(text);
/** The line of the first place where a text stands. */
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'quittance-i18n-'));
  cpSync(DICTIONARIES, root, { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const take = (text: string, partial = false) => importFile(bytes(text), partial, root);
const unchanged = () =>
  expect(readLanguage(root, 'de').texts).toEqual(readLanguage(DICTIONARIES, 'de').texts);

describe('a row', () => {
  const TITLE = 'Rechnung {number} von {merchant}';
  it.each([
    ['has lost a place', TITLE, 'Rechnung von {merchant}', 'has lost {number}.'],
    ['has an invented place', TITLE, `${TITLE} {name}`, 'has {name}, which is nothing here'],
    ['has a translated place', TITLE, 'Rechnung {nummer} von {merchant}', 'has lost {number}.'],
    ['has half a place', TITLE, `${TITLE} {`, 'has a brace that belongs to no place.'],
    ['has an empty place', TITLE, `${TITLE} {}`, 'has {}, which is nothing here'],
    [
      'has another key',
      'documents.heading,',
      'documents.headline,',
      'documents.headline is no text of the product',
    ],
    ['has no key', 'documents.heading,', ',', 'This line has no key.'],
    [
      'has another English text',
      'documents.heading,Invoice,',
      'documents.heading,Bill,',
      'the English text is another one now',
    ],
    ['stands there twice', 'documents.heading,', 'documents.page,', 'stands in line'],
    ['has a line break', TITLE, `"${TITLE}\nmehr"`, 'a text is one line'],
  ])('that %s is refused with its line', async (_, from, to, sentence) => {
    const { complaints, written } = await take(CSV.replace(from, to));
    const [wrong] = complaints.filter((complaint) => complaint.sentence.includes(sentence));
    expect(wrong?.sentence).toContain(sentence);
    if (!sentence.includes('stands in line')) expect(wrong?.line).toBe(lineOf(CSV, from));
    expect(written).toEqual([]);
    unchanged();
  });

  it('that is missing is named', async () => {
    const { complaints, written } = await take(CSV.replace(/documents\.heading,[^\n]*\n/, ''));
    expect(complaints).toEqual([{ line: null, sentence: 'documents.heading is not in the file.' }]);
    expect(written).toEqual([]);
  });

  it('that is empty empties no text', async () => {
    const { complaints, written, kept } = await take(
      CSV.replace('documents.heading,Invoice,Rechnung', 'documents.heading,Invoice,  '),
    );
    expect({ complaints, written }).toEqual({ complaints: [], written: [] });
    expect(kept).toBeGreaterThan(0);
    unchanged();
  });

  it('that is wrong is left out, and the others are taken, where part of them will do', async () => {
    const file = CSV.replace('documents.heading,Invoice,Rechnung', 'documents.heading,Invoice,Beleg').replace(
      TITLE,
      'Rechnung',
    );
    const { complaints, written } = await take(file, true);
    expect(complaints).toHaveLength(1);
    expect(written).toEqual(['documents.ts']);
    const { texts } = readLanguage(root, 'de');
    expect(texts.get('documents.heading')?.get('')).toBe('Beleg');
    expect(texts.get('documents.title')?.get('')).toBe(TITLE);
  });

  it('that is code stays a text', async () => {
    const evil = `\`$\` \\u0041 '+alert(1)+' {number} ${'$'}{merchant}`;
    await take(CSV.replace(TITLE, () => evil));
    expect(readLanguage(root, 'de').texts.get('documents.title')?.get('')).toBe(evil);
    expect(readFileSync(join(root, 'de', 'documents.ts'), 'utf8')).toContain('\\`$\\` \\\\u0041');
  });
});

describe('a file', () => {
  const semicolons = () =>
    CSV.split('\r\n')
      .map((line) =>
        line.replaceAll(/("(?:[^"]|"")*")|,/g, (mark, text) => text ?? (mark === ',' ? ';' : mark)),
      )
      .join('\r\n');

  it.each([
    ['as it was exported', () => bytes(CSV)],
    ['without the mark of UTF-8', () => bytes(CSV.slice(1))],
    ['with plain line ends', () => bytes(CSV.replaceAll('\r\n', '\n'))],
    ['with semicolons, as a German spreadsheet saves it', () => bytes(semicolons())],
    ['in UTF-16, as spreadsheets save Unicode text', () => new Uint8Array(Buffer.from(CSV, 'utf16le'))],
    ['with its last line end lost', () => bytes(CSV.slice(0, -2))],
    ['with blank lines at its end', () => bytes(`${CSV};;;;;\r\n`.replace(';;;;;', ',,,,,'))],
  ])('is read %s', async (_, file) => {
    expect(await importFile(file(), false, root)).toMatchObject({ complaints: [], written: [] });
  });

  it.each([
    ['is not in UTF-8', Buffer.from(CSV.slice(1), 'latin1'), 'not in UTF-8'],
    ['has no heading', CSV.slice(CSV.indexOf('\n') + 1), 'The first line has to name the columns'],
    ['has two languages', CSV.replace('key,en,de,', 'key,en,de,fr,'), 'One language at a time'],
    ['lost a quotation mark', CSV.replace('""', '"').replace(/"$/m, ''), /quotation mark/],
    ['is of English', CSV.replace('key,en,de', 'key,en,english'), 'is no language'],
    ['is of a language that is none', CSV.replace('key,en,de', 'key,en,xx'), 'is no language'],
    ['leads out of the folder', CSV.replace('key,en,de', 'key,en,../de'), 'is no language'],
    ['is empty', '', 'The first line has to name the columns'],
    ['is XML of another kind', '<html></html>', 'This is no XLIFF'],
    ['is half an XLIFF', XLIFF.slice(0, XLIFF.length / 2), /no whole XLIFF|no XML/],
    ['has an entity of its own', `<!DOCTYPE x [<!ENTITY a "b">]>${XLIFF}`, 'A DOCTYPE is not read'],
    ['has an unknown entity', XLIFF.replace('Rechnung', '&rechnung;'), 'stands for nothing'],
    ['has elements in a text', XLIFF.replace('Rechnung', '<g id="1">Rechnung</g>'), 'The text holds <g>'],
    [
      'has no target language',
      XLIFF.replace(' target-language="de"', ''),
      'does not say its target-language',
    ],
  ])('that %s is refused whole', async (_, file, sentence) => {
    await expect(importFile(typeof file === 'string' ? bytes(file) : file, false, root)).rejects.toThrow(
      sentence,
    );
    unchanged();
  });

  it('that is no UTF-8 is refused with its line', async () => {
    const line = lineOf(CSV, 'für');
    const broken = Buffer.concat([
      Buffer.from(CSV.slice(0, CSV.indexOf('für'))),
      Buffer.from([0x66, 0xfc, 0x72]),
    ]);
    await expect(importFile(broken, false, root)).rejects.toMatchObject({ line });
  });

  it('with what a translator’s tool adds is read all the same', async () => {
    const added = XLIFF.replace('<target>', '<target state="final">')
      .replace('Rechnung {number}', '<mrk mtype="x-term">Rechnung</mrk> {number}')
      .replace('<source>', '<!-- checked --><source>')
      .replace('</target>', '</target>\n<alt-trans><target>Etwas anderes</target></alt-trans>');
    expect(await take(added)).toMatchObject({ complaints: [], written: [] });
  });
});
