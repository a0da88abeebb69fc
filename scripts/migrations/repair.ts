import { literal } from '../business/sql.ts';
import { referredTables, type SchemaObject, tableParts } from '../database/structure.ts';
import { type Difference, describe, differencesOf } from './differences.ts';
import { expectedOf } from './expected.ts';
import type { MigrationFile } from './files.ts';
import { currentNames, FORMER_NAMES, FORMER_OBJECTS } from './former.ts';

/** What has to be run, and what no statement mends, in sentences. Nothing of either: the database is as it should be. */
export interface Repair {
  readonly statements: readonly string[];
  readonly says: readonly string[];
  readonly unmendable: readonly string[];
  /** What is of no migration and is left as it is, such as an index that an operator made. */
  readonly kept: readonly string[];
}

export interface Found {
  /** The names in wrangler's table of migrations. */
  readonly applied: readonly string[];
  readonly structure: readonly SchemaObject[];
}

/**
 * What makes a database what its applied migrations make today, where they were edited or renamed after they were applied to it.
 * Rows stay: what is missing is added, and a table is made anew only where no other refers to it. It can be run again.
 */
export function repairOf({ applied, structure }: Found, files: readonly MigrationFile[]): Repair {
  const names = currentNames(applied);
  const { structure: wanted, dropped } = expectedOf(files.filter(({ name }) => names.includes(name)));
  const differences = differencesOf(structure, wanted);
  const isKept = (difference: Difference): boolean =>
    difference.kind === 'column_extra' ||
    (difference.kind === 'extra' && !wasMade(dropped, difference.object));
  const mended = differences
    .filter((difference) => !isKept(difference))
    .map((difference) => ({
      says: describe(difference),
      sql: mending(difference, { structure, wanted }),
    }));
  const former = applied.filter((name) => FORMER_NAMES.has(name));
  const statements = mended.flatMap(({ sql }) => sql ?? []);
  return {
    statements: [
      ...former.map((name) => renaming(name, applied)),
      ...[...new Set(statements)].toSorted((a, b) => rank(a) - rank(b)),
    ],
    says: [
      ...former.map((name) => `${name} is ${FORMER_NAMES.get(name)} now.`),
      ...mended.filter(({ sql }) => sql !== null).map(({ says }) => says),
    ],
    unmendable: mended.filter(({ sql }) => sql === null).map(({ says }) => says),
    kept: differences.filter(isKept).map(describe),
  };
}

function renaming(former: string, applied: readonly string[]): string {
  const now = FORMER_NAMES.get(former) ?? former;
  return applied.includes(now)
    ? `DELETE FROM d1_migrations WHERE name = ${literal(former)}`
    : `UPDATE d1_migrations SET name = ${literal(now)} WHERE name = ${literal(former)}`;
}

/** Old triggers and indexes go first and new ones come last: nothing in between may meet a rule of another schema. */
const rank = (statement: string): number => {
  if (/^DROP (?:TRIGGER|INDEX)/.test(statement)) return 0;
  return /^CREATE (?:TRIGGER|(?:UNIQUE )?INDEX)/.test(statement) ? 2 : 1;
};

/** Whether it was a migration that made it: today's, which took it away again, or an earlier text. */
const wasMade = (dropped: readonly SchemaObject[], { type, name }: SchemaObject): boolean =>
  FORMER_OBJECTS.includes(`${type} ${name}`) ||
  dropped.some((object) => object.type === type && object.name === name);

interface Structures {
  readonly structure: readonly SchemaObject[];
  readonly wanted: readonly SchemaObject[];
}

/** The statements that mend a difference; null where none can. */
function mending(difference: Difference, structures: Structures): readonly string[] | null {
  switch (difference.kind) {
    case 'missing':
      return [difference.object.sql];
    case 'other':
      return [drop(difference.object), difference.object.sql];
    case 'extra':
      return [drop(difference.object)];
    case 'column_extra':
      return null;
    case 'column_missing':
      return isAddable(difference.definition)
        ? [`ALTER TABLE ${difference.table} ADD COLUMN ${difference.definition}`]
        : null;
    case 'table_other':
      return remake(difference.object, structures);
  }
}

const drop = ({ type, name }: SchemaObject): string => `DROP ${type.toUpperCase()} ${name}`;

const isAddable = (definition: string): boolean =>
  !/\bPRIMARY KEY\b|\bUNIQUE\b/i.test(definition) &&
  (!/\bNOT NULL\b/i.test(definition) || /\bDEFAULT\b/i.test(definition));

/** Makes a table anew with its rows. On D1 that empties tables that refer to it, so it's for those that none refers to. */
function remake(table: SchemaObject, { structure, wanted }: Structures): readonly string[] | null {
  const others = structure.filter(({ type, name }) => type === 'table' && name !== table.name);
  if (others.some(({ sql }) => referredTables(sql).includes(table.name))) return null;
  const found = structure.find(({ type, name }) => type === 'table' && name === table.name);
  if (found === undefined) return null;
  const [has, wants] = [tableParts(found.sql), tableParts(table.sql)];
  if ([...has.columns.keys()].some((column) => !wants.columns.has(column))) return null;
  const columns = [...wants.columns.keys()].filter((column) => has.columns.has(column)).join(', ');
  const fresh = `${table.name}_anew`;
  const definition = [...wants.columns.values(), ...wants.constraints].join(', ');
  return [
    ...structure.filter((object) => isOn(object, table.name)).map(drop),
    `CREATE TABLE ${fresh} (${definition}) ${wants.options}`.trim(),
    `INSERT INTO ${fresh} (${columns}) SELECT ${columns} FROM ${table.name}`,
    `DROP TABLE ${table.name}`,
    `ALTER TABLE ${fresh} RENAME TO ${table.name}`,
    ...wanted.filter((object) => isOn(object, table.name)).map(({ sql }) => sql),
  ];
}

const isOn = ({ type, table }: SchemaObject, name: string): boolean =>
  table === name && (type === 'index' || type === 'trigger');
