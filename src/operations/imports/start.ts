import { deleteImport, insertImport, moveImport, storeLines } from '../../db/writes/customer-imports.ts';
import { CsvProblem, CsvReader, type Separator, separatorOf } from '../../domain/csv/read.ts';
import { type Column, readHeader } from '../../domain/imports/columns.ts';
import { type Given, givenOf } from '../../domain/imports/read-line.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { type Context, newId } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { decoded, NotDecodable } from './decode.ts';
import { MINUTE_MS, wakeImport } from './sweep-imports.ts';

export const MOST_BYTES = 20_000_000;
export const MOST_LINES = 100_000;
/** So many lines, or characters, are stored in one statement. */
const LINES_AT_ONCE = 1000;
const CHARACTERS_AT_ONCE = 400_000;
/** A first line that has no end is no CSV. */
const LONGEST_HEADER = 20_000;

type Ask = {
  readonly file: ReadableStream<Uint8Array>;
  readonly fileName: string | null;
  /** Null where the first line says it. */
  readonly separator: Separator | null;
  readonly by: string;
};

/**
 * Stores the lines of a file of customers, of which no more than a piece is held at a time, and begins to compare them: what
 * each would change is shown before anything is changed. Rejects with `invalid`, by line and column, for what is no such
 * file; then nothing of it is kept.
 */
export async function startImport(
  ctx: Context,
  { scope, file, fileName, separator, by }: Scoped<Ask>,
): Promise<Outcome<{ readonly importId: string }>> {
  const importId = newId(ctx, 'imp');
  const at = ctx.now();
  // Whatever cuts this off, an hour later it is deleted.
  await insertImport(ctx.db, {
    id: importId,
    ...scope,
    state: 'reading',
    fileName,
    startedBy: by,
    createdAt: at,
    dueAt: at + 60 * MINUTE_MS,
  });
  try {
    const lines = await store(ctx, importId, file, separator);
    if (lines === 0) throw new CsvProblem(2, 1, 'The file has no line below its headings.');
    await moveImport(ctx.db, importId, ['reading'], { state: 'checking', lines, dueAt: ctx.now() });
  } catch (error) {
    await deleteImport(ctx.db, importId);
    if (error instanceof CsvProblem)
      return wrong(`line ${error.line}, column ${error.column}`, error.message);
    if (error instanceof NotDecodable) {
      return wrong('file', 'The file is neither UTF-8 nor UTF-16. Save it as “CSV UTF-8”.');
    }
    throw error;
  }
  await wakeImport(ctx, importId);
  return done({ importId });
}

const wrong = (path: string, message: string) => refused({ code: 'invalid', problems: [{ path, message }] });

type Line = { readonly line: number; readonly given: Given };

/** Reads the file to its end, and returns how many lines with data it has. */
async function store(
  ctx: Context,
  importId: string,
  file: ReadableStream<Uint8Array>,
  chosen: Separator | null,
): Promise<number> {
  let reader: CsvReader | null = chosen === null ? null : new CsvReader(chosen);
  let start = '';
  let columns: readonly Column[] | null = null;
  let waiting: Line[] = [];
  let characters = 0;
  let lines = 0;
  const take = (rows: Iterable<{ readonly line: number; readonly cells: readonly string[] }>) => {
    for (const { line, cells } of rows) {
      if (columns === null) columns = columnsIn(line, cells);
      else if (cells.some((cell) => cell.trim() !== '')) {
        if (cells.length !== columns.length) {
          const much = `It has ${cells.length} cells and the first line has ${columns.length}.`;
          throw new CsvProblem(line, Math.min(cells.length, columns.length) + 1, much);
        }
        if (lines >= MOST_LINES)
          throw new CsvProblem(line, 1, `A file may have ${MOST_LINES} lines: split it.`);
        lines += 1;
        characters += cells.reduce((sum, cell) => sum + cell.length, 0);
        waiting.push({ line, given: givenOf(columns, cells) });
      }
    }
  };
  for await (const text of decoded(file, MOST_BYTES)) {
    if (text === null) throw new CsvProblem(1, 1, `A file may have ${MOST_BYTES / 1_000_000} MB: split it.`);
    if (reader !== null) take(reader.push(text));
    else {
      start += text;
      const end = start.search(/[\r\n]/);
      if (end < 0 && start.length <= LONGEST_HEADER) continue;
      reader = new CsvReader(separatorIn(start.slice(0, end < 0 ? LONGEST_HEADER : end)));
      take(reader.push(start));
    }
    if (waiting.length >= LINES_AT_ONCE || characters >= CHARACTERS_AT_ONCE) {
      await storeAll(ctx, importId, waiting);
      [waiting, characters] = [[], 0];
    }
  }
  if (reader === null) {
    reader = new CsvReader(separatorIn(start));
    take(reader.push(start));
  }
  take(reader.end());
  await storeAll(ctx, importId, waiting);
  return lines;
}

async function storeAll(ctx: Context, importId: string, lines: readonly Line[]): Promise<void> {
  for (let from = 0; from < lines.length; from += LINES_AT_ONCE) {
    await storeLines(ctx.db, importId, lines.slice(from, from + LINES_AT_ONCE));
  }
}

function columnsIn(line: number, cells: readonly string[]): readonly Column[] {
  const header = readHeader(cells);
  if (!header.ok) throw new CsvProblem(line, header.column, header.message);
  return header.columns;
}

/** Of one column alone it does not matter. */
function separatorIn(firstLine: string): Separator {
  if (!/[,;\t]/.test(firstLine)) return ',';
  const separator = separatorOf(firstLine);
  if (separator !== null) return separator;
  throw new CsvProblem(
    1,
    1,
    'Commas, semicolons or tabs may stand between its columns: say which, with `separator`.',
  );
}
