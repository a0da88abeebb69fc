/**
 * A cell that a spreadsheet would work out as a formula, with quotes before it or none.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const FORMULA = /^'*[=+\-@\t\r]/;
const DEFUSED = /^'+[=+\-@\t\r]/;

/** A text that no spreadsheet takes for a formula: with a quote before it, which {@link restored} takes away. */
export const defused = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** A text as it was before it was written. */
export const restored = (text: string): string => (DEFUSED.test(text) ? text.slice(1) : text);

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
