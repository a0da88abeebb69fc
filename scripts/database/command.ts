/** What a command came to: what is printed, and whether it's an error. */
export interface Said {
  readonly text: string;
  readonly isProblem: boolean;
}

/** `1 invoice`, `2 invoices`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

export const said = (...lines: readonly string[]): Said => ({ text: lines.join('\n'), isProblem: false });
export const problem = (...lines: readonly string[]): Said => ({ text: lines.join('\n'), isProblem: true });

/** Runs a command to its end, prints what it came to, and sets the exit code. */
export async function conclude(command: () => Promise<Said>): Promise<void> {
  const { text, isProblem } = await command().catch((error: unknown) =>
    problem(error instanceof Error ? error.message : String(error)),
  );
  if (isProblem) console.error(text);
  else console.log(text);
  process.exitCode = isProblem ? 1 : 0;
}
