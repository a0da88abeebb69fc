import { CsvProblem, CsvReader, type CsvRow, type Separator, separatorOf } from '../../domain/csv/read.ts';
import { type Cells, cellsOf } from '../../domain/imports/cells.ts';
import { readHeader } from '../../domain/imports/columns.ts';
import type { Header } from '../../domain/imports/header.ts';
import { readInvoiceHeader } from '../../domain/imports/invoice-columns.ts';
import { readScheduleHeader } from '../../domain/imports/schedule-columns.ts';
import type { ImportKind } from '../../domain/imports/states.ts';
import { readSubscriptionHeader } from '../../domain/imports/subscription-columns.ts';
import { decoded } from './decode.ts';

export const MOST_BYTES = 20_000_000;
export const MOST_LINES = 100_000;
/** So many lines are handed on at once, or fewer long ones: a statement each. */
const LINES_AT_ONCE = 1000;
const CHARACTERS_AT_ONCE = 400_000;
/** A first line that has no end is no CSV. */
const LONGEST_HEADER = 20_000;

/** An invoice of more lines would not fit a bite. */
const MOST_OF_AN_INVOICE = 200;

/** A line with data, by the fields that are not empty. Of an invoice: where it begins, and its number. */
type Line = {
  readonly line: number;
  readonly given: Cells;
  readonly firstLine: number | null;
  readonly number: string | null;
};

/**
 * The lines of a file, some at a time: no more of it is held than these. Throws {@link CsvProblem} and
 * `NotDecodable`.
 */
export async function* linesOf(
  file: ReadableStream<Uint8Array>,
  chosen: Separator | null,
  kind: ImportKind,
): AsyncGenerator<readonly Line[]> {
  const taker = new Taker(kind);
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
  readonly #kind: ImportKind;
  #columns: readonly string[] | null = null;
  #invoice: { readonly firstLine: number; readonly number: string; lines: number } | null = null;
  #waiting: Line[] = [];
  #characters = 0;
  #lines = 0;

  constructor(kind: ImportKind) {
    this.#kind = kind;
  }

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
      this.#columns = columnsIn(line, cells, this.#kind);
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
    const given: Cells = cellsOf(this.#columns, cells);
    const place = this.#kind === 'customers' ? NO_PLACE : this.#placeOf(line, given);
    this.#waiting.push({ line, given, ...place });
  }

  /** Lines one below the other with the same number or id are one invoice or schedule. */
  #placeOf(line: number, given: Cells): Pick<Line, 'firstLine' | 'number'> {
    const number = keyOf(this.#kind, given)?.normalize('NFC') ?? null;
    if (number === null) {
      this.#invoice = null;
      return { firstLine: line, number };
    }
    if (this.#invoice?.number !== number) this.#invoice = { firstLine: line, number, lines: 0 };
    this.#invoice.lines += 1;
    if (this.#invoice.lines > MOST_OF_AN_INVOICE) {
      const what = this.#kind === 'invoices' ? 'An invoice' : 'A schedule';
      const message = `${what} may have ${MOST_OF_AN_INVOICE} lines here: sum some of them up.`;
      throw new CsvProblem(line, 1, message);
    }
    return { firstLine: this.#invoice.firstLine, number };
  }
}

/** What lines of one whole have in common. */
const keyOf = (kind: ImportKind, given: Cells): string | undefined =>
  kind === 'invoices' ? given.number : (given.externalId ?? given.id);

const NO_PLACE = { firstLine: null, number: null } as const;

function headerOf(kind: ImportKind, cells: readonly string[]): Header<string> {
  switch (kind) {
    case 'customers':
      return readHeader(cells);
    case 'invoices':
      return readInvoiceHeader(cells);
    case 'schedules':
      return readScheduleHeader(cells);
    case 'subscriptions':
      return readSubscriptionHeader(cells);
  }
}

function columnsIn(line: number, cells: readonly string[], kind: ImportKind): readonly string[] {
  const header = headerOf(kind, cells);
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
