/**
 * The kind of an error and where it was thrown, for a log. Never its message: drizzle's holds what was bound to
 * the statement, and that may be somebody's name.
 */
export function whatAndWhere(error: unknown): { readonly error: string; readonly at: string } {
  if (!(error instanceof Error)) return { error: typeof error, at: '' };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const cause = error.cause instanceof Error ? ` < ${error.cause.name}` : '';
  const at = frames.slice(0, 4).map((frame) => frame.trim());
  return { error: error.name + cause, at: at.join(' ') };
}
