import { expect, it } from 'vitest';
import { totals } from '../../src/views/components/totals.ts';
import { writerFor } from '../../src/views/format.ts';
import { LANGUAGES } from '../../src/views/i18n/languages.ts';
import { speechFor } from '../../src/views/i18n/speech.ts';
import { taxNoteLine } from '../../src/views/tax-notes.ts';
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
    expect(page).toContain(taxNoteLine(taxNotes[0], speech.words));
    expect(page).toContain('§ 19 UStG');
    expect(page).not.toMatch(/<script|<img/);
  },
);

it('says the words that the Union prescribes in German', async () => {
  const { words } = await speechFor('de');
  expect(taxNoteLine({ note: 'reverse_charge' }, words)).toContain(
    'Steuerschuldnerschaft des Leistungsempfängers',
  );
});
