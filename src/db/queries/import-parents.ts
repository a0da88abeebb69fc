import { sql } from 'drizzle-orm';
import type { NamedParent } from '../../domain/imports/parent.ts';
import type { Scope } from '../../domain/scope.ts';
import type { Database } from '../database.ts';
import { listed } from './listed.ts';

/** The parent that a line names. */
export type WantedParent = { readonly line: number; readonly parent: NamedParent };

/** The customers of a business that lines name as parents, by id and by an id elsewhere. One statement. */
export const readNamedParents = (
  db: Database,
  { merchantId, livemode }: Scope,
  wanted: readonly WantedParent[],
) => {
  const lines = JSON.stringify(wanted);
  return db.all<{
    readonly line: number;
    readonly id: string;
    readonly parentId: string | null;
    readonly erasedAt: number | null;
  }>(sql`
    SELECT given.value ->> 'line' AS line, c.id, c.parent_id AS parentId, c.erased_at AS erasedAt
      FROM json_each(${lines}) given JOIN customers c ON c.id = given.value ->> '$.parent.id'
      WHERE +c.merchant_id = ${merchantId} AND +c.livemode = ${Number(livemode)}
    UNION ALL
    SELECT given.value ->> 'line', c.id, c.parent_id, c.erased_at FROM json_each(${lines}) given
      JOIN customer_external_ids x ON x.key = given.value ->> '$.parent.key' AND x.value = given.value ->> '$.parent.value'
      JOIN customers c ON c.id = x.customer_id
      WHERE +c.merchant_id = ${merchantId} AND +c.livemode = ${Number(livemode)}`);
};

/** A cell by which a line says who it is about. */
export type NamingCell = { readonly column: string; readonly value: string };

const written = ({ column, value }: NamingCell): string => `${column}\n${value}`;

/** The lines of an import with one of these cells, and whether they name a parent. */
export const readLinesNaming = (db: Database, importId: string, cells: readonly NamingCell[]) =>
  db.all<NamingCell & { readonly line: number; readonly hasParent: number }>(sql`
    SELECT r.line, cell.key AS "column", cell.value, (r.given ->> 'parent') IS NOT NULL AS hasParent
    FROM customer_import_rows r, json_each(r.given) cell
    WHERE r.import_id = ${importId} AND cell.key || char(10) || cell.value IN ${listed(cells.map(written))}
    ORDER BY r.line`);

/** Those of these customers that pay for others. */
export const readThosePaying = (db: Database, ids: readonly string[]) =>
  db.all<{ readonly id: string }>(sql`SELECT DISTINCT parent_id AS id FROM customers
    WHERE parent_id IN ${listed(ids)} AND parent_id IS NOT NULL`);
