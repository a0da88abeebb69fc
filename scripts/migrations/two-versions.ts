import { normalized, type SchemaObject, tableParts } from '../database/structure.ts';

/**
 * What of a migration breaks a Worker that was written before it, in sentences. While a new version is rolled out and after a
 * rollback, it reads and writes the new schema: nothing that it names may go, and nothing may refuse what it writes.
 */
export function breaksBefore(
  before: readonly SchemaObject[],
  after: readonly SchemaObject[],
): readonly string[] {
  const tables = before.filter(({ type }) => type === 'table');
  const isOld = ({ table }: SchemaObject): boolean => tables.some(({ name }) => name === table);
  const known = new Set(before.map(key));
  const fresh = after.filter((object) => isOld(object) && !known.has(key(object)));
  return [
    ...tables.flatMap((table) => tableBreaks(table, after)),
    ...fresh
      .filter(({ type, sql }) => type === 'index' && /^CREATE UNIQUE/i.test(sql))
      .filter(
        ({ sql, table }) =>
          !isOnNewColumns(
            sql,
            before.find(({ name }) => name === table),
          ),
      )
      .map(({ name }) => `The unique index ${name} may refuse what was written before.`),
    ...fresh
      .filter(({ type, sql }) => type === 'trigger' && /RAISE ?\(ABORT/i.test(sql))
      .filter(
        ({ sql, table }) =>
          !asksForNewColumn(
            sql,
            before.find(({ name }) => name === table),
          ) && !comparesWithNewColumn(sql, tables),
      )
      .map(({ name }) => `The trigger ${name} may refuse what was written before.`),
  ];
}

/** With its text: an index or a trigger of the same name that says something else is new. */
const key = ({ type, name, sql }: SchemaObject): string =>
  type === 'table' ? `${type} ${name}` : `${type} ${name} ${normalized(sql)}`;

function tableBreaks(table: SchemaObject, after: readonly SchemaObject[]): readonly string[] {
  const now = after.find(({ type, name }) => type === 'table' && name === table.name);
  if (now === undefined) return [`The table ${table.name} is gone.`];
  const [had, has] = [tableParts(table.sql), tableParts(now.sql)];
  return [
    ...[...had.columns].flatMap(([column, definition]) => {
      const defined = has.columns.get(column);
      if (defined === undefined) return [`The column ${table.name}.${column} is gone.`];
      return defined === definition ? [] : [`The column ${table.name}.${column} has another rule.`];
    }),
    ...[...has.columns]
      .filter(([column, definition]) => !had.columns.has(column) && needsValue(definition))
      .map(([column]) => `The new column ${table.name}.${column} needs a value that wasn't written before.`),
    ...has.constraints
      .filter((constraint) => !had.constraints.includes(constraint))
      .map((constraint) => `The table ${table.name} has a new rule: ${constraint}.`),
  ];
}

const needsValue = (definition: string): boolean =>
  /\bNOT NULL\b/i.test(definition) && !/\bDEFAULT\b/i.test(definition);

/** Whether a trigger is only about rows that have a value in a column that no earlier statement fills, or about setting it. */
function asksForNewColumn(sql: string, table: SchemaObject | undefined): boolean {
  if (table === undefined) return true;
  const { columns } = tableParts(table.sql);
  const [, changed] = /\bUPDATE OF ([\w, ]+?) ON\b/i.exec(normalized(sql)) ?? [];
  if (changed?.split(',').every((name) => !columns.has(name.trim()))) return true;
  const [, condition = ''] = /\bWHEN (.*?)\bBEGIN\b/i.exec(normalized(sql)) ?? [];
  const [, column] = /^NEW\.(\w+) IS NOT NULL(?: AND|$)/i.exec(condition.trim()) ?? [];
  if (column === undefined || columns.has(column)) return false;
  return !/\bOR\b/i.test(withoutParentheses(condition));
}

/** Whether a trigger is only about rows beyond what another table's new column says: nothing, until the newer version fills it. */
function comparesWithNewColumn(sql: string, tables: readonly SchemaObject[]): boolean {
  const [, condition = ''] = /\bWHEN (.*?)\bBEGIN\b/i.exec(normalized(sql)) ?? [];
  const compared = /[<>]=? ?\(SELECT (\w+) FROM (\w+) WHERE [^()]*\)/i.exec(condition);
  if (compared === null || /\bOR\b/i.test(withoutParentheses(condition))) return false;
  const [, column = '', from] = compared;
  const table = tables.find(({ name }) => name === from);
  return table !== undefined && !tableParts(table.sql).columns.has(column);
}

function withoutParentheses(text: string): string {
  const shorter = text.replace(/\([^()]*\)/g, ' ');
  return shorter === text ? text : withoutParentheses(shorter);
}

/** Whether an index is on a column that no earlier statement fills: several rows without a value are no twins. */
function isOnNewColumns(sql: string, table: SchemaObject | undefined): boolean {
  if (table === undefined) return true;
  const { columns } = tableParts(table.sql);
  const listed = /\(([^)]*)\)/.exec(normalized(sql))?.[1]?.split(',') ?? [];
  return listed.some((column) => !columns.has(column.trim()));
}
