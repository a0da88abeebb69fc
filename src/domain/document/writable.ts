import { COVERAGE } from './coverage.ts';

/** What is not seen anywhere: it steers what is around it. */
const UNSEEN = /\p{Cc}|\p{Cf}|\p{Variation_Selector}|\p{Z}/u;
/** What stands for a character that was lost before; it has a glyph, and says nothing. */
const LOST = '\ufffd';
let ranges: readonly (readonly [first: number, last: number])[] | null = null;

/** The characters of a text that no font of PDFs has, each once. */
export function unwritableIn(text: string): readonly string[] {
  if (/^[\t\n\r -~\u00a0-\u017f]*$/.test(text)) return [];
  const found = [...text.normalize('NFC').toWellFormed()].filter(
    (character) =>
      character === LOST || (!UNSEEN.test(character) && !isCovered(character.codePointAt(0) ?? 0)),
  );
  return [...new Set(found)];
}

function isCovered(code: number): boolean {
  ranges ??= readRanges();
  let [low, high] = [0, ranges.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = ranges[middle] ?? [0, 0];
    if (code < first) high = middle - 1;
    else if (code > last) low = middle + 1;
    else return true;
  }
  return false;
}

function readRanges(): readonly (readonly [first: number, last: number])[] {
  let end = 0;
  return COVERAGE.split(' ').map((range) => {
    const [start = '0', length = '0'] = range.split('-');
    const first = end + Number.parseInt(start, 36);
    end = first + Number.parseInt(length, 36);
    return [first, end] as const;
  });
}
