/** How wide a text is, in any unit; `most` below is in the same. */
export type Measure = (text: string) => number;

/**
 * Breaks a text into lines no wider than `most`: at its line breaks, at spaces, between East Asian characters, and
 * inside a word only where the word alone is wider. An empty line stays; an empty text is no line.
 */
export function wrap(text: string, most: number, measure: Measure): readonly string[] {
  if (text === '') return [];
  return text.split(/\r\n|[\n\r\u2028\u2029]/).flatMap((line) => wrapLine(line, most, measure));
}

function wrapLine(line: string, most: number, measure: Measure): readonly string[] {
  const lines: string[] = [];
  let current = '';
  // Between words, and before each East Asian character.
  for (const piece of line.split(/(?<= )|(?=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])/u)) {
    if (measure((current + piece).trimEnd()) <= most) {
      current += piece;
      continue;
    }
    if (current !== '') lines.push(current.trimEnd());
    const parts = measure(piece.trimEnd()) <= most ? [piece] : breakWord(piece, most, measure);
    lines.push(...parts.slice(0, -1));
    current = parts.at(-1) ?? '';
  }
  return [...lines, current.trimEnd()];
}

/** Pieces of a word, each as long as fits; at least one character, however narrow the column. */
function breakWord(word: string, most: number, measure: Measure): readonly string[] {
  const pieces: string[] = [];
  let current = '';
  let width = 0;
  for (const character of word) {
    const more = measure(character);
    if (current !== '' && width + more > most) {
      pieces.push(current);
      current = '';
      width = 0;
    }
    current += character;
    width += more;
  }
  return [...pieces, current];
}
