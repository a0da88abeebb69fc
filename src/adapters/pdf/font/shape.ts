import { type Glyph, glyphOf } from './layout/glyphs.ts';
import { position } from './layout/position.ts';
import { type Pass, substitute } from './layout/substitute.ts';
import { GlyphKinds, LayoutTable } from './layout/tables.ts';
import type { OpenType } from './open-type.ts';
import { FORMS, joinLetters } from './script/arabic.ts';
import {
  BASIC,
  isOnFor,
  orderSyllables,
  POSITIONS,
  PRESENTATION,
  reorderJoined,
} from './script/devanagari.ts';

/** How a script is written: which of OpenType's names it has, and which rules beside the font's. */
export type Script = {
  readonly tags: readonly string[];
  readonly rules: 'plain' | 'arabic' | 'devanagari';
};

const LIGATURES = ['rlig', 'rclt', 'calt', 'clig', 'liga'];
const MARKS = ['kern', 'mark', 'mkmk', 'dist', 'abvm', 'blwm', 'curs'];
const SELECTOR = /^[\ufe00-\ufe0f]$/;
/** Dots of shin, dagesh, rafe, and then the vowels. */
const HEBREW_MARKS =
  '\u05c1\u05c2\u05bc\u05bf\u05b9\u05ba\u05b1\u05b2\u05b3\u05b5\u05b6\u05b7\u05b8\u05c7\u05b0\u05b4\u05bb\u05bd';
const IGNORABLE = /^(?:\p{Cf}|\p{Variation_Selector}|\u034f)+$/u;

/** Writes text in one font, script and direction: glyphs in the order in which they are drawn, left to right. */
export class Shaper {
  readonly #font: OpenType;
  readonly #kinds: GlyphKinds;
  readonly #gsub: LayoutTable | null;
  readonly #gpos: LayoutTable | null;

  constructor(font: OpenType) {
    this.#font = font;
    this.#kinds = new GlyphKinds(font);
    const [gsub, gpos] = [font.optional('GSUB'), font.optional('GPOS')];
    this.#gsub = gsub === null ? null : new LayoutTable(gsub, 7);
    this.#gpos = gpos === null ? null : new LayoutTable(gpos, 9);
  }

  shape(text: string, script: Script, isRightToLeft: boolean): readonly Glyph[] {
    const glyphs: Glyph[] = [];
    for (const says of prepared(text)) {
      const last = glyphs.at(-1);
      // A selector of a variant says how the character before it is to look: our fonts have one look each.
      if (SELECTOR.test(says) && last !== undefined) last.says += says;
      else glyphs.push(glyphOf(this.#font.glyphOf(says.codePointAt(0) ?? 0), says));
    }
    this.#substitute(glyphs, script);
    for (const glyph of glyphs) glyph.advance = this.#font.advanceOf(glyph.glyph);
    const features = script.rules === 'devanagari' ? POSITIONS : MARKS;
    if (this.#gpos !== null)
      position(glyphs, this.#gpos, this.#kinds, { scripts: script.tags, features }, isRightToLeft);
    const seen = glyphs.flatMap((glyph) => this.#seen(glyph, script));
    return isRightToLeft ? seen.toReversed() : seen;
  }

  #substitute(glyphs: Glyph[], { tags, rules }: Script): void {
    const apply = (features: readonly string[], rest: Partial<Pass> = {}): void => {
      if (this.#gsub !== null)
        substitute(glyphs, this.#gsub, this.#kinds, { scripts: tags, features, ...rest });
    };
    if (rules === 'devanagari') {
      orderSyllables(glyphs);
      apply(['locl', 'ccmp']);
      for (const feature of BASIC) apply([feature], { isOnFor, perSyllable: true });
      reorderJoined(glyphs, this.#font.glyphOf(0x94d));
      apply(PRESENTATION, { perSyllable: true });
      return;
    }
    if (rules === 'arabic') joinLetters(glyphs);
    apply(['ccmp', 'locl']);
    if (rules === 'arabic') {
      for (const form of FORMS) apply([form], { isOnFor: (glyph, feature) => glyph.features.has(feature) });
      apply(['rlig']);
    }
    apply(LIGATURES);
  }

  /** What has no width of its own takes none: marks, where they were set, and what only steers the others. */
  #seen(glyph: Glyph, { rules }: Script): readonly Glyph[] {
    if (IGNORABLE.test(glyph.says)) return [];
    if (rules !== 'devanagari' && this.#kinds.isMark(glyph.glyph)) glyph.advance = 0;
    return [glyph];
  }
}

/** Text in the order in which fonts expect its marks: closest to the letter first (UAX 15 orders them by number). */
const prepared = (text: string): string =>
  decomposed(text)
    .replaceAll(/([\u064b-\u0650]+)\u0651/g, '\u0651$1')
    .replaceAll(/[\u05b0-\u05bd\u05bf\u05c1\u05c2\u05c7]{2,}/g, (marks) =>
      [...marks].toSorted((a, b) => HEBREW_MARKS.indexOf(a) - HEBREW_MARKS.indexOf(b)).join(''),
    );

/** Thai's vowel am is a ring above and a stroke behind it, and the ring stands below the marks of tone. */
function decomposed(text: string): string {
  return text.replaceAll(/([\u0e48-\u0e4b]*)\u0e33/g, '\u0e4d$1\u0e32');
}
