export const SEPARATORS = [',', ';', '\t'] as const;
export type Separator = (typeof SEPARATORS)[number];

/** One row, with the line of the file on which it begins; the first is 1. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] };

/** What is no CSV, in words, with where it is. */
export class CsvProblem extends Error {
  readonly line: number;
  readonly column: number;

  constructor(line: number, column: number, message: string) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

export const MOST_COLUMNS = 100;
export const LONGEST_CELL = 5000;

type State = 'start' | 'plain' | 'quoted' | 'after_quote';

/**
 * Reads CSV (RFC 4180) piece by piece, and holds no more of it than a row. Written for here: no library that runs in a
 * Worker takes a web stream and says the line and column of what is wrong.
 */
export class CsvReader {
  #state: State = 'start';
  #cell = '';
  #cells: string[] = [];
  #line = 1;
  #rowLine = 1;
  #quoteLine = 1;
  #skipLineFeed = false;
  readonly #separator: Separator;

  constructor(separator: Separator) {
    this.#separator = separator;
  }

  /** The rows that a piece of the text ends. Throws {@link CsvProblem}. */
  *push(text: string): Generator<CsvRow> {
    for (const character of text) {
      if (this.#skipLineFeed) {
        this.#skipLineFeed = false;
        if (character === '\n') continue;
      }
      const row = this.#take(character);
      if (row !== null) yield row;
    }
  }

  /** The last row, where no line end follows it. */
  *end(): Generator<CsvRow> {
    if (this.#state === 'quoted') {
      const column = this.#cells.length + 1;
      throw new CsvProblem(this.#quoteLine, column, 'A quotation mark opens a cell and none closes it.');
    }
    if (this.#cells.length > 0 || this.#cell !== '' || this.#state !== 'start') yield this.#endRow();
  }

  #take(character: string): CsvRow | null {
    switch (this.#state) {
      case 'quoted':
        if (character === '"') this.#state = 'after_quote';
        else {
          if (character === '\n') this.#line += 1;
          this.#add(character);
        }
        return null;
      case 'after_quote':
        if (character === '"') {
          this.#state = 'quoted';
          this.#add('"');
          return null;
        }
        if (!this.#isEnd(character)) {
          throw this.#problem('After the quotation mark that closes a cell comes more text.');
        }
        return this.#endCellBy(character);
      case 'start':
        if (character === '"') {
          this.#state = 'quoted';
          this.#quoteLine = this.#line;
          return null;
        }
        return this.#plain(character);
      case 'plain':
        return this.#plain(character);
    }
  }

  #plain(character: string): CsvRow | null {
    if (this.#isEnd(character)) return this.#endCellBy(character);
    this.#state = 'plain';
    this.#add(character);
    return null;
  }

  #isEnd = (character: string) => character === this.#separator || character === '\n' || character === '\r';

  #add(character: string): void {
    if (this.#cell.length >= LONGEST_CELL) {
      throw this.#problem(`This cell has more than ${LONGEST_CELL} characters.`);
    }
    this.#cell += character;
  }

  #endCellBy(character: string): CsvRow | null {
    if (character !== this.#separator) {
      if (character === '\r') this.#skipLineFeed = true;
      const row = this.#endRow();
      this.#line += 1;
      this.#rowLine = this.#line;
      return row;
    }
    this.#endCell();
    return null;
  }

  #endCell(): void {
    if (this.#cells.length >= MOST_COLUMNS)
      throw this.#problem(`There are more than ${MOST_COLUMNS} columns.`);
    this.#cells.push(this.#cell);
    this.#cell = '';
    this.#state = 'start';
  }

  #endRow(): CsvRow {
    this.#endCell();
    const cells = this.#cells;
    this.#cells = [];
    return { line: this.#rowLine, cells };
  }

  #problem = (message: string) => new CsvProblem(this.#line, this.#cells.length + 1, message);
}

/** The separator that the first line uses outside quotes; null where none or several could be meant. */
export function separatorOf(firstLine: string): Separator | null {
  const bare = firstLine.replaceAll(/"(?:[^"]|"")*"/g, '');
  const counts = SEPARATORS.map((separator) => bare.split(separator).length - 1);
  const used = SEPARATORS.filter((_, at) => (counts[at] ?? 0) > 0);
  const [only] = used;
  return used.length === 1 && only !== undefined ? only : null;
}
