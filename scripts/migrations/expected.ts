import { DatabaseSync } from 'node:sqlite';
import { type SchemaObject, structureOf } from '../database/structure.ts';
import type { MigrationFile } from './files.ts';

/** What the files make of an empty database, applied in their order. */
export function expectedStructure(files: readonly MigrationFile[]): readonly SchemaObject[] {
  const db = new DatabaseSync(':memory:');
  try {
    for (const { sql } of files) db.exec(sql);
    return structureOf(db);
  } finally {
    db.close();
  }
}
