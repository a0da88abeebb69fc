import * as harfbuzz from 'harfbuzzjs';
import { describe, expect, it } from 'vitest';
import { OpenType } from '../../../src/adapters/pdf/font/open-type.ts';
import { Shaper } from '../../../src/adapters/pdf/font/shape.ts';
import { FACES, LATIN } from '../../../src/adapters/pdf/text/faces.ts';
import { loadFont } from './read-back.ts';

const WORDS: Readonly<Record<string, string>> = {
  NotoSansArabic:
    'محمد السلام عليكم ثلاث درجة شركة الأمل للتجارة لا إله مُحَمَّد الله نورِس فارسی گچپژ اُردو ٹڈڑے ﷺ مؤسسة الخليج العربي بِسْمِ ٱللَّهِ ک‌ک',
  NotoSansHebrew: 'שלום עולם חברת האור בע״מ שָׁלוֹם בְּרֵאשִׁית',
  NotoSansDevanagari:
    'राजेन्द्र सिंह क्षत्रिय शर्मा श्री कृष्ण कर्म विद्यार्थी मूर्ति हिन्दी र्कि ट्रक प्रिया दुर्गा स्त्री ज्ञान द्वितीय रुपये रूप आँचल क्‍ष क्‌ष शक्ति लक्ष्मी हृदय ड़ ढ़ फ़ अंग्रेज़ी मार्कण्डेय उद्धरण सर्विस ट्ठि निर्मित ऑफ़िस र्‍य कॄ वर्तिका श्च्योतति दृष्टि बुद्धि मिट्टी चट्टोपाध्याय आर्ट्स इंडस्ट्रीज़ टेक्नोलॉजी भर्त्सना',
  NotoSansThai: 'บริษัท น้ำใจ จำกัด ที่ปู่ฎุฐู ก่ำ ป้ำ กรุงเทพฯ ผู้เชี่ยวชาญ ปี๊บ',
  NotoSansGeorgian: 'თბილისი ვახტანგ',
  NotoSansArmenian: 'Երևան Հայաստան և մեսրոպ ﬓ մն',
  NotoEmoji: '😀 👨‍👩‍👧 🇩🇪 👍🏽 1️⃣ ❤️ 🏳️‍🌈',
  IBMPlexSans: 'x̂ y̌ q̃ Ngũgĩ office',
};

describe('a word is written as HarfBuzz writes it', () => {
  it.each(
    [LATIN, ...FACES].flatMap(({ files, script }) => Object.values(files).map((file) => ({ file, script }))),
  )('$file', async ({ file, script }) => {
    const bytes = await loadFont(file);
    const blob = new harfbuzz.Blob(Uint8Array.from(bytes).buffer);
    const font = new harfbuzz.Font(new harfbuzz.Face(blob));
    const own = new OpenType(bytes);
    const shaper = new Shaper(own);
    const words = WORDS[/Noto[A-Za-z]+|IBMPlexSans/.exec(file)?.[0] ?? '']?.split(' ') ?? [];
    expect(words.length).toBeGreaterThan(1);
    for (const word of words) {
      const buffer = new harfbuzz.Buffer();
      buffer.addText(word);
      buffer.guessSegmentProperties();
      harfbuzz.shape(font, buffer);
      const positions = buffer.getGlyphPositions();
      const theirs = buffer.getGlyphInfos().flatMap(({ codepoint }, index) => {
        const at = positions[index];
        // What only steers its neighbours stands there as a space without width.
        const isUnseen = codepoint === own.glyphOf(0x20) && at?.xAdvance === 0;
        return isUnseen ? [] : [[codepoint, at?.xAdvance, at?.xOffset, at?.yOffset]];
      });
      const isRightToLeft = /[\u0590-\u08ff]/.test(word);
      const ours = shaper
        .shape(word, script ?? { tags: ['latn'], rules: 'plain' }, isRightToLeft)
        .map(({ glyph, advance, x, y }) => [glyph, advance, x, y]);
      expect(ours, word).toEqual(theirs);
    }
  });
});
