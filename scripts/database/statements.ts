/** Where something begins that a semicolon does not end, and the semicolon itself. */
const MARKS = /['"`;]|--|\/\*/g;

/**
 * The statements of SQL that comes in pieces, each without its semicolon and without the comments before it. Text in quotes,
 * comments and a trigger's body may hold semicolons.
 */
export async function* statementsOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of pieces) {
    rest += piece;
    // A piece may end inside a quoted text: only what surely ends is given on.
    for (;;) {
      const end = endOf(rest);
      if (end === null) break;
      const statement = withoutComments(rest.slice(0, end));
      rest = rest.slice(end + 1);
      if (statement !== '') yield statement;
    }
  }
  const last = withoutComments(rest);
  if (last !== '') yield last;
}

/** Where the first statement's semicolon stands, or null where there is none yet. */
function endOf(text: string): number | null {
  MARKS.lastIndex = 0;
  for (let mark = MARKS.exec(text); mark !== null; mark = MARKS.exec(text)) {
    const [what] = mark;
    if (what === ';') {
      if (!isOpenTrigger(text.slice(0, mark.index))) return mark.index;
      continue;
    }
    const closing = what === '--' ? '\n' : what === '/*' ? '*/' : what;
    const close = text.indexOf(closing, mark.index + what.length);
    if (close === -1) return null;
    MARKS.lastIndex = close + closing.length;
  }
  return null;
}

/** Whether the text is of a trigger whose END is still to come. */
function isOpenTrigger(text: string): boolean {
  if (!/^\s*CREATE\s+(?:TEMP\w*\s+)?TRIGGER\b/i.test(withoutComments(text))) return false;
  const words = withoutComments(text.replaceAll(/'[^']*'|"[^"]*"|`[^`]*`/g, '_'));
  const count = (word: RegExp): number => words.match(word)?.length ?? 0;
  return count(/\b(?:BEGIN|CASE)\b/gi) > count(/\bEND\b/gi) || !/\bBEGIN\b/i.test(words);
}

/** Without the comments and spaces at the front. */
function withoutComments(text: string): string {
  const [front = ''] = /^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/.exec(text) ?? [];
  return text.slice(front.length).trimEnd();
}
