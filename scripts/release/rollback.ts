import { problem, type Said, said } from '../database/command.ts';
import type { Database } from '../database/database.ts';
import { WranglerFailure } from '../database/wrangler.ts';
import type { MigrationFile } from '../migrations/files.ts';
import { readState, standingOf } from '../migrations/state.ts';
import { breaksAfter } from './breaking.ts';
import { schemaOf } from './message.ts';
import type { Shares, Version, Worker } from './worker.ts';

export interface RollbackAsk {
  /** The version to go back to; the one before where it is null. */
  readonly version: string | null;
  readonly dryRun: boolean;
  readonly anyway: boolean;
  /** The options that name the Worker to wrangler, for a command that is printed. */
  readonly configured: readonly string[];
}

/**
 * Gives all traffic back to a version from before. The database stays as it is: migrations only add, so that earlier code runs on
 * it; whether that holds of those in between is looked at first.
 */
export async function rollback(
  worker: Worker,
  database: Database,
  files: readonly MigrationFile[],
  ask: RollbackAsk,
): Promise<Said> {
  const [versions, deployments] = [await worker.versions(), await worker.deployments()];
  const target = targetOf(ask.version, versions, deployments);
  if (typeof target === 'string') return problem(target, 'Nothing was changed.');
  const schema = schemaOf(target.message);
  const state = await readState(database);
  const unknown = state.applied.filter((name) => !files.some((file) => file.name === name));
  const standing = standingOf(state);
  const stops = standing.difference === 'edited' ? [standing.says ?? ''] : [];
  const warns = [
    ...(unknown.length > 0
      ? [
          `This code doesn't know ${unknown.join(', ')}: look from the newest code whether ${target.id} runs after it.`,
        ]
      : []),
    ...(schema === null
      ? [
          `${target.id} doesn't say which schema it knows: look whether its code runs on ${standing.newest ?? 'none'}.`,
        ]
      : breaksAfter(
          schema,
          files.filter(({ name }) => state.applied.includes(name)),
        )),
  ];
  if (stops.length > 0) return problem(...stops, 'Nothing was changed.');
  if (warns.length > 0 && !ask.anyway) return problem(...warns, 'Nothing was changed; --anyway goes ahead.');
  if (ask.dryRun)
    return said(`All traffic would go to ${target.id} (${target.message}). Nothing was changed.`);
  const changed = await giveBack(worker, target);
  if (changed !== null) return problem(...withOldSecrets(target, changed, ask), 'Nothing was changed.');
  return said(
    `All traffic goes to ${target.id} (${target.message || 'without a message'}).`,
    `The database keeps its schema: ${standing.newest ?? 'none'}.`,
    'Next: `npm run doctor`.',
  );
}

/** Gives all traffic to a version; the names of the secrets that are others since, where Cloudflare refuses it for them. */
async function giveBack(worker: Worker, { id }: Version): Promise<string | null> {
  try {
    await worker.share([{ id, percent: 100 }], `rollback to ${id}`);
    return null;
  } catch (error) {
    if (!(error instanceof WranglerFailure) || !error.message.includes('[code: 10220]')) throw error;
    return /secrets have changed: ([\w, ]*\w)/.exec(error.message)?.[1] ?? 'what is secret';
  }
}

/** A version comes back with its own secrets: whoever has a newer key would be refused, and links by it would not open. */
function withOldSecrets({ id, message }: Version, changed: string, { configured }: RollbackAsk) {
  const commit = /\bcommit (\w+)/.exec(message)?.[1] ?? 'ITS-COMMIT';
  const said = message === '' ? [] : ['--message', JSON.stringify(message)];
  return [
    `${id} would come back with its own secrets, and ${changed} changed since. Deploy that code with today's:`,
    `  git checkout ${commit} && npm ci`,
    `  npx wrangler deploy ${[...configured, ...said].join(' ')}`,
  ];
}

/** The version to go back to, or a sentence that says why there is none. */
function targetOf(
  asked: string | null,
  versions: readonly Version[],
  deployments: readonly Shares[],
): Version | string {
  const current = deployments.at(-1) ?? [];
  const whole = (shares: Shares): string | null =>
    shares.length === 1 && shares[0] !== undefined ? shares[0].id : null;
  const newest = current.toSorted((a, b) => order(versions, b.id) - order(versions, a.id))[0]?.id;
  // Where two versions share the traffic, the way back is the older of them.
  const older = current.find(({ id }) => id !== newest)?.id;
  const before = deployments
    .slice(0, -1)
    .toReversed()
    .map(whole)
    .find((id) => id !== null && id !== whole(current));
  const id = asked ?? older ?? before ?? null;
  if (id === null) return 'There is no version before this one.';
  const version = versions.find((one) => one.id === id);
  if (version !== undefined) return version;
  return asked === null ? { id, message: '' } : `There is no version ${id}: \`npx wrangler versions list\`.`;
}

const order = (versions: readonly Version[], id: string): number =>
  versions.findIndex((version) => version.id === id);
