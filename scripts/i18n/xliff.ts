import { type ReadFile, type Returned, type Row, Unreadable } from './row.ts';

/** XLIFF 1.2, which translators' tools take: https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html */
export function writeXliff(language: string, rows: readonly Row[]): string {
  const units = rows.map(({ id, english, translation, places, example, context }) => {
    const notes = [context, places, example].filter((text) => text !== '');
    const target = translation === '' ? '' : `\n        <target>${escaped(translation)}</target>`;
    return `      <trans-unit id="${escaped(id)}" xml:space="preserve">
        <source>${escaped(english)}</source>${target}
${notes.map((text) => `        <note>${escaped(text)}</note>\n`).join('')}      </trans-unit>
`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
  <file original="quittance" datatype="plaintext" source-language="en" target-language="${language}">
    <body>
${units.join('')}    </body>
  </file>
</xliff>
`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

type Unit = { line: number; id: string; source: string | null; target: string };

/** The same back from a translator's tool, which may have added elements of its own around the texts. */
export function readXliff(text: string): ReadFile {
  let language: string | null = null;
  let unit: Unit | null = null;
  let within: 'source' | 'target' | null = null;
  const open: string[] = [];
  const rows: Returned[] = [];
  for (const { line, token } of tokensOf(text)) {
    if (!token.startsWith('<')) {
      if (unit !== null && within !== null) unit[within] = (unit[within] ?? '') + unescaped(token, line);
      continue;
    }
    const { name, isEnd, isWhole, attributes } = tagOf(token, line);
    if (isEnd && open.pop() !== name)
      throw new Unreadable(line, `This is no XML: </${name}> ends what is not open.`);
    if (!isEnd && !isWhole) open.push(name);
    switch (name) {
      case 'file':
        if (isEnd) break;
        if (language !== null && attributes.get('target-language') !== language) {
          throw new Unreadable(line, 'One language at a time: the parts of this file have several.');
        }
        language = attributes.get('target-language') ?? '';
        break;
      case 'trans-unit':
        if (isEnd && unit !== null) rows.push(returned(unit));
        unit = isEnd || isWhole ? null : { line, id: attributes.get('id') ?? '', source: null, target: '' };
        break;
      case 'source':
      case 'target':
        // A proposal of another text, in alt-trans, has a target too.
        within = isEnd || isWhole || open.includes('alt-trans') ? null : name;
        break;
      default:
        if (within !== null && name !== 'mrk') {
          throw new Unreadable(
            line,
            `The text holds <${name}>: places are written in braces, such as {number}.`,
          );
        }
    }
  }
  const [unclosed] = open;
  if (unclosed !== undefined)
    throw new Unreadable(null, `This is no whole XLIFF: <${unclosed}> does not end.`);
  if (language === null)
    throw new Unreadable(1, 'This is no XLIFF 1.2: it has no <file> with a target-language.');
  if (language === '') throw new Unreadable(null, 'The <file> does not say its target-language.');
  return { language, rows };
}

const returned = ({ line, id, source, target }: Unit): Returned => ({
  line,
  id,
  english: source,
  translation: target,
});

/** Tags and the texts between them, with their lines; comments and instructions are left out. */
function* tokensOf(text: string): Generator<{ readonly line: number; readonly token: string }> {
  const pattern = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<!|<[^<>]*>|[^<]+|</g;
  let line = 1;
  for (const [token, data] of text.matchAll(pattern)) {
    if (token === '<!') throw new Unreadable(line, 'A DOCTYPE is not read: save the file without it.');
    if (token === '<')
      throw new Unreadable(line, 'This is no XML: a < that begins no tag has to be written &lt;.');
    if (data !== undefined) yield { line, token: data.replaceAll('&', '&amp;').replaceAll('<', '&lt;') };
    else if (!/^<[!?]/.test(token)) yield { line, token };
    line += token.split('\n').length - 1;
  }
}

function tagOf(token: string, line: number) {
  const [, end, name, rest] = /^<(\/?)(?:[\w-]+:)?([\w.-]+)([\s\S]*)>$/.exec(token) ?? [];
  if (name === undefined || rest === undefined) throw new Unreadable(line, `This is no XML: ${token}`);
  const pairs = [...rest.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)];
  const attributes = new Map(pairs.map(([, key = '', a, b]) => [key, unescaped(a ?? b ?? '', line)]));
  return { name, isEnd: end === '/', isWhole: rest.endsWith('/'), attributes };
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function unescaped(text: string, line: number): string {
  return text.replaceAll(/&([^;\s]*);?/g, (whole, name: string) => {
    const number = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name);
    const code = number === null ? null : Number.parseInt(number[1] ?? number[2] ?? '', number[1] ? 16 : 10);
    const letter =
      code === null ? NAMED.get(name) : code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
    if (letter === undefined || !whole.endsWith(';')) {
      throw new Unreadable(
        line,
        `This is no XML: ${whole} stands for nothing; an & has to be written &amp;.`,
      );
    }
    return letter;
  });
}
