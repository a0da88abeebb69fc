/** One line of a translator's file. */
export type Row = {
  readonly id: string;
  readonly english: string;
  readonly translation: string;
  readonly places: string;
  readonly example: string;
  readonly context: string;
};

/** One line as it came back: where it stands in the file, and what it says now. */
export type Returned = {
  readonly line: number;
  readonly id: string;
  /** Null where the file does not repeat it. */
  readonly english: string | null;
  readonly translation: string;
};

export type ReadFile = { readonly language: string; readonly rows: readonly Returned[] };

/** A problem with a file and its line; no line where it concerns the whole file. */
export type Complaint = { readonly line: number | null; readonly sentence: string };

/** A file that cannot be read at all. */
export class Unreadable extends Error {
  readonly line: number | null;
  constructor(line: number | null, sentence: string) {
    super(sentence);
    this.line = line;
  }
}
