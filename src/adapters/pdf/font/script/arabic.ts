import type { Glyph } from '../layout/glyphs.ts';

/** How a letter joins its neighbours (Unicode, ArabicShaping.txt): letters join on both sides unless they are listed here. */
const RIGHT =
  /[\u0622-\u0625\u0627\u0629\u062f-\u0632\u0648\u0671-\u0673\u0675-\u0677\u0688-\u0699\u06c0\u06c3-\u06cb\u06cd\u06cf\u06d2\u06d3\u06d5\u06ee\u06ef\u0759-\u075b\u076b\u076c\u0771\u0773\u0774\u0778\u0779\u0870-\u0882\u08aa-\u08ac\u08ae\u08b1\u08b2\u08b9]/;
const NONE = /[\u0621\u0674\u06dd\u0600-\u0605\u200c]/;
const LETTER = /[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\u0860-\u08c7]|\u200d/;
const PASSED_OVER = /\p{Mn}|\p{Me}/u;

export const FORMS = ['isol', 'fina', 'medi', 'init'] as const;

/** Turns on, for each letter, the form that it has between its neighbours. */
export function joinLetters(glyphs: readonly Glyph[]): void {
  let before: Glyph | null = null;
  for (const [index, glyph] of glyphs.entries()) {
    if (PASSED_OVER.test(glyph.says)) continue;
    const joinsBefore = before !== null && joinsOnward(before) && joinsBack(glyph);
    const next = glyphs.slice(index + 1).find(({ says }) => !PASSED_OVER.test(says));
    const joinsAfter = next !== undefined && joinsOnward(glyph) && joinsBack(next);
    if (isLetter(glyph)) {
      const form = joinsBefore ? (joinsAfter ? 'medi' : 'fina') : joinsAfter ? 'init' : 'isol';
      glyph.features = new Set([form]);
    }
    before = glyph;
  }
}

const isLetter = ({ says }: Glyph): boolean => LETTER.test(says) && !NONE.test(says);
const joinsBack = (glyph: Glyph): boolean => isLetter(glyph);
const joinsOnward = (glyph: Glyph): boolean => isLetter(glyph) && !RIGHT.test(glyph.says);
