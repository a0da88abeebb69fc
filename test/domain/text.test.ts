import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textProblem, tidyText } from '../../src/domain/text.ts';

describe('text that a person wrote', () => {
  it('in one line holds no line break and no control character, however it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
        const kept = tidyText(text);
        if (textProblem(kept, { lineBreaks: false }) !== null) return;
        expect(kept).not.toMatch(/[\p{Zl}\p{Zp}\r\n]/u);
        expect(kept.replaceAll('\t', '')).not.toMatch(/\p{Cc}/u);
        expect(kept.isWellFormed()).toBe(true);
      }),
    );
  });

  it.each(['Zoë & Söhne <GmbH>', '株式会社', 'مؤسسة', 'a\tb', '👩‍👩‍👧', "O'Neill"])('%j is kept', (text) => {
    expect(textProblem(tidyText(text), { lineBreaks: false })).toBeNull();
  });

  it.each(['\u200b\u200d', '\u202e\u202d', '\u3164', '\u2800 \u2800', '\ufe0f', '\u00ad'])(
    '%j leaves nothing on paper, and is refused',
    (text) => {
      expect(textProblem(text, { lineBreaks: false })).toContain('can be seen');
    },
  );

  it('holds no half of a character', () => {
    for (const half of ['\ud83e', 'a\udffe', '\udffe\ud83e']) {
      expect(textProblem(half, { lineBreaks: true })).toContain('half a character');
    }
  });

  it('may have lines where that is allowed', () => {
    expect(textProblem(tidyText('a\r\nb\rc'), { lineBreaks: true })).toBeNull();
    expect(tidyText('\n a\r\nb\rc \n')).toBe('a\nb\nc');
  });
});
