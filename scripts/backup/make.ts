import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Database, Place } from '../database/database.ts';
import { openByWrangler } from '../database/wrangler.ts';
import { withCopy } from './take.ts';
import { writeBackup } from './write.ts';

export interface MadeBackup {
  readonly file: string;
  readonly rows: number;
}

/** Makes a backup in a file that is there as a whole or not at all. */
export async function makeBackup(
  place: Place,
  output: string | null,
  database: Database = openByWrangler(place),
): Promise<MadeBackup> {
  const madeAt = new Date().toISOString();
  const from = [place.remote ? 'remote' : 'local', place.environment].filter(Boolean).join(' ');
  const file = resolve(output ?? join(place.backups, `${madeAt.replaceAll(/[:.]/g, '-')}.sql`));
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const part = `${file}.part`;
  await rm(part, { force: true });
  const counts = await withCopy(database, (copy) => writeBackup(copy, part, { madeAt, from }));
  await rename(part, file);
  return { file, rows: Object.values(counts).reduce((sum, count) => sum + count, 0) };
}
