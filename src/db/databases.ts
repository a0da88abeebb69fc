import { MOST_DATABASE_CODE } from '../domain/configuration.ts';

/** The databases that a Worker is bound to: `DB`, whose code is 0, and `DB_1` to `DB_255`. */
export type Bound = { readonly DB: D1Database };

/** The database in which ids with this code live; null where none is bound under it. */
export function databaseFor(bound: Bound, code: number): D1Database | null {
  if (code === 0) return bound.DB;
  const found: unknown = Reflect.get(bound, `DB_${code}`);
  return isDatabase(found) ? found : null;
}

const known = new WeakMap<Bound, readonly number[]>();

/** The codes of the databases that are bound, the first one's first. */
export function boundCodes(bound: Bound): readonly number[] {
  const codes =
    known.get(bound) ??
    Array.from({ length: MOST_DATABASE_CODE + 1 }, (_, code) => code).filter(
      (code) => databaseFor(bound, code) !== null,
    );
  known.set(bound, codes);
  return codes;
}

const isDatabase = (value: unknown): value is D1Database =>
  typeof value === 'object' && value !== null && 'prepare' in value && 'batch' in value;
