import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  BANK_DEBIT_RETURNS,
  CARD_DECLINES,
  PAYMENT_ERRORS,
} from '../../src/domain/collection/decline-codes.ts';
import { failureSentence } from '../../src/views/i18n/dictionary.ts';
import { pages as english } from '../../src/views/i18n/en/pages.ts';
import { LANGUAGES as REGISTRY } from '../../src/views/i18n/languages.ts';
import { plural } from '../../src/views/i18n/plural.ts';
import { type Speech, speechFor } from '../../src/views/i18n/speech.ts';
import { VARIANTS } from '../../src/views/i18n/variants.ts';

const SPEECHES = new Map<string, Speech>();
for (const language of Object.keys(REGISTRY)) SPEECHES.set(language, await speechFor(language));
const LANGUAGES = [...SPEECHES.keys()];

/** Everything that payers and staff read in a language: pages, mails, PDFs and the portal. */
function spoken(language: string): Speech['words'] {
  const speech = SPEECHES.get(language);
  if (speech === undefined) throw new Error(`nobody speaks ${language}`);
  return speech.words;
}

/** Every text of a dictionary by its path; the places in sentences are filled with marks that name them. */
function sentences(node: unknown, path = ''): (readonly [path: string, text: string])[] {
  if (typeof node === 'string') return [[path, node]];
  // Counts are numbers, names are texts: each place gets a mark that reads as either.
  if (typeof node === 'function') {
    return [[path, String(node(...Array.from({ length: node.length }, (_, place) => MARKS[place])))]];
  }
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => sentences(value, `${path}.${key}`));
}
const MARKS = ['41', '42', '43', '44'];
const texts = (language: string) => new Map(sentences(spoken(language)));
/** Matches whole words, in letters of any script. */
const wordsOf = (choices: string) => new RegExp(`(?<!\\p{L})(?:${choices})(?!\\p{L})`, 'iu');
/** Which places of its sentence a text uses. */
const places = (text: string) => MARKS.filter((mark) => text.includes(mark));

