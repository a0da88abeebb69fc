/**
 * The kind of an error and where it was thrown, for a log. Never its message: drizzle's holds what was bound to
 * the statement, and that may be somebody's name.
 */
export function describeError(error: unknown): { readonly error: string; readonly at: string } {
  if (!(error instanceof Error)) return { error: typeof error, at: '' };
  // The stack begins with the message, and a line of what was bound may look like a frame.
  const stack = error.stack ?? '';
  const after = stack.indexOf(error.message);
  const frames = stack
    .slice(after === -1 ? 0 : after + error.message.length)
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  const cause = error.cause instanceof Error ? ` < ${error.cause.name}` : '';
  const at = frames.slice(0, 4).map((frame) => frame.trim());
  return { error: error.name + cause, at: at.join(' ') };
}
