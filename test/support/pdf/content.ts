/** What is drawn, and which sequences of marked content it stands in, from the outermost. */
export type Drawn = {
  readonly kind: 'text' | 'path' | 'picture';
  readonly marks: readonly Mark[];
  readonly x: number;
  readonly y: number;
  /** The codes of a text, and the resource of its font. */
  readonly codes: readonly number[];
  readonly font: string;
};

export type Mark = { readonly tag: string; readonly id: number | null; readonly actualText: string | null };

const TOKENS = /\/[^\s<>[\]()/]+|<<|>>|<[0-9A-Fa-f]*>|\[|\]|[^\s<>[\]()/]+/g;
const TEXT = new Set(['Tj', 'TJ']);
const PATH = new Set(['S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'sh']);

/** Reads a content stream of our own: strings in hexadecimal, text placed by `Td` from the origin. */
export function drawnIn(content: string): readonly Drawn[] {
  const drawn: Drawn[] = [];
  const marks: Mark[] = [];
  let operands: string[] = [];
  let [x, y] = [0, 0];
  let font = '';
  for (const [token] of content.matchAll(TOKENS)) {
    if (!/^[A-Za-z]+\*?$/.test(token)) {
      operands.push(token);
      continue;
    }
    const add = (kind: Drawn['kind'], codes: readonly number[] = []): void => {
      drawn.push({ kind, marks: [...marks], x, y, codes, font: kind === 'text' ? font : '' });
    };
    if (token === 'BDC' || token === 'BMC') marks.push(markOf(operands));
    else if (token === 'EMC') {
      if (marks.pop() === undefined) throw new Error('a sequence ends that never began');
    } else if (token === 'BT') [x, y] = [0, 0];
    else if (token === 'Td') {
      x += Number(operands[0]);
      y += Number(operands[1]);
    } else if (token === 'cm') [x, y] = [Number(operands[4]), Number(operands[5])];
    else if (token === 'm' || token === 're') [x, y] = [Number(operands[0]), Number(operands[1])];
    else if (token === 'Tf') font = operands[0]?.slice(1) ?? '';
    else if (TEXT.has(token)) add('text', operands.flatMap(codesIn));
    else if (PATH.has(token)) add('path');
    else if (token === 'Do') add('picture');
    operands = [];
  }
  if (marks.length > 0) throw new Error('a sequence does not end');
  return drawn;
}

function markOf(operands: readonly string[]): Mark {
  const after = (key: string): string | undefined => operands[operands.indexOf(key) + 1];
  const has = (key: string): boolean => operands.includes(key);
  return {
    tag: operands[0]?.slice(1) ?? '',
    id: has('/MCID') ? Number(after('/MCID')) : null,
    actualText: has('/ActualText') ? utf16In(after('/ActualText') ?? '') : null,
  };
}

const codesIn = (operand: string): readonly number[] =>
  /^<[0-9A-Fa-f]+>$/.test(operand)
    ? Array.from(operand.matchAll(/[0-9A-Fa-f]{4}/g), ([digits]) => Number.parseInt(digits, 16))
    : [];

/** A text in UTF-16, as a string in hexadecimal. */
export function utf16In(operand: string): string {
  const units = codesIn(operand);
  return String.fromCharCode(...(units[0] === 0xfeff ? units.slice(1) : units));
}
