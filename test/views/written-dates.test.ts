import { expect, it } from 'vitest';
import { speakerFor } from '../../src/views/format.ts';
import { speechFor } from '../../src/views/i18n/speech.ts';

const inLanguage = async (locale: string) => speakerFor(await speechFor(locale));

it.each(['de', 'fr', 'es', 'ja'])(
  'a date in %s is never broken between day, month and year',
  async (locale) => {
    const speaker = await inLanguage(locale);
    for (const written of [speaker.date('2027-01-14'), speaker.shortDate('2027-01-14')]) {
      expect(written).toContain('14');
      expect(written).not.toContain(' ');
    }
  },
);

it('the first of a month is its 1er in French, and no other day is', async () => {
  const { date } = await inLanguage('fr');
  expect(['2026-12-01', '2026-12-11', '2026-12-21', '2026-12-31'].map(date)).toEqual([
    '1er\u00a0déc.\u00a02026',
    '11\u00a0déc.\u00a02026',
    '21\u00a0déc.\u00a02026',
    '31\u00a0déc.\u00a02026',
  ]);
});

it('a time of day is said as one says it in German', async () => {
  const { instant } = await inLanguage('de');
  expect(instant(Date.UTC(2027, 0, 9, 18, 5), 'Europe/Berlin')).toBe(
    '9.\u00a0Jan.\u00a02027, 19:05\u00a0Uhr MEZ',
  );
});
