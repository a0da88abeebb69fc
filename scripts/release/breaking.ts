import { DatabaseSync } from 'node:sqlite';
import { type SchemaObject, structureOf } from '../database/structure.ts';
import type { MigrationFile } from '../migrations/files.ts';
import { breaksBefore } from '../migrations/two-versions.ts';

/** What the migrations after one break for code that knows none after it, in sentences: of each by its name. */
export function breaksAfter(known: string | null, files: readonly MigrationFile[]): readonly string[] {
  const db = new DatabaseSync(':memory:');
  try {
    let before: readonly SchemaObject[] = [];
    return files.flatMap(({ name, sql }) => {
      db.exec(sql);
      const after = structureOf(db);
      const breaks = known !== null && name > known ? breaksBefore(before, after) : [];
      before = after;
      return breaks.map((says) => `${name}: ${says}`);
    });
  } finally {
    db.close();
  }
}
