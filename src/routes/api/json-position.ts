// The grammar of JSON (RFC 8259). The patterns are sticky, so each matches at the reader's position only.
const BLANK = /[ \t\n\r]*/y;
const SCALAR =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON allows none inside a string
  /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;

/**
 * Finds where an invalid text stops being JSON, as line and column from 1. Engines word that differently, or quote
 * the text instead. There is no recursion, so a deeply nested text cannot overflow the stack.
 */
export function findJsonError(text: string): { readonly line: number; readonly column: number } {
  const before = text.slice(0, stop(text));
  const line = before.split('\n').length;
  return { line, column: before.length - before.lastIndexOf('\n') };
}

type Expect = 'value' | 'value_or_end' | 'key' | 'key_or_end' | 'colon' | 'comma_or_end';

function stop(text: string): number {
  const open: ('[' | '{')[] = [];
  let expect: Expect = 'value';
  let at = 0;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const [found] = pattern.exec(text) ?? [];
    if (found === undefined) return null;
    at += found.length;
    return found;
  };
  for (;;) {
    take(BLANK);
    const next = text.charAt(at);
    const closes = next === (open.at(-1) === '[' ? ']' : '}');
    if (
      closes &&
      open.length > 0 &&
      (expect === 'value_or_end' || expect === 'key_or_end' || expect === 'comma_or_end')
    ) {
      open.pop();
      at += 1;
      expect = 'comma_or_end';
    } else if (expect === 'comma_or_end') {
      if (next !== ',' || open.length === 0) return at;
      at += 1;
      expect = open.at(-1) === '[' ? 'value' : 'key';
    } else if (expect === 'colon') {
      if (next !== ':') return at;
      at += 1;
      expect = 'value';
    } else if (expect === 'key' || expect === 'key_or_end') {
      if (next !== '"' || take(SCALAR) === null) return at;
      expect = 'colon';
    } else if (next === '[' || next === '{') {
      open.push(next);
      at += 1;
      expect = next === '[' ? 'value_or_end' : 'key_or_end';
    } else {
      if (take(SCALAR) === null) return at;
      expect = 'comma_or_end';
    }
  }
}
