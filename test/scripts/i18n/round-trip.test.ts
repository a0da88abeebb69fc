import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCsv } from '../../../scripts/i18n/csv.ts';
import { entriesFor, placesIn } from '../../../scripts/i18n/entries.ts';
import { EXAMPLES } from '../../../scripts/i18n/examples.ts';
import { DICTIONARIES, exportLanguage } from '../../../scripts/i18n/export.ts';
import { importFile } from '../../../scripts/i18n/import.ts';
import { readLanguage } from '../../../scripts/i18n/languages.ts';

const LANGUAGES = ['de', 'fr', 'es', 'ja'];
const bytes = (text: string) => new TextEncoder().encode(text);

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'quittance-i18n-'));
  cpSync(DICTIONARIES, root, { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const folder = (of: string, language: string) =>
  Object.fromEntries(
    readdirSync(join(of, language)).map((name) => [name, readFileSync(join(of, language, name), 'utf8')]),
  );

describe.each([
  ['csv', LANGUAGES],
  ['xliff', ['de', 'ja']],
] as const)('as %s', (format, languages) => {
  it.each(languages)('what is exported in %s and imported again changes nothing', async (language) => {
    const imported = await importFile(bytes(exportLanguage(language, format, root)), false, root);
    expect(imported).toMatchObject({ language, complaints: [], written: [], isNew: false });
    expect(imported.taken).toBeGreaterThan(700);
    expect(folder(root, language)).toEqual(folder(DICTIONARIES, language));
  });

  it('a changed text is the only thing that changes', async () => {
    const file = exportLanguage('de', format, root);
    const text = format === 'csv' ? '<heute> & ' : '&lt;heute&gt; &#38; ';
    const changed = file.replace('Rechnungsdatum', `Ausgestellt „am“ ${text}\u00a0hier`);
    const imported = await importFile(bytes(changed), false, root);
    expect(imported).toMatchObject({ complaints: [], written: ['pages.ts'] });
    const { 'pages.ts': before = '', ...others } = folder(DICTIONARIES, 'de');
    const { 'pages.ts': after, ...rest } = folder(root, 'de');
    expect(after).toBe(before.replace("'Rechnungsdatum'", "'Ausgestellt „am“ <heute> & \\u00a0hier'"));
    expect(rest).toEqual(others);
  });
});

describe('a new language', () => {
  const english = readLanguage(DICTIONARIES, 'en');

  /** The export of Polish, which has four plural forms, with a translation in every cell. */
  function inPolish(): string {
    const [head = '', ...lines] = exportLanguage('pl', 'csv', root).split('\r\n');
    return [
      head,
      ...lines.map((line) => line.replace(/^([^,]+),("(?:[^"]|"")*"|[^,]*),,/, '$1,$2,$2,')),
    ].join('\r\n');
  }

  it('has a row for each text, and for each plural form that its counts take', () => {
    const { language, rows } = readCsv(inPolish().slice(1));
    expect(language).toBe('pl');
    const tries = rows.filter(({ id }) => id.startsWith('portal-settings.verify.tries#'));
    expect(tries.map(({ id }) => id.split('#')[1])).toEqual(['one', 'few', 'many']);
  });

  it('becomes a folder that says everything, once every text is translated', async () => {
    const imported = await importFile(bytes(inPolish()), false, root);
    expect(imported).toMatchObject({ language: 'pl', complaints: [], isNew: true });
    expect(imported.written.toSorted()).toEqual(Object.keys(folder(root, 'de')).toSorted());
    const polish = readLanguage(root, 'pl');
    expect([...polish.texts.keys()].toSorted()).toEqual([...english.texts.keys()].toSorted());
    expect(folder(root, 'pl')['index.ts']).toBe(
      folder(root, 'de')['index.ts']?.replace('in German', 'in Polish'),
    );
    expect(await importFile(bytes(exportLanguage('pl', 'xliff', root)), false, root)).toMatchObject({
      complaints: [],
      written: [],
    });
  });

  it('is written in part where that is asked for, and in part is not complete', async () => {
    const some = exportLanguage('pl', 'csv', root).replace(/(nav\.invoices,Invoices,)/, '$1Faktury');
    expect(await importFile(bytes(some), false, root)).toMatchObject({ written: [] });
    expect(readLanguage(root, 'pl').texts.size).toBe(0);
    const imported = await importFile(bytes(some), true, root);
    expect(imported.complaints.length).toBeGreaterThan(700);
    expect(readLanguage(root, 'pl').texts.get('portal.nav.invoices')).toEqual(new Map([['', 'Faktury']]));
  });
});

describe('what a translator is told', () => {
  it('names each place with an example', () => {
    const english = readLanguage(DICTIONARIES, 'en');
    const places = entriesFor('de', english, english).flatMap((entry) => placesIn(entry.english));
    expect([...new Set(places)].filter((name) => !Object.hasOwn(EXAMPLES, name))).toEqual([]);
    expect(Object.keys(EXAMPLES).filter((name) => !places.includes(name))).toEqual([]);
  });

  it('says what a text is for, where it is used and what it reads like', () => {
    const file = exportLanguage('de', 'csv', root);
    const line = file.split('\r\n').find((text) => text.startsWith('portal.invoices.about,'));
    expect(line).toContain('What an action is about, after its name');
    expect(line).toMatch(/Used in [^"]*views\/portal\/invoices/);
    expect(line).toContain('{number} = NW-2026-0042');
    expect(line).toContain('invoice NW-2026-0042');
    expect(file).toContain('Where {left} is 1.');
    expect(file).toContain('Where {method} is unknown.');
  });

  it('says of nearly every text where it is used', () => {
    const { rows } = readCsv(exportLanguage('de', 'csv', root).slice(1));
    const lines = exportLanguage('de', 'csv', root).split('\r\n').slice(1, -1);
    expect(lines.filter((line) => !line.includes('Used in ')).length).toBeLessThan(rows.length / 10);
  });
});
