import { hex, number, text as textValue } from '../file/values.ts';
import type { EmbeddedFont } from '../font/embedded-font.ts';
import type { Glyph } from '../font/layout/glyphs.ts';
import type { Script, Shaper } from '../font/shape.ts';
import { mirrored, partsOf } from './direction.ts';
import { PICTURE } from './faces.ts';

/** A font that writes, and how. */
export type Hand = {
  readonly font: EmbeddedFont;
  readonly script: Script | null;
  readonly shaper: Shaper;
};

/** Text in one font, as wide as it is drawn at a size of one point. */
export type Run = {
  readonly font: EmbeddedFont;
  readonly width: number;
  /** The operators that show it at a size. */
  readonly shown: (size: number) => string;
  /** What it says, where its glyphs alone would read back as something else. */
  readonly says: string | null;
};

/** Letters that need more than a glyph each: marks above and below, and what is joined to a picture. */
const COMPOSED = /\p{M}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200c|\u200d/u;
const UNSEEN = /^(?:\p{Cc}|\p{Cf}|\p{Variation_Selector})+$/u;
const LATIN: Script = { tags: ['latn', 'cyrl', 'grek'], rules: 'plain' };
/** A glyph that adds nothing to what the glyphs before it say. */
const NOTHING = '\u200b';
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** A line from left to right, in the first font of the chain that has each of its characters. */
export function runsOf(text: string, chain: readonly Hand[], pictures: Hand | null): readonly Run[] {
  // Half a character was lost before it came here, and a sign for nothing says no more.
  const whole = text.normalize('NFC').toWellFormed().replaceAll('\ufffd', '[?]');
  return partsOf(whole).flatMap(({ text: part, isRightToLeft }) => {
    const pieces = piecesOf(part, chain, pictures, isRightToLeft);
    return (isRightToLeft ? pieces.toReversed() : pieces).map((piece) => written(piece, isRightToLeft));
  });
}

type Piece = { readonly hand: Hand; text: string; said: string };

function piecesOf(
  text: string,
  chain: readonly Hand[],
  pictures: Hand | null,
  isRightToLeft: boolean,
): readonly Piece[] {
  const letters = COMPOSED.test(text) ? Array.from(segmenter.segment(text), ({ segment }) => segment) : text;
  const pieces: Piece[] = [];
  const add = (hand: Hand, shown: string, said: string): void => {
    const last = pieces.at(-1);
    if (last?.hand === hand) {
      last.text += shown;
      last.said += said;
    } else pieces.push({ hand, text: shown, said });
  };
  for (const letter of letters) {
    if (UNSEEN.test(letter)) continue;
    const shown = isRightToLeft ? mirrored(letter) : letter;
    const hand = handFor(shown, chain, pictures);
    if (hand !== null) add(hand, shown, letter);
    else for (const character of letter) addAlone(character, chain, add);
  }
  return pieces;
}

/** A character whose letter no font has whole: by itself, or by its number, never by a sign that says nothing. */
function addAlone(
  character: string,
  chain: readonly Hand[],
  add: (hand: Hand, shown: string, said: string) => void,
): void {
  if (UNSEEN.test(character)) return;
  const own = handFor(character, chain, null);
  const code = character.codePointAt(0) ?? 0;
  const shown = own === null ? (/\p{Zs}/u.test(character) ? ' ' : `[U+${hex(code, 4)}]`) : character;
  const hand = own ?? chain[0];
  if (hand !== undefined) add(hand, shown, shown);
}

function handFor(letter: string, chain: readonly Hand[], pictures: Hand | null): Hand | null {
  const has = ({ font }: Hand): boolean => {
    for (const character of letter) {
      const isSeen = letter.length === character.length || !UNSEEN.test(character);
      if (isSeen && font.font.glyphOf(character.codePointAt(0) ?? 0) === 0) return false;
    }
    return true;
  };
  if (pictures !== null && PICTURE.test(letter) && has(pictures)) return pictures;
  return chain.find(has) ?? null;
}

function written({ hand, text, said }: Piece, isRightToLeft: boolean): Run {
  const isComposed = hand.script !== null || COMPOSED.test(text);
  const run = isComposed ? shaped(hand, text, isRightToLeft) : plain(hand.font, text, isRightToLeft);
  // From right to left, readers put letters in order by where they stand: what a whole run says would be turned round.
  return { ...run, says: run.says === said || isRightToLeft ? null : said };
}

function plain(font: EmbeddedFont, text: string, isRightToLeft: boolean): Run {
  let [codes, width] = ['', 0];
  for (const character of isRightToLeft ? [...text].toReversed() : text) {
    const found = font.characterOf(character.codePointAt(0) ?? 0);
    if (found === null) continue;
    codes += hex(found.code, 4);
    width += found.width;
  }
  return { font, width, shown: () => `<${codes}> Tj`, says: text };
}

function shaped({ font, shaper, script }: Hand, text: string, isRightToLeft: boolean): Run {
  const glyphs = shaper.shape(text, script ?? LATIN, isRightToLeft);
  const { unitsPerEm } = font.font;
  const codes = glyphs.map(({ glyph, says }) => hex(font.codeOf(glyph, says === '' ? NOTHING : says), 4));
  return {
    font,
    width: glyphs.reduce((sum, { advance }) => sum + advance, 0) / unitsPerEm,
    shown: (size) => placed(font, glyphs, codes, size, isRightToLeft),
    says: glyphs.map(({ says }) => says).join(''),
  };
}

/** Shows glyphs where they belong: what the font's own widths do not say is said by steps between them, and by a rise. */
function placed(
  font: EmbeddedFont,
  glyphs: readonly Glyph[],
  codes: readonly string[],
  size: number,
  isRightToLeft: boolean,
): string {
  const { unitsPerEm } = font.font;
  const operators: string[] = [];
  let items: string[] = [];
  let [pen, at, rise] = [0, 0, 0];
  const flush = (): void => {
    if (items.length > 0) operators.push(`[${items.join('')}] TJ`);
    items = [];
  };
  const stepTo = (wanted: number): void => {
    if (wanted !== at) items.push(number(((at - wanted) * 1000) / unitsPerEm));
    at = wanted;
  };
  for (const [index, glyph] of glyphs.entries()) {
    // A part of a letter, such as its dots, which the letter has said already.
    const isUnsaid = isRightToLeft && glyph.says === '';
    if (isUnsaid) {
      flush();
      operators.push(`/Span <</ActualText ${textValue('')}>> BDC`);
    }
    if (glyph.y !== rise) {
      flush();
      operators.push(`${number((glyph.y * size) / unitsPerEm)} Ts`);
      rise = glyph.y;
    }
    stepTo(pen + glyph.x);
    items.push(`<${codes[index] ?? ''}>`);
    at += font.font.advanceOf(glyph.glyph);
    pen += glyph.advance;
    if (isUnsaid) {
      flush();
      operators.push('EMC');
    }
  }
  flush();
  if (rise !== 0) operators.push('0 Ts');
  return operators.join(' ');
}
