export type Header<Column> =
  | { readonly ok: true; readonly columns: readonly Column[] }
  /** The place of the heading that is wrong, from 1, and what is. */
  | { readonly ok: false; readonly column: number; readonly message: string };

export type HeaderRules<Column> = {
  /** All columns that there may be, in a sentence. */
  readonly known: string;
  /** A heading's column; null for one that is no column here. */
  readonly columnOf: (heading: string) => Column | null;
  /** What columns are missing, in a sentence; null where none are. */
  readonly missing: (columns: readonly Column[]) => string | null;
};

/** A heading as it is compared: without case, spaces and signs. */
export const bare = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** The other system that a heading such as `externalId:crm` names. */
export const externalKey = (heading: string): string | null =>
  /^\s*external\s*id\s*:\s*(.+?)\s*$/i.exec(heading)?.[1] ?? null;

/** The columns that a first line names, each once. */
export function readHeadings<Column extends string>(
  headings: readonly string[],
  { known, columnOf, missing }: HeaderRules<Column>,
): Header<Column> {
  const columns: Column[] = [];
  for (const [at, heading] of headings.entries()) {
    const wrong = (message: string): Header<Column> => ({ ok: false, column: at + 1, message });
    const column = columnOf(heading);
    if (heading.trim() === '') return wrong(`This column has no heading. ${known}`);
    if (column === null) return wrong(`“${heading.trim().slice(0, 60)}” is no column here. ${known}`);
    if (columns.includes(column)) return wrong(`The column ${column} is there twice.`);
    columns.push(column);
  }
  const message = missing(columns);
  return message === null ? { ok: true, columns } : { ok: false, column: 1, message };
}
