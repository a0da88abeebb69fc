import { DatabaseSync } from 'node:sqlite';
import { type SchemaObject, structureOf } from '../database/structure.ts';
import type { MigrationFile } from './files.ts';

/** What the files make of an empty database, applied in their order. */
export interface Expected {
  readonly structure: readonly SchemaObject[];
  /** Indexes and triggers that a file made and another took away. */
  readonly dropped: readonly SchemaObject[];
}

export function expectedOf(files: readonly MigrationFile[]): Expected {
  const db = new DatabaseSync(':memory:');
  try {
    const made = new Map<string, SchemaObject>();
    for (const { sql } of files) {
      db.exec(sql);
      for (const object of structureOf(db)) made.set(`${object.type} ${object.name}`, object);
    }
    const structure = structureOf(db);
    for (const { type, name } of structure) made.delete(`${type} ${name}`);
    const dropped = [...made.values()].filter(({ type }) => type === 'index' || type === 'trigger');
    return { structure, dropped };
  } finally {
    db.close();
  }
}