/** Texts that are rightly the same as in English: nothing to translate, or a word that the languages share. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  de: ['Position', 'Bank', 'PDF', 'Status', 'Code', 'In 41'],
  fr: ['Description', 'Date', 'Total', 'Facture', 'Page', 'Pages', 'PDF', 'Actions', 'Code'],
  es: ['Total', 'Subtotal', 'PDF'],
  ja: ['PDF'],
};

describe.each(LANGUAGES)('the words in %s', (language) => {
  test('never shout, blame or apologise', () => {
    for (const [, text] of texts(language)) {
      expect(text).not.toMatch(/[!！¡]|\b(?:oops|sorry|unfortunately|you failed|your fault|error)\b/i);
      expect(text).not.toMatch(/\b(?:leider|hoppla|désolé|malheureusement|lo sentimos|desgraciadamente)\b/i);
      expect(text).not.toMatch(/申し訳|残念/);
    }
  });

  test('use one apostrophe, no double spaces, and no space at an end', () => {
    for (const [path, text] of texts(language)) {
      if (path.endsWith('.sentenceGap')) continue;
      expect(text, path).not.toMatch(/'| {2}|^\s|\s$/);
      expect(text, path).not.toBe('');
    }
  });

  test('say everything that English says, with every name, amount and date in its place', () => {
    const english = texts('en');
    const own = texts(language);
    expect([...own.keys()].toSorted()).toEqual([...english.keys()].toSorted());
    for (const [path, text] of own)
      expect([path, places(text)]).toEqual([path, places(english.get(path) ?? '')]);
  });
});

describe.each(LANGUAGES.filter((language) => language !== 'en'))('nothing in %s', (language) => {
  test('was left in English by mistake', () => {
    const english = texts('en');
    const same = [...texts(language)].filter(
      ([path, text]) => text === english.get(path) && /\p{L}/u.test(text),
    );
    expect(same.filter(([, text]) => !SAME[language]?.includes(text))).toEqual([]);
    // `was` is a German word too.
    const words = wordsOf('the|your|invoice|payment|card|please|with|has');
    expect([...texts(language)].filter(([, text]) => words.test(text))).toEqual([]);
  });
});

describe('English outside the United States', () => {
  const spelled = (speech: Speech) => new Map(sentences(speech.words));
  const american = texts('en');

  test('changes only what is there, each text to another one with the same places', async () => {
    for (const [variant, load] of Object.entries(VARIANTS)) {
      const changes = sentences((await load()).changes);
      expect(changes.length, variant).toBeGreaterThan(0);
      for (const [path, text] of changes) {
        expect([path, american.get(path)]).not.toEqual([path, undefined]);
        expect([path, text]).not.toEqual([path, american.get(path)]);
        expect([path, places(text)]).toEqual([path, places(american.get(path) ?? '')]);
      }
    }
  });

  test('is spelled one way throughout, and so is that of the United States', async () => {
    const BRITISH = /authoris|recognis|favour|colour|cheque|cancelled|postcode|organis|finalis/i;
    const AMERICAN = /authoriz|recogniz|favor\b|color|\ba check\b|canceled|postal code|organiz|finaliz/i;
    expect([...american].filter(([, text]) => BRITISH.test(text))).toEqual([]);
    const british = spelled(await speechFor('en-GB'));
    expect([...british].filter(([, text]) => AMERICAN.test(text))).toEqual([]);
    expect([...british.keys()]).toEqual([...american.keys()]);
  });

  test.each([
    ['en', 'check'],
    ['en-US', 'check'],
    ['en-CA', 'check'],
    ['en-GB', 'cheque'],
    ['EN-au', 'cheque'],
    ['en-Latn-IE', 'cheque'],
    ['en-u-nu-arab', 'check'],
    ['pt-GB', 'check'],
  ])('is read by %s as “%s”', async (locale, word) => {
    expect((await speechFor(locale)).words.pages.method.offline.check).toBe(word);
  });
});

describe('a mail', () => {
  test.each(LANGUAGES)('speaks in %s of no button, since its text part has none', (language) => {
    const { emails } = spoken(language);
    const buttons = /button|schaltfläche|bouton|botón|ボタン/i;
    expect(sentences(emails).filter(([, text]) => buttons.test(text))).toEqual([]);
  });
});

test.each([
  ['de', wordsOf('du|dich|dir|dein\\w*|euch|euer|eure\\w*')],
  ['fr', wordsOf('tu|toi|ton|ta|tes')],
  ['es', wordsOf('tú|tu|tus|ti|contigo')],
  ['ja', /だよ|だね|してね|あなた/],
])('nothing in %s addresses its reader without the formality that the language has', (language, familiar) => {
  expect([...texts(language)].filter(([, text]) => familiar.test(text))).toEqual([]);
});

describe('French', () => {
  test('has a space that does not break before colons, semicolons and question marks', () => {
    for (const [path, text] of texts('fr'))
      expect([path, text]).not.toEqual([path, expect.stringMatching(/[^\u00a0] ?[;?]|[^\u00a0\d]:| :/)]);
  });
});

describe('a decline', () => {
  const CODES = [CARD_DECLINES, BANK_DEBIT_RETURNS, PAYMENT_ERRORS].flatMap((codes) => Object.keys(codes));

  test.each(LANGUAGES)('has a sentence in %s for every code that the rules know', (language) => {
    const { pages } = spoken(language);
    for (const code of CODES) {
      const sentence = failureSentence(pages, code);
      expect([code, sentence]).not.toEqual([code, pages.failures.fallback]);
      expect(sentence).not.toContain(code);
      expect(sentence).toMatch(/[.。]$/);
    }
  });

  test('that is new at Stripe has a general sentence', () => {
    expect(failureSentence(english, 'insufficient_funds')).toBe(
      'Your bank said there wasn’t enough money available.',
    );
    expect(failureSentence(english, 'expired_card')).toBe('Your card has expired.');
    for (const unknown of ['a_code_of_next_year', '', 'toString', '__proto__', null]) {
      expect(failureSentence(english, unknown)).toBe(english.failures.fallback);
    }
  });

  test.each(LANGUAGES)(
    'of a suspicion of fraud, a lost or a stolen card reads in %s like any refusal',
    (language) => {
      const { pages } = spoken(language);
      for (const code of ['fraudulent', 'lost_card', 'stolen_card', 'merchant_blacklist', 'pickup_card']) {
        expect(failureSentence(pages, code)).toBe(failureSentence(pages, 'generic_decline'));
      }
    },
  );
});

describe('a reader’s language', () => {
  test('keeps its region where we speak it, and is English throughout where we do not', async () => {
    expect((await speechFor('en-GB')).locale).toBe('en-GB');
    const german = { language: 'de', words: (await speechFor('de')).words, direction: 'ltr' };
    expect(await speechFor('de-AT')).toEqual({ ...german, locale: 'de-AT' });
    const inEnglish = { language: 'en', words: (await speechFor('en')).words, direction: 'ltr' };
    expect(await speechFor('pt-BR')).toEqual({ ...inEnglish, locale: 'en' });
    expect((await speechFor('EN')).words.pages).toEqual((await speechFor('en')).words.pages);
    expect((await speechFor('EN')).words.pages.status).toEqual(english.status);
  });

  test('never breaks a page, whatever was sent as a language', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `en-${text}`),
        ),
        async (locale) => {
          const speech = await speechFor(locale);
          expect(() => new Intl.NumberFormat(speech.locale)).not.toThrow();
        },
      ),
    );
    expect((await speechFor('en-u-nu-arab')).locale).toBe('en');
    expect((await speechFor('__proto__')).words).toBe((await speechFor('en')).words);
  });

  test('counts in the plural forms of the language', () => {
    const forms = { one: 'plik', few: 'pliki', other: 'plików' };
    expect([1, 2, 5, 22].map((count) => plural('pl', count, forms))).toEqual([
      'plik',
      'pliki',
      'plików',
      'pliki',
    ]);
  });
});
