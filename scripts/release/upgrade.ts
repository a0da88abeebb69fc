import { type MadeBackup, makeBackup } from '../backup/make.ts';
import { countRows } from '../backup/take.ts';
import { counted, problem, type Said, said } from '../database/command.ts';
import type { Database } from '../database/database.ts';
import { command } from '../database/place.ts';
import { sealDatabase } from '../migrations/mend.ts';
import { readState } from '../migrations/state.ts';
import { lookBefore } from './look.ts';
import { versionMessage } from './message.ts';
import type { UpgradeParts } from './parts.ts';
import type { Worker } from './worker.ts';

export interface UpgradeAsk {
  readonly dryRun: boolean;
  /** The new version's share of the traffic, in percent. */
  readonly share: number;
  /** Whether it goes ahead although the deployment isn't well, or the version before won't run on the new schema. */
  readonly anyway: boolean;
}

/** Brings a deployment to this code: looks first, keeps a backup, then migrates, and deploys last. It can be run again. */
export async function upgrade(parts: UpgradeParts, ask: UpgradeAsk): Promise<Said> {
  const { place, database, worker, files, commit, say } = parts;
  const look = await lookBefore(parts);
  if (look.stops.length > 0) return problem(...look.stops, 'Nothing was changed.');
  if (look.warns.length > 0 && !ask.anyway)
    return problem(...look.warns, 'Nothing was changed; --anyway goes ahead.');
  const { pending, isNew } = look;
  const plan = [
    pending.length === 0 ? 'No migration is to be applied.' : `To be applied: ${pending.join(', ')}.`,
    ...(worker === null ? [] : [`The new version gets ${ask.share} % of the traffic.`]),
  ];
  if (ask.dryRun) return said(...look.warns, ...plan, 'Nothing was changed: this was a dry run.');
  for (const line of plan) say(line);
  const backup = pending.length > 0 && !isNew ? await makeBackup(place, null, database) : null;
  if (backup !== null) say(`A backup is in ${backup.file}`);
  if (pending.length > 0) {
    const lost = await migrated(database);
    if (lost.length > 0) return problem(...lost, ...wayBack(backup), 'The Worker was left as it is.');
  }
  const sealed = await sealDatabase(database);
  if (sealed.isProblem) return sealed;
  if (worker !== null) await deployed(worker, ask.share, versionMessage(files.at(-1)?.name ?? '', commit));
  return said(
    pending.length === 0 ? 'The schema was right before.' : appliedText(pending.length),
    ...(worker === null
      ? []
      : [`Next: ${command('doctor', place)}. Back again: ${command('rollback', place)}.`]),
  );
}

const appliedText = (count: number): string =>
  `${counted(count, 'migration')} ${count === 1 ? 'was' : 'were'} applied.`;

/** Applies the migrations. A table that has lost most of its rows is named: no migration takes any. */
async function migrated(database: Database): Promise<readonly string[]> {
  const tables = (await readState(database)).structure.filter(({ type }) => type === 'table');
  const before = await countRows(database, tables);
  await database.applyMigrations();
  const after = await countRows(database, tables);
  // Meanwhile the deployment works on, and some rows come and go.
  return Object.entries(before)
    .filter(([table, count]) => count >= 10 && (after[table] ?? 0) < count / 2)
    .map(([table, count]) => `${table} had ${count} rows and has ${after[table] ?? 0}.`);
}

const wayBack = (backup: MadeBackup | null): readonly string[] =>
  backup === null ? [] : [`Put them back: \`npm run restore -- --remote --replace ${backup.file}\`.`];

async function deployed(worker: Worker, share: number, message: string): Promise<void> {
  if (share === 100) return worker.deploy(message);
  const shares = (await worker.deployments()).at(-1) ?? [];
  const old = shares.toSorted((a, b) => b.percent - a.percent)[0];
  if (old === undefined) throw new Error('There is no version yet to share traffic with: leave --share out.');
  await worker.upload(message);
  const fresh = (await worker.versions()).at(-1);
  if (fresh === undefined) throw new Error('The version was uploaded and is not listed yet: run it again.');
  await worker.share(
    [
      { id: fresh.id, percent: share },
      { id: old.id, percent: 100 - share },
    ],
    message,
  );
}
