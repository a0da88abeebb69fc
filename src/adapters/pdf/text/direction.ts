import bidiFactory from 'bidi-js';

/** What is written from right to left: Hebrew, Arabic and their kin, and the mark that stands for one of them. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** Marks of direction and a joiner, which lines are given below, and which are not seen. */
export const STEERING = /[\u200e\u200f\u2060]/g;
const WORD_JOINER = '\u2060';
const STRONG = /\p{L}|[\u200e\u200f]/u;
let bidi: ReturnType<typeof bidiFactory> | null = null;

/** A part of a line in one direction. */
export type Part = { readonly text: string; readonly isRightToLeft: boolean };

export const hasRightToLeft = (text: string): boolean => RIGHT_TO_LEFT.test(text);

/** The parts of a line from left to right, as they are drawn (UAX 9); its first letter says which way it runs. */
export function partsOf(line: string): readonly Part[] {
  if (!RIGHT_TO_LEFT.test(line)) return [{ text: line, isRightToLeft: false }];
  bidi ??= bidiFactory();
  const { levels } = bidi.getEmbeddingLevels(line, 'auto');
  const parts: { text: string; level: number }[] = [];
  for (let at = 0; at < line.length; at += 1) {
    const level = levels[at] ?? 0;
    const last = parts.at(-1);
    if (last?.level === level) last.text += line[at] ?? '';
    else parts.push({ text: line[at] ?? '', level });
  }
  return reordered(parts).map(({ text, level }) => ({ text, isRightToLeft: level % 2 === 1 }));
}

/** Turns round what stands at a level or above, from the highest to the lowest odd one (UAX 9, L2). */
function reordered<T extends { readonly level: number }>(parts: readonly T[]): readonly T[] {
  let order = [...parts];
  for (let level = Math.max(...parts.map((part) => part.level)); level > 0; level -= 1) {
    const next: T[] = [];
    let turned: T[] = [];
    for (const part of order) {
      if (part.level >= level) turned.unshift(part);
      else {
        next.push(...turned, part);
        turned = [];
      }
    }
    order = [...next, ...turned];
  }
  return order;
}

/** The sign that stands for a character where text runs the other way, such as a bracket. */
export function mirrored(character: string): string {
  bidi ??= bidiFactory();
  return bidi.getMirroredCharacter(character) ?? character;
}

/**
 * The lines of one text, each with a mark where it would by itself run another way than the whole. On a page from right to left
 * (`whose` is not null) each of theirs has one, since a line without runs as the page does.
 */
export function directed(
  text: string,
  lines: readonly string[],
  whose: 'own' | 'theirs' | null,
): readonly string[] {
  if (whose === 'own' || !RIGHT_TO_LEFT.test(text)) return lines;
  const whole = runsRightToLeft(text);
  return lines.map((line) => {
    if (line === '' || (whose === null && runsRightToLeft(line) === whole)) return line;
    return `${whole ? '\u200f' : '\u200e'}${line}`;
  });
}

/** A line of a page from right to left: with a mark, unless it has one, or nothing in it runs that way. */
export const steered = (line: string): string =>
  !RIGHT_TO_LEFT.test(line) || /^[\u200e\u200f\u2068]/.test(line) ? line : `\u200f${line}`;

function runsRightToLeft(text: string): boolean {
  const first = STRONG.exec(text)?.[0] ?? '';
  return RIGHT_TO_LEFT.test(first);
}

/** The lines of one text, with a joiner behind each whose word goes on in the next: it is one word still. */
export function joined(text: string, lines: readonly string[]): readonly string[] {
  let read = 0;
  return lines.map((line) => {
    read = text.indexOf(line, read) + line.length;
    return read >= text.length || /\s/.test(text[read] ?? '') ? line : `${line}${WORD_JOINER}`;
  });
}

/** What is said between a line and the next. */
export const spaceAfter = (line: string): string => (line.endsWith(WORD_JOINER) ? '' : ' ');
