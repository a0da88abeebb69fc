/** Removes a guard by replacing text in files. The simulation must then find what the guard prevents. */
export type Mutation = {
  readonly name: string;
  /** The rule that the guard enforces. */
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

/** A file's text without its guard. Throws unless the text occurs exactly once: a mutation must match the code. */
export function patched(text: string, { file, find, replace }: Patch): string {
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`${file} holds ${parts.length - 1} times: ${find}`);
  return parts.join(replace);
}
