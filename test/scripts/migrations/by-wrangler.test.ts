import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { loadStatements } from '../../../scripts/backup/read.ts';
import type { Place } from '../../../scripts/database/database.ts';
import { openByWrangler } from '../../../scripts/database/wrangler.ts';
import { readMigrations } from '../../../scripts/migrations/files.ts';
import { repairDatabase } from '../../../scripts/migrations/mend.ts';
import { exported } from '../../../scripts/stand-in/export.ts';
import { appliedTo, applyMigrations, openD1, rowCounts } from '../../support/node/migrations/database.ts';
import { earlierStates } from '../../support/node/migrations/earlier.ts';
import { fillEveryTable } from '../../support/node/migrations/fill.ts';

it('a D1 database of the very first schema is repaired and migrated by wrangler, with its rows', {
  timeout: 180_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'repair-'));
  const place: Place = {
    remote: false,
    state: join(folder, 'state'),
    config: null,
    environment: null,
    backups: folder,
  };
  try {
    const today = await readMigrations();
    const [first] = earlierStates(today);
    const old = openD1();
    applyMigrations(old, first?.files ?? []);
    fillEveryTable(old);
    const database = openByWrangler(place);
    await database.runText(exported(old));
    expect(await repairDatabase(database)).toMatchObject({ isProblem: false });
    await database.applyMigrations();
    const file = join(folder, 'export.sql');
    await database.exportTo(file);
    const back = new DatabaseSync(':memory:');
    await loadStatements(back, file);
    expect(rowCounts(back)).toMatchObject(rowCounts(old));
    expect(appliedTo(back)).toEqual(today.map(({ name }) => name));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
