/** Values as a PDF file writes them (ISO 32000-1, 7.3): each function returns the text that stands in the file. */
export type Value = string;

/** Where an object stands: `12 0 R`. */
export type Ref = Value;

export const name = (text: string): Value =>
  `/${text.replaceAll(/[^!-~]|[#()<>[\]{}/%]/g, (sign) => `#${hex(sign.charCodeAt(0), 2)}`)}`;

/** A text that people read, in UTF-16. */
export const text = (said: string): Value => `<FEFF${utf16(said)}>`;

/** A string of ASCII alone: a date, an address, an identifier. */
export const ascii = (said: string): Value => `(${said.replaceAll(/[\\()]/g, '\\$&')})`;

export const bytes = (data: Uint8Array): Value => `<${Array.from(data, (byte) => hex(byte, 2)).join('')}>`;

/** A number with at most three decimals: a thousandth of a point is seen by nobody. */
export const number = (value: number): Value => String(Math.round(value * 1000) / 1000 || 0);

export const array = (items: readonly Value[]): Value => `[${items.join(' ')}]`;

/** A dictionary; what is undefined is left out. */
export const dict = (entries: Readonly<Record<string, Value | undefined>>): Value =>
  `<<${Object.entries(entries)
    .flatMap(([key, value]) => (value === undefined ? [] : [`${name(key)} ${value}`]))
    .join('')}>>`;

export const date = (at: Date): Value =>
  ascii(`D:${at.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`);

export const hex = (value: number, digits: number): string =>
  value.toString(16).toUpperCase().padStart(digits, '0');

/** The code units of a text in hexadecimal, big end first. */
export function utf16(said: string): string {
  let written = '';
  for (let at = 0; at < said.length; at += 1) written += hex(said.charCodeAt(at), 4);
  return written;
}
