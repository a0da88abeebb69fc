/** One small fault that could be made in a source file, and that a test should notice. */
export type Mutant = {
  readonly file: string;
  /** Where the code stands that is changed, in characters. */
  readonly start: number;
  readonly end: number;
  /** What stands there instead; empty where a statement is taken out. */
  readonly code: string;
  readonly place: 'expression' | 'statement';
  readonly operator: Operator;
  /** The change in a line, as it is printed. */
  readonly change: string;
  readonly line: number;
  /** The source line it is in, without its indentation: what an accepted mutant is recognised by when lines move. */
  readonly code0: string;
  /** Runs when the module is loaded, so a worker that has loaded it does not see the change. */
  readonly atLoad: boolean;
  /** Which block of the file it is in, counted from the file's start; null outside of any. */
  readonly block: number | null;
};

/** Kinds of change. A draw takes from each in turn, so that the many strings do not leave the few conditions out. */
export type Operator =
  | 'condition'
  | 'guard'
  | 'comparison'
  | 'logic'
  | 'choice'
  | 'number'
  | 'text'
  | 'flag'
  | 'call';

/** What a mutant is known by across runs. */
export const keyOf = ({ file, code0, change }: Pick<Mutant, 'file' | 'code0' | 'change'>): string =>
  `${file} | ${code0} | ${change}`;

/** Code as it's printed: one line, not too long. */
export function short(code: string, most = 70): string {
  const line = code.replace(/\s+/g, ' ').trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
