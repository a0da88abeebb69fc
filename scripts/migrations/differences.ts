import { normalized, type SchemaObject, tableParts } from '../database/structure.ts';

/** One thing in which a database is not as its migrations make it. */
export type Difference =
  | { readonly kind: 'missing'; readonly object: SchemaObject }
  | { readonly kind: 'extra'; readonly object: SchemaObject }
  /** An index or a trigger of the same name that says something else. */
  | { readonly kind: 'other'; readonly object: SchemaObject }
  | {
      readonly kind: 'column_missing';
      readonly table: string;
      readonly column: string;
      readonly definition: string;
    }
  | { readonly kind: 'column_extra'; readonly table: string; readonly column: string }
  /** Columns or checks of a table that say something else. */
  | { readonly kind: 'table_other'; readonly object: SchemaObject; readonly columns: readonly string[] };

/** What wrangler makes for itself. */
const isBookkeeping = ({ table }: SchemaObject): boolean => table === 'd1_migrations';

/** In what the structure `found` is not as `wanted`. The order of columns and of objects does not count. */
export function differencesOf(
  found: readonly SchemaObject[],
  wanted: readonly SchemaObject[],
): readonly Difference[] {
  const key = ({ type, name }: SchemaObject) => `${type} ${name}`;
  const there = new Map(found.map((object) => [key(object), object]));
  const known = new Set(wanted.map(key));
  return [
    ...wanted
      .filter((object) => !isBookkeeping(object))
      .flatMap((object) => {
        const match = there.get(key(object));
        if (match === undefined) return [{ kind: 'missing', object } as const];
        if (object.type === 'table') return tableDifferences(match, object);
        return normalized(match.sql) === normalized(object.sql) ? [] : [{ kind: 'other', object } as const];
      }),
    ...found
      .filter((object) => !isBookkeeping(object) && !known.has(key(object)))
      .map((object) => ({ kind: 'extra', object }) as const),
  ];
}

function tableDifferences(found: SchemaObject, wanted: SchemaObject): readonly Difference[] {
  const [has, wants] = [tableParts(found.sql), tableParts(wanted.sql)];
  const table = wanted.name;
  const missing = [...wants.columns].filter(([column]) => !has.columns.has(column));
  const extra = [...has.columns.keys()].filter((column) => !wants.columns.has(column));
  const other = [...wants.columns]
    .filter(([column, definition]) => (has.columns.get(column) ?? definition) !== definition)
    .map(([column]) => column);
  const sameRules =
    has.constraints.toSorted().join() === wants.constraints.toSorted().join() &&
    has.options === wants.options;
  return [
    ...missing.map(
      ([column, definition]) => ({ kind: 'column_missing', table, column, definition }) as const,
    ),
    ...extra.map((column) => ({ kind: 'column_extra', table, column }) as const),
    ...(other.length > 0 || !sameRules
      ? [{ kind: 'table_other', object: wanted, columns: other } as const]
      : []),
  ];
}

/** A difference in a sentence. */
export function describe(difference: Difference): string {
  switch (difference.kind) {
    case 'missing':
      return `The ${difference.object.type} ${difference.object.name} is missing.`;
    case 'extra':
      return `The ${difference.object.type} ${difference.object.name} isn't of any migration.`;
    case 'other':
      return `The ${difference.object.type} ${difference.object.name} is another than the migrations make.`;
    case 'column_missing':
      return `The column ${difference.table}.${difference.column} is missing.`;
    case 'column_extra':
      return `The column ${difference.table}.${difference.column} isn't of any migration.`;
    case 'table_other':
      return `The table ${difference.object.name} has other rules than the migrations give it${
        difference.columns.length === 0 ? '' : ` (${difference.columns.join(', ')})`
      }.`;
  }
}
