import { problem, type Said, said } from '../database/command.ts';
import type { Database } from '../database/database.ts';
import { readMigrations } from './files.ts';
import { repairOf } from './repair.ts';
import { readState, resealSql, sealSql } from './state.ts';

const MOVE = 'No statement mends that without risk to rows, so it takes a migration of its own.';

/** Mends a database that is not as its migrations make it today. Where nothing differs, nothing is run. */
export async function repairDatabase(database: Database): Promise<Said> {
  const files = await readMigrations();
  const repair = repairOf(await readState(database), files);
  if (repair.unmendable.length > 0) return problem(...repair.unmendable, MOVE, 'Nothing was changed.');
  if (repair.statements.length > 0) {
    await database.runText(`${repair.statements.join(';\n')};\n`);
  }
  const after = await readState(database);
  const left = repairOf(after, files);
  if (left.statements.length > 0)
    return problem('This is still not right:', ...left.says, ...left.unmendable);
  if (after.structure.some(({ name }) => name === 'migration_checksums')) await database.runText(resealSql());
  return said(
    ...repair.says,
    ...repair.kept,
    repair.statements.length === 0 ? 'Nothing had to be mended.' : 'It is mended.',
  );
}

/** Notes the checksums of what was applied, once the structure is as it should be. */
export async function sealDatabase(database: Database): Promise<Said> {
  const state = await readState(database);
  const repair = repairOf(state, await readMigrations());
  const wrong = [...repair.says, ...repair.unmendable];
  if (wrong.length > 0) return problem(...wrong, 'Run `npm run migrations -- --repair`. Nothing was noted.');
  if (!state.structure.some(({ name }) => name === 'migration_checksums'))
    return problem('The database has no table of checksums yet: apply the migrations first.');
  await database.runText(sealSql());
  return said('The checksums of the applied migrations are noted.', ...repair.kept);
}
