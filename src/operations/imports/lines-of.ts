import { CsvProblem, CsvReader, type CsvRow, type Separator, separatorOf } from '../../domain/csv/read.ts';
import { type Column, readHeader } from '../../domain/imports/columns.ts';
import { type Given, givenOf } from '../../domain/imports/read-line.ts';
import { decoded } from './decode.ts';

export const MOST_BYTES = 20_000_000;
export const MOST_LINES = 100_000;
/** So many lines are handed on at once, or fewer long ones: a statement each. */
const LINES_AT_ONCE = 1000;
const CHARACTERS_AT_ONCE = 400_000;
/** A first line that has no end is no CSV. */
const LONGEST_HEADER = 20_000;

/** A line with data, by the fields that are not empty. */
export type Line = { readonly line: number; readonly given: Given };

/**
 * The lines of a file of customers, some at a time: no more of it is held than these. Throws {@link CsvProblem} and
 * `NotDecodable`.
 */
export async function* linesOf(
  file: ReadableStream<Uint8Array>,
  chosen: Separator | null,
): AsyncGenerator<readonly Line[]> {
  const taker = new Taker();
  for await (const rows of rowsOf(file, chosen)) {
    for (const row of rows) {
      taker.take(row);
      if (taker.isFull) yield taker.handOver();
    }
  }
  yield taker.handOver();
}

/** The rows of the file, those of a piece at a time, once it's known what stands between its columns. */
async function* rowsOf(
  file: ReadableStream<Uint8Array>,
  chosen: Separator | null,
): AsyncGenerator<Iterable<CsvRow>> {
  let reader = chosen === null ? null : new CsvReader(chosen);
  let start = '';
  for await (const text of decoded(file, MOST_BYTES)) {
    if (text === null) throw new CsvProblem(1, 1, `A file may have ${MOST_BYTES / 1_000_000} MB: split it.`);
    if (reader !== null) yield reader.push(text);
    else {
      start += text;
      const end = start.search(/[\r\n]/);
      if (end < 0 && start.length <= LONGEST_HEADER) continue;
      reader = new CsvReader(separatorIn(start.slice(0, end < 0 ? LONGEST_HEADER : end)));
      yield reader.push(start);
    }
  }
  if (reader === null) {
    reader = new CsvReader(separatorIn(start));
    yield reader.push(start);
  }
  yield reader.end();
}

class Taker {
  #columns: readonly Column[] | null = null;
  #waiting: Line[] = [];
  #characters = 0;
  #lines = 0;

  get isFull(): boolean {
    return this.#waiting.length >= LINES_AT_ONCE || this.#characters >= CHARACTERS_AT_ONCE;
  }

  handOver(): readonly Line[] {
    const lines = this.#waiting;
    [this.#waiting, this.#characters] = [[], 0];
    return lines;
  }

  take({ line, cells }: CsvRow): void {
    if (this.#columns === null) {
      this.#columns = columnsIn(line, cells);
      return;
    }
    if (cells.every((cell) => cell.trim() === '')) return;
    if (cells.length !== this.#columns.length) {
      const message = `It has ${cells.length} cells and the first line has ${this.#columns.length}.`;
      throw new CsvProblem(line, Math.min(cells.length, this.#columns.length) + 1, message);
    }
    this.#lines += 1;
    if (this.#lines > MOST_LINES)
      throw new CsvProblem(line, 1, `A file may have ${MOST_LINES} lines: split it.`);
    this.#characters += cells.reduce((sum, cell) => sum + cell.length, 0);
    this.#waiting.push({ line, given: givenOf(this.#columns, cells) });
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
