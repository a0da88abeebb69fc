import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { renderInvoicePdf } from '../../../src/adapters/pdf/invoice-pdf.ts';
import type { InvoiceView } from '../../../src/views/model.ts';
import { accessibilityFaults } from '../../support/pdf/accessible.ts';
import { Objects } from '../../support/pdf/objects.ts';
import { Tagged } from '../../support/pdf/structure.ts';
import { invoice, line, merchant } from '../../views/fixtures.ts';
import { loadFont, readBack } from './read-back.ts';

/** Legal names, with the font beside the two of Latin that each needs. */
const NAMES: readonly (readonly [script: string, name: string, font: string])[] = [
  ['Arabic', 'شركة الأمل للتجارة والمقاولات', 'NotoSansArabic'],
  ['Arabic with its vowels', 'مُحَمَّد ٱللَّه', 'NotoSansArabic'],
  ['Persian and Urdu', 'گچپژ ٹڈڑے', 'NotoSansArabic'],
  ['Hebrew', 'חברת האור בע״מ', 'NotoSansHebrew'],
  ['Hebrew with its points', 'בְּרֵאשִׁית שָׁלוֹם', 'NotoSansHebrew'],
  ['Hangul', '주식회사 노스윈드 똠방각하', 'NotoSansKR'],
  ['Simplified Chinese', '广东省华为技术有限公司', 'NotoSansSC'],
  ['Traditional Chinese', '臺灣積體電路製造 啲嘢嘅 有限公司', 'NotoSansTC'],
  ['Japanese', '株式会社ノースウィンド 髙橋・田中太郎', 'NotoSansJP'],
  ['Devanagari', 'राजेन्द्र क्षत्रिय ट्रेडिंग मार्कण्डेय निर्मित', 'NotoSansDevanagari'],
  ['Thai', 'บริษัท น้ำใจ เชี่ยวชาญ จำกัด', 'NotoSansThai'],
  ['Georgian', 'თბილისის ქარხანა ᲗᲑᲘᲚᲘᲡᲘ', 'NotoSansGeorgian'],
  ['Armenian', 'Երևանի ընկերություն և որդիներ', 'NotoSansArmenian'],
  ['emoji', 'Acme 😀 👨‍👩‍👧 🇩🇪 👍🏽 1️⃣ ❤️ Ltd', 'NotoEmoji'],
  ['dashes and ligatures', '– — ‑ ffi office ﬁ', 'IBMPlexSans'],
  ['marks of their own', 'q̃ x̂ Ngũgĩ Ọlá', 'IBMPlexSans'],
];

function named(name: string): InvoiceView {
  const party = { name, addressLines: [name, `12 King Street, ${name}`], email: null, taxIds: [] };
  return invoice({
    merchant: merchant({ name, legalName: name }),
    customer: party,
    lines: [line(name, '1', 156_920)],
    lineCount: 1,
    notes: name,
  });
}

async function drawn(view: InvoiceView) {
  const loaded: string[] = [];
  const bytes = await renderInvoicePdf(view, {
    loadFont: (file) => {
      loaded.push(file);
      return loadFont(file);
    },
  });
  const objects = await Objects.of(bytes);
  return { bytes, loaded, objects, tagged: new Tagged(objects) };
}

describe('a name', () => {
  it.each(NAMES)('in %s is written, read back from tags, and kept accessible: %s', async (_, name, font) => {
    const { bytes, loaded, objects, tagged } = await drawn(named(name));
    const wanted = name.normalize('NFC');
    expect(tagged.text.split(wanted).length).toBeGreaterThan(5);
    expect(accessibilityFaults(objects)).toEqual([]);
    expect(tagged.text).not.toMatch(/\ufffd|\[U\+/);
    expect(loaded.some((file) => file.startsWith(`fonts/${font}`))).toBe(true);
    // A font of 10 MB leaves no more than the letters that are used.
    expect(bytes.length).toBeLessThan(50_000);
  });

  it.each(NAMES)('in %s is read back by a reader that goes by glyphs and places: %s', async (_, name) => {
    const { text, by } = await readBack(await renderInvoicePdf(named(name), { loadFont }));
    // The library's own reader, where there is no Poppler, puts no letters in order; Poppler takes points of Hebrew for spaces.
    if (/[\u05b0-\u05c7]/.test(name) || (by === 'libpdf' && /[\u0590-\u097f\u0e00-\u0e7f]/.test(name)))
      return;
    const letters = (said: string) => [...said.normalize('NFC').replaceAll(/\s|\p{Cf}|\p{M}/gu, '')].join('');
    expect(letters(text)).toContain(letters(name));
  });

  it('in Arabic among Latin and figures stands as Unicode says, and is said as it is read', async () => {
    const name = 'ACME شركة الأمل (2027) GmbH';
    const { tagged, objects } = await drawn(named(name));
    expect(tagged.text).toContain(`12 King Street, ${name}`);
    expect(accessibilityFaults(objects)).toEqual([]);
  });

  it('in five scripts needs the fonts of five, and no others', async () => {
    const { loaded, tagged } = await drawn(named('Acme שלום ไทย Երևան 東京'));
    expect(tagged.text).toContain('Acme שלום ไทย Երևան 東京');
    expect(loaded.toSorted()).toEqual(
      [
        'IBMPlexSans-Regular',
        'IBMPlexSans-SemiBold',
        'NotoSansArmenian-Regular',
        'NotoSansArmenian-SemiBold',
        'NotoSansHebrew-Regular',
        'NotoSansHebrew-SemiBold',
        'NotoSansJP-Regular',
        'NotoSansThai-Regular',
        'NotoSansThai-SemiBold',
      ].map((name) => `fonts/${name}.ttf`),
    );
  });

  it('of one word of 80 letters is broken over lines, and read as one word', async () => {
    const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
    const { tagged } = await drawn(named(word));
    expect(word).toHaveLength(80);
    expect(tagged.text.split(word)).toHaveLength(8);
    expect(tagged.text).not.toContain('Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbau ');
  });

  it('has the same bytes whichever font came first', async () => {
    const slowly = async (file: string) => {
      if (file.includes('Plex')) await new Promise((done) => setTimeout(done, 20));
      return loadFont(file);
    };
    const view = named('Acme שלום 東京');
    expect(await renderInvoicePdf(view, { loadFont: slowly })).toEqual(
      await renderInvoicePdf(view, { loadFont }),
    );
  });
});

it('every font of ours has the outlines that are subset here, and its licence beside it', async () => {
  const files = await readdir('assets/fonts');
  expect(files.filter((file) => file.endsWith('-OFL.txt'))).toHaveLength(3);
  const fonts = files.filter((file) => file.endsWith('.ttf'));
  expect(fonts.length).toBeGreaterThan(15);
  for (const file of fonts) {
    const bytes = await loadFont(`fonts/${file}`);
    expect(new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)).toBe(0x0001_0000);
    // Cloudflare takes no larger asset.
    expect(bytes.length).toBeLessThan(25 * 1024 * 1024);
  }
});
