import { MIGRATIONS } from '../../src/domain/migrations.ts';
import { thawed, unfrozen } from '../migrations/freeze.ts';
import { repairOf } from '../migrations/repair.ts';
import { readState, standingOf } from '../migrations/state.ts';
import { breaksAfter } from './breaking.ts';
import type { UpgradeParts } from './parts.ts';

export interface Look {
  /** What has to be mended first, in sentences. */
  readonly stops: readonly string[];
  /** What somebody has to have seen, in sentences. */
  readonly warns: readonly string[];
  readonly pending: readonly string[];
  /** Whether the database has no table yet. */
  readonly isNew: boolean;
}

/** Everything that is looked at before a deployment is upgraded. Nothing is changed. */
export async function lookBefore({
  database,
  files,
  examine,
}: Pick<UpgradeParts, 'database' | 'files' | 'examine'>): Promise<Look> {
  const state = await readState(database);
  const standing = standingOf(state);
  const repair = repairOf(state, files);
  const known = state.applied.toSorted().at(-1) ?? null;
  const pending = files.filter(({ name }) => !state.applied.includes(name)).map(({ name }) => name);
  const isOurs = (name: string): boolean => files.some((file) => file.name === name);
  const strange = state.applied.filter((name) => !isOurs(name));
  const needsRepair = repair.statements.length + repair.unmendable.length > 0;
  const stops = [
    ...thawed(files, MIGRATIONS),
    ...unfrozen(files, MIGRATIONS).map(
      ({ name }) => `${name} has no checksum: \`npm run migrations -- --add\`.`,
    ),
    ...(needsRepair ? [...repair.says, ...repair.unmendable, 'Run `npm run migrations -- --repair`.'] : []),
    ...(!needsRepair && strange.length > 0
      ? [`The database is newer than this code: it has ${strange.join(', ')}. Take the newer code.`]
      : []),
    ...(!needsRepair && standing.difference === 'edited' ? [standing.says ?? ''] : []),
  ];
  const isNew = state.applied.length === 0;
  const warns = isNew || stops.length > 0 ? [] : [...breaksAfter(known, files), ...(await examine())];
  return { stops, warns, pending, isNew };
}
