import type { Dictionary, Message, Node } from './tree.ts';

/** A text of a language for a message of English, by form; undefined where the language has none yet. */
export type FormsOf = (path: string) => ReadonlyMap<string, string> | undefined;

/** A language's file in TypeScript, before the formatter, in the order of English. What has no text yet is left out. */
export function printDictionary(
  english: Dictionary,
  language: string,
  doc: string,
  formsOf: FormsOf,
): string {
  const body = printNodes(english.children, '', language, formsOf);
  const kit = ['given', 'plural'].filter((name) => body.includes(` ${name}(`));
  return [
    `import type { ${english.type} } from '../en/${english.file}.ts';`,
    ...kit.map((name) => `import { ${name} } from '../${name}.ts';`),
    ...english.imports
      .filter(({ from }) => from.startsWith('./'))
      .map(({ identifier, from }) => `import { ${identifier} } from '${from}';`),
    '',
    `/** ${doc} */`,
    `export const ${english.constant}: ${english.type} = {`,
    body,
    '};',
    '',
  ].join('\n');
}

function printNodes(nodes: readonly Node[], prefix: string, language: string, formsOf: FormsOf): string {
  const lines = nodes.flatMap((node): string[] => {
    const path = prefix === '' ? node.name : `${prefix}.${node.name}`;
    switch (node.kind) {
      case 'elsewhere':
        return [node.name === node.identifier ? `${node.name},` : `${node.name}: ${node.identifier},`];
      case 'group':
        return [`${node.name}: { ${printNodes(node.children, path, language, formsOf)} },`];
      case 'message': {
        const forms = formsOf(path);
        return forms === undefined ? [] : [`${node.name}: ${printMessage(node, forms, language)},`];
      }
      default:
        return node satisfies never;
    }
  });
  return lines.join('\n');
}

function printMessage(message: Message, forms: ReadonlyMap<string, string>, language: string): string {
  const { parameters, choice } = message;
  const [only] = forms.values();
  if (parameters === null) return quoted(only ?? '');
  // A language that needs one form only, or knows one plural only, has nothing to choose.
  const isPlain = choice === null || (choice.by === 'plural' && forms.size === 1);
  const texts = [...forms].map(([form, text]) => `${form}: ${template(text)}`);
  const subject = choice?.by === 'plural' ? `'${language}', ${choice.parameter}` : choice?.parameter;
  const body = isPlain ? template(only ?? '') : `${choice.by}(${subject}, { ${texts.join(', ')} })`;
  const used = parameters.map(
    (name) => body === name || body.includes(`\${${name}}`) || (!isPlain && choice.parameter === name),
  );
  return `(${parameters.slice(0, used.lastIndexOf(true) + 1).join(', ')}) => ${body}`;
}

function template(text: string): string {
  const [, alone] = /^\{(\w+)\}$/.exec(text) ?? [];
  if (alone !== undefined) return alone;
  if (!/\{\w+\}/.test(text)) return quoted(text);
  const literal = escaped(text).replaceAll(/`|\$(?=\{)/g, '\\$&');
  return `\`${literal.replaceAll(/\{(\w+)\}/g, (_, name: string) => `\${${name}}`)}\``;
}

const quoted = (text: string): string => `'${escaped(text).replaceAll("'", "\\'")}'`;

/** What a reader of the source could not see is written by its number: spaces that do not break, marks of direction. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll(INVISIBLE, (mark) => {
    const number = (mark.codePointAt(0) ?? 0).toString(16);
    return number.length > 4 ? `\\u{${number}}` : `\\u${number.padStart(4, '0')}`;
  });
