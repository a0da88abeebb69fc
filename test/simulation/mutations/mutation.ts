/** A guard that is taken out: the text of one file, replaced. What it was for must then go wrong, and be seen. */
export type Mutation = {
  readonly name: string;
  /** What the guard is for, and what happens without it. */
  readonly guard: string;
  /** Caught within so many seeds. */
  readonly within: number;
  /** Tried by every run of the tests; the others by `--mutations`. */
  readonly always?: boolean;
  readonly patches: readonly Patch[];
};

export type Patch = {
  /** From the root of the repository. */
  readonly file: string;
  /** Exactly once in the file. */
  readonly find: string;
  readonly replace: string;
};

/** A file's text without its guard. Throws where the text is not there once: the mutation has to follow the code. */
export function patched(text: string, { file, find, replace }: Patch): string {
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`${file} holds ${parts.length - 1} times: ${find}`);
  return parts.join(replace);
}
