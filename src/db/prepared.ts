import { fillPlaceholders } from 'drizzle-orm';
import type { Database, Statement } from './database.ts';
import { rowMapper } from './row-mapper.ts';

/**
 * Builds selects once for a database and fills them in afterwards, since building the text of a page's statements
 * costs more than rendering the page. `build` names its values with `sql.placeholder('…')`.
 */
export function prepareOnce<Q extends Record<string, Statement>>(
  build: (db: Database) => Q,
): (db: Database, values: Readonly<Record<string, unknown>>) => Q {
  const known = new WeakMap<Database, { readonly queries: Q; readonly prepared: Map<object, Prepared> }>();
  return (db, values) => {
    const ready = known.get(db) ?? prepareAll(build(db));
    known.set(db, ready);
    // drizzle's batch asks each query to prepare itself; this proxy returns the prepared one with its values.
    return new Proxy(ready.queries, {
      get: (queries, name) => {
        const query: unknown = Reflect.get(queries, name);
        const prepared = typeof query === 'object' && query !== null ? ready.prepared.get(query) : undefined;
        return prepared === undefined || typeof query !== 'object' || query === null
          ? query
          : lend(query, prepared, values);
      },
    });
  };
}

type Prepared = { readonly statement: object; readonly sql: string; readonly params: unknown[] };

function prepareAll<Q extends Record<string, Statement>>(queries: Q) {
  const prepared = new Map<object, Prepared>();
  for (const query of Object.values(queries)) prepared.set(query, prepare(query));
  return { queries, prepared };
}

/** drizzle's batch calls `_prepare().getQuery()` on each item. https://orm.drizzle.team/docs/batch-api */
function prepare(query: Statement): Prepared {
  const statement = call(query, '_prepare');
  const text = call(statement, 'getQuery');
  const [sql, params]: unknown[] = [Reflect.get(text, 'sql'), Reflect.get(text, 'params')];
  if (typeof sql !== 'string' || !Array.isArray(params))
    throw new Error('drizzle no longer prepares statements this way');
  const mapper = rowMapper(Reflect.get(statement, 'fields'), Reflect.get(statement, 'joinsNotNullableMap'));
  if (mapper !== null) Reflect.set(statement, 'customResultMapper', mapper);
  return { statement, sql, params };
}

function call(target: object, name: string): object {
  const method: unknown = Reflect.get(target, name);
  const made: unknown = typeof method === 'function' ? Reflect.apply(method, target, []) : null;
  if (typeof made !== 'object' || made === null) throw new Error(`drizzle has no ${name} any more`);
  return made;
}

function lend(
  query: object,
  { statement, sql, params }: Prepared,
  values: Readonly<Record<string, unknown>>,
) {
  const filled = { sql, params: fillPlaceholders(params, values) };
  const ready = new Proxy(statement, {
    get: (target, name) => (name === 'getQuery' ? () => filled : Reflect.get(target, name)),
  });
  return new Proxy(query, {
    get: (target, name) => (name === '_prepare' ? () => ready : Reflect.get(target, name)),
  });
}
