import { isWritable } from './characters.ts';

/** An element: its name, what is in it, and its attributes. */
export type Element = {
  readonly name: string;
  readonly content: string | readonly Element[];
  readonly attributes: Readonly<Record<string, string>>;
};

type Content = string | null | readonly (Element | null | readonly (Element | null)[])[];

/** An element; null where there is nothing to say, since no empty one may stand (PEPPOL-EN16931-R008). */
export function el(name: string, content: Content, attributes: Element['attributes'] = {}): Element | null {
  if (content === null || content === '') return null;
  if (typeof content === 'string') return { name, content, attributes };
  const children = content.flat().filter((child) => child !== null);
  return children.length === 0 ? null : { name, content: children, attributes };
}

/** The xmlDocument, each element on a line: the same elements are always the same bytes. */
export const xmlDocument = (root: Element): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${lines(root, '')}\n`;

function lines({ name, content, attributes }: Element, indent: string): string {
  const said = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(value).replaceAll('"', '&quot;')}"`)
    .join('');
  if (typeof content === 'string') return `${indent}<${name}${said}>${escaped(content)}</${name}>`;
  const children = content.map((child) => lines(child, `${indent}  `)).join('\n');
  return `${indent}<${name}${said}>\n${children}\n${indent}</${name}>`;
}

/** A text of XML. One that no XML can hold is a bug: the rules refuse it before. */
function escaped(text: string): string {
  if (!isWritable(text)) throw new RangeError('a character that XML cannot hold');
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;');
}
