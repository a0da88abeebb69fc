import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { type SchemaObject, structureOf } from '../../../scripts/database/structure.ts';
import { readMigrations } from '../../../scripts/migrations/files.ts';
import { breaksBefore } from '../../../scripts/migrations/two-versions.ts';

const files = await readMigrations();

/** What a Worker of before its migration would have been refused. They were applied before there were two versions at once. */
const BEFORE_ROLLOUTS: Readonly<Record<string, readonly string[]>> = {};

function structures(sqls: readonly string[]): readonly (readonly SchemaObject[])[] {
  const db = new DatabaseSync(':memory:');
  const found = sqls.map((sql) => {
    db.exec(sql);
    return structureOf(db);
  });
  db.close();
  return found;
}

describe('a Worker of before a migration', () => {
  it('runs on the schema after it, since migrations only add', () => {
    const after = structures(files.map(({ sql }) => sql));
    const breaking = files.flatMap(({ name }, index) => {
      const found = breaksBefore(after[index - 1] ?? [], after[index] ?? []);
      return found.length === 0 ? [] : [[name, found] as const];
    });
    expect(Object.fromEntries(breaking)).toEqual(BEFORE_ROLLOUTS);
  });
});
