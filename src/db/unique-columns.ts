/*
 * D1 returns a batch's rows as objects, and drizzle reads them by position: where a join selects two columns of the
 * same name, one overwrites the other and every later value shifts. So each column of a join gets a unique name on
 * the way to D1. See docs/decisions/0004.
 */

const KNOWN_MOST = 500;
const known = new Map<string, string>();

/** A select with a join, with a unique name for every column that has none; any other statement as it is. */
export function nameColumns(statement: string): string {
  if (!statement.startsWith('select ') || !statement.includes(' join ')) return statement;
  const named = known.get(statement) ?? rewrite(statement);
  if (known.size >= KNOWN_MOST) known.clear();
  known.set(statement, named);
  return named;
}

function rewrite(statement: string): string {
  const start = statement.startsWith('select distinct ') ? 'select distinct '.length : 'select '.length;
  const columns: string[] = [];
  let depth = 0;
  let quote = '';
  let begin = start;
  for (let at = start; at < statement.length; at += 1) {
    const character = statement[at] ?? '';
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (depth === 0 && character === ',') {
      columns.push(statement.slice(begin, at));
      begin = at + 1;
    } else if (depth === 0 && statement.startsWith(' from ', at)) {
      columns.push(statement.slice(begin, at));
      return statement.slice(0, start) + columns.map(withName).join(',') + statement.slice(at);
    }
  }
  return statement;
}

const withName = (column: string, index: number): string =>
  / as "[^"]+"$/.test(column) ? column : `${column} as "c${index}"`;

/** D1 that names the columns of joins; in all else the same. */
export const withUniqueColumns = (binding: D1Database): D1Database => ({
  prepare: (statement) => binding.prepare(nameColumns(statement)),
  batch: (statements) => binding.batch(statements),
  exec: (statements) => binding.exec(statements),
  withSession: (constraint) => binding.withSession(constraint),
  dump: () => binding.dump(),
});
