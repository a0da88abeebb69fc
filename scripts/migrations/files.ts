import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../tools.ts';

/** A migration as its file has it. */
export interface MigrationFile {
  readonly name: string;
  readonly sql: string;
}

/** A migration's name and the checksum of its text. */
export type Frozen = readonly [name: string, sha256: string];

export const FOLDER = join(ROOT, 'migrations');
/** The one file that holds the checksums: the Worker reads it too. */
export const FROZEN_FILE = join(ROOT, 'src', 'domain', 'migrations.ts');

/** The checksum of a migration's text. Line ends do not count: some systems check files out with their own. */
export const checksumOf = (sql: string): string =>
  createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex');

/** Every migration of the folder, in the order in which they are applied. */
export async function readMigrations(folder: string = FOLDER): Promise<readonly MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
  return Promise.all(names.map(async (name) => ({ name, sql: await readFile(join(folder, name), 'utf8') })));
}
