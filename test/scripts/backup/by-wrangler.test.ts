import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { makeBackup } from '../../../scripts/backup/make.ts';
import { checkBackup, loadStatements } from '../../../scripts/backup/read.ts';
import type { Place } from '../../../scripts/database/database.ts';
import { readMigrations } from '../../../scripts/migrations/files.ts';
import { restoreBackup } from '../../../scripts/restore/restore.ts';
import { contents } from '../../support/node/migrations/database.ts';
import { addLongInvoice, filledDatabase } from '../../support/node/migrations/filled.ts';
import { sqliteDatabase } from '../../support/node/migrations/sqlite-database.ts';

it('a backup goes into D1 by wrangler and comes back from it, an invoice of 1,000 lines too', {
  timeout: 180_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'drill-'));
  const state = join(folder, 'state');
  const place: Place = { remote: false, state, config: null, environment: null, backups: folder };
  try {
    const db = filledDatabase(await readMigrations());
    addLongInvoice(db, 1000);
    const first = join(folder, 'first.sql');
    await makeBackup(place, first, sqliteDatabase(db));
    const { text, isProblem } = await restoreBackup(place, { file: first, replace: false });
    expect([isProblem, text]).toEqual([false, expect.stringContaining('rows are back')]);
    const second = join(folder, 'second.sql');
    await makeBackup(place, second);
    expect((await checkBackup(second)).rows).toEqual((await checkBackup(first)).rows);
    const back = new DatabaseSync(':memory:');
    await loadStatements(back, second);
    expect(contents(back)).toEqual(contents(db));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
