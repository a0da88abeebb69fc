import { expect, test } from 'vitest';
import { galleryOptions } from '../../scripts/gallery/options.ts';
import { contactSheet } from '../../scripts/gallery/sheet.ts';
import { exhibits } from './exhibits.ts';

test('each page, mail and document has a name of its own, and what is asked for is drawn alone', async () => {
  const all = await exhibits('de', (name) => !/^pdf-(?!open$)/.test(name));
  const names = all.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(
    expect.arrayContaining(['invoice-open', 'portal-invoices', 'mail-receipt', 'pdf-open']),
  );
  // Of what only the business's people read there is nothing in German.
  expect(names.filter((name) => /^(?:dashboard|mail-staff)-/.test(name))).toEqual([]);
});

test('the command line names views and languages that there are', () => {
  const languages = ['en', 'de'];
  expect(galleryOptions([], languages)).toMatchObject({ parts: [], languages, folder: null });
  expect(galleryOptions(['mail', '--view', 'dark', '--language', 'ar'], languages)).toMatchObject({
    parts: ['mail'],
    languages: ['ar'],
    views: ['dark'],
  });
  expect(galleryOptions(['--view', 'darkest'], languages)).toEqual({
    problem: 'There is no view darkest: choose of light, dark, phone, phone-dark, print.',
  });
  expect(galleryOptions(['--language', 'de_DE'], languages)).toEqual({
    problem: 'de_DE is no language as in BCP 47.',
  });
  expect(galleryOptions(['--colour'], languages)).toHaveProperty('problem');
});

test('the sheet shows every picture under its name, and leads to it', () => {
  const file = 'mail-receipt.de.dark.png';
  const sheet = contactSheet(
    [{ name: 'mail-receipt', kind: 'mail', language: 'de', view: 'dark', file }],
    new Set(['mail-receipt.de.txt']),
  );
  expect(sheet).toContain('<h2 id="mail-receipt">');
  expect(sheet).toContain(`<a href="${file}"><img src="${file}"`);
  expect(sheet).toContain('<a href="mail-receipt.de.txt">');
});
