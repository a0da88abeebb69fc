import { describe, expect, it } from 'vitest';
import { TAX_ID_KINDS } from '../../src/domain/tax-id/kinds.ts';
import { exampleOf } from '../../src/domain/tax-id/rules.ts';
import { parties } from '../../src/views/components/parties.ts';
import { billedTo } from '../../src/views/email/frame.ts';
import { writerFor } from '../../src/views/format.ts';
import { LANGUAGES } from '../../src/views/i18n/languages.ts';
import { speechFor } from '../../src/views/i18n/speech.ts';
import { taxIdLine } from '../../src/views/tax-ids.ts';
import { hostileInvoice, invoice } from './fixtures.ts';

const line = async (language: string, kind: (typeof TAX_ID_KINDS)[number] | 'text', value: string) =>
  taxIdLine({ kind, value }, (await speechFor(language)).words);

describe('a tax id is named by its kind in the reader’s language', () => {
  it.each([
    ['en', 'VAT number DE136695976'],
    ['de', 'USt-IdNr. DE136695976'],
    ['fr', 'N° de TVA DE136695976'],
    ['es', 'NIF-IVA DE136695976'],
    ['ja', 'VAT 番号 DE136695976'],
  ])('%s: %s', async (language, said) => {
    expect(await line(language, 'eu_vat', 'DE136695976')).toBe(said);
  });

  it.each(Object.keys(LANGUAGES))('in %s a Steuernummer is no VAT number', async (language) => {
    expect(await line(language, 'de_stnr', '29/815/08156')).toBe('Steuernummer 29/815/08156');
    expect(await line(language, 'eu_vat', 'DE136695976')).not.toContain('Steuernummer');
  });

  it.each(Object.keys(LANGUAGES))(
    'in %s every kind has a name, and keeps how its owner writes it',
    async (language) => {
      for (const kind of TAX_ID_KINDS) {
        const value = exampleOf(kind);
        const said = await line(language, kind, value);
        expect([kind, said]).toEqual([kind, expect.stringMatching(/\S/)]);
        expect(said.endsWith(value)).toBe(true);
        expect(said === value).toBe(kind === 'other');
      }
    },
  );

  it('as its law calls it where a law does', async () => {
    expect(await line('ja', 'jp_trn', 'T5835678256246')).toBe('登録番号 T5835678256246');
    expect(await line('fr', 'ca_qst', '1234567890 TQ0001')).toBe('N° de TVQ 1234567890 TQ0001');
    expect(await line('de', 'ch_uid', 'CHE-100.155.212 MWST')).toBe('UID-Nummer CHE-100.155.212 MWST');
  });

  it('or, where it is a single text from before kinds, as that says', async () => {
    expect(await line('en', 'text', 'EIN 1')).toBe('Tax ID EIN 1');
  });
});

describe('an invoice names the tax ids of both', () => {
  const taxIds = [
    { kind: 'eu_vat', value: 'DE136695976' },
    { kind: 'other', value: 'HRB 1234' },
  ] as const;
  const view = invoice({ customer: { name: 'Ada GmbH', addressLines: [], email: null, taxIds } });

  it('on its page and in its mail', async () => {
    const writer = writerFor(view, await speechFor('de'));
    const page = parties(view, writer).text;
    for (const said of ['EIN 84-2917365', 'USt-IdNr. DE136695976', 'HRB 1234']) expect(page).toContain(said);
    expect(billedTo(view, writer).value).toBe('Ada GmbH · USt-IdNr. DE136695976 · HRB 1234');
  });

  it('and whatever somebody wrote there is text', async () => {
    const hostile = hostileInvoice();
    const page = parties(hostile, writerFor(hostile, await speechFor('en'))).text;
    expect(page).not.toMatch(/<script|<img/);
  });
});
