import { silenceIn } from '../../db/time-limit.ts';

type Described = {
  readonly error: string;
  readonly at: string;
  readonly sqlite?: string;
  /** What D1 was asked that said nothing. */
  readonly asked?: string;
};

/**
 * The kind of an error and where it was thrown, for a log. Never its message: drizzle's holds what was bound to
 * the statement, and that may be somebody's name.
 */
export function describeError(error: unknown): Described {
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
  const sqlite = sqliteCause(error);
  const asked = silenceIn(error)?.asked ?? null;
  return {
    error: error.name + cause,
    at: at.join(' '),
    ...(sqlite !== null && { sqlite }),
    ...(asked !== null && { asked }),
  };
}

/**
 * What SQLite said, as far as it speaks of the schema alone: its code, a missing table or column, the constraint that failed
 * with its columns. Anything else of its message may hold what was bound.
 */
export function sqliteCause(error: unknown): string | null {
  for (let each = error, depth = 0; each instanceof Error && depth < 4; each = each.cause, depth += 1) {
    // drizzle's own message begins with the statement and its values; D1's stands in the cause.
    if (!/^(?:D1_[A-Z]+|SqliteError)/.test(each.message)) continue;
    const code = /\bSQLITE_[A-Z_]+/.exec(each.message)?.[0] ?? 'D1';
    const [schema = ''] = SCHEMA_WORDS.exec(each.message) ?? [];
    return schema === '' ? code : `${code}: ${schema}`;
  }
  return null;
}

const SCHEMA_WORDS =
  /no such (?:table|column): [\w.]+|(?:UNIQUE|FOREIGN KEY|NOT NULL) constraint failed(?:: \w+\.\w+(?:, \w+\.\w+)*)?/;

/** Whether the database lacks what this Worker reads: an older schema, or none. */
export const lacksSchema = (error: unknown): boolean =>
  /: no such (?:table|column): /.test(sqliteCause(error) ?? '');

/** Whether the database did not answer, or lost what was asked: nothing is wrong with what was asked. */
export const isDatabaseAway = (error: unknown): boolean => sqliteCause(error) === 'D1';
