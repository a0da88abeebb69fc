/**
 * Where a spreadsheet would begin to work out a formula, with quotes and blanks before it or none: at the start of a cell, and
 * behind what another language's spreadsheet takes for the end of one. https://owasp.org/www-community/attacks/CSV_Injection
 */
const SIGN = '=+\\-@\uff1d\uff0b\uff0d\uff20';
const LED = "'*[^\\S\\t\\r\\n]*";
const AT_START = `(?=${LED}[${SIGN}\\t\\r\\n])`;
const WITHIN = `(?=${LED}[${SIGN}])`;
const FORMULA = new RegExp(`^${AT_START}|(?<=[;\\t\\r\\n])${WITHIN}`, 'g');
const DEFUSED = new RegExp(`^'${AT_START}|(?<=[;\\t\\r\\n])'${WITHIN}`, 'g');

/** A text that no spreadsheet takes for a formula: with quotes before it, which {@link restored} takes away. */
export const defused = (text: string): string => text.replaceAll(FORMULA, "'");

/** A text as it was before it was written. */
export const restored = (text: string): string => text.replaceAll(DEFUSED, '');

/** A text is defused, a number is written as it is; nothing is an empty cell. */
export type Cell = string | number | null;

function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = defused(value);
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A line of CSV (RFC 4180), with its end. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(cell).join(',')}\r\n`;
