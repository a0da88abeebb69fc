import { restored } from '../csv/write.ts';
import { tidyText } from '../text.ts';

/** A line's cells that are not empty, by column. */
export type Cells = Readonly<Partial<Record<string, string>>>;

/** What is wrong with a line, or with one column of it. */
export type LineProblem = { readonly column: string | null; readonly message: string };

/** The cells of a line that are not empty and that something is read of, as they were before a spreadsheet was kept from working them out. */
export function cellsOf<Column extends string>(
  columns: readonly Column[],
  cells: readonly string[],
): Readonly<Partial<Record<Column, string>>> {
  const given: Partial<Record<Column, string>> = {};
  for (const [at, column] of columns.entries()) {
    const text = tidyText(restored(cells[at] ?? ''));
    if (text !== '' && !column.startsWith('other:')) given[column] = text;
  }
  return given;
}
