import { expect, it } from 'vitest';
import { totals } from '../../src/views/components/totals.ts';
import { writerFor } from '../../src/views/format.ts';
import { LANGUAGES } from '../../src/views/i18n/languages.ts';
import { speechFor } from '../../src/views/i18n/speech.ts';
import { taxNote } from '../../src/views/tax-note.ts';
import { HOSTILE, invoice } from './fixtures.ts';

it.each(Object.keys(LANGUAGES))(
  'the page says why no tax is charged in %s, and the law as it is cited',
  async (locale) => {
    const speech = await speechFor(locale);
    const taxNotes = [
      { note: 'reverse_charge' },
      { note: 'small_business', law: '§ 19 UStG' },
      { note: 'words', text: HOSTILE },
    ] as const;
    const page = totals(invoice({ taxNotes }), writerFor(invoice(), speech)).text;
    expect(page).toContain(taxNote(speech.words.taxes, taxNotes[0]));
    expect(page).toContain('§ 19 UStG');
    expect(page).not.toMatch(/<script|<img/);
  },
);

it('says the words that the Union prescribes in German', async () => {
  const { words } = await speechFor('de');
  expect(taxNote(words.taxes, { note: 'reverse_charge' })).toContain(
    'Steuerschuldnerschaft des Leistungsempfängers',
  );
});
