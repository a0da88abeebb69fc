import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { WRANGLER } from '../business/store.ts';
import { isFresh, NOTES, pendingMigrations } from '../migrations/fresh.ts';
import { type Outcome, ROOT, runTool } from '../tools.ts';
import type { Database, Place, Row } from './database.ts';
import { remoteReads } from './remote-reads.ts';

type Extra = Readonly<Record<string, string>>;

/** What wrangler said where it failed. */
export class WranglerFailure extends Error {}

/** The options that name a Worker's configuration to wrangler. */
export const configured = ({
  config,
  environment,
}: Pick<Place, 'config' | 'environment'>): readonly string[] => [
  ...(config === null ? [] : ['--config', resolve(config)]),
  ...(environment === null ? [] : ['--env', environment]),
];

/** Opens the database: changed by wrangler, the same commands deployed or local. `extra` is given to wrangler besides. */
export function openByWrangler(place: Place, extra: Extra = {}): Database {
  const where = place.remote ? ['--remote'] : ['--local', '--persist-to', place.state];
  const run = async (file: string): Promise<void> => {
    await succeed(['d1', 'execute', 'DB', ...configured(place), ...where, '--yes', '--file', file], extra);
  };
  const runText = (sql: string) =>
    inFolder(async (folder) => {
      const file = join(folder, 'statements.sql');
      await writeFile(file, sql, { mode: 0o600 });
      await run(file);
    });
  let reads: ReturnType<typeof remoteReads> | undefined;
  const query: Database['query'] = async (statements) => {
    reads ??= remoteReads(place, extra);
    const read = await reads;
    if (read !== null) return read(statements);
    const command = statements.map((statement) => statement.replace(/;?\s*$/, ';')).join(' ');
    const execute = ['d1', 'execute', 'DB', ...configured(place), ...where];
    const output = await succeed([...execute, '--yes', '--json', '--command', command], extra);
    return answersIn(output);
  };
  const applied = async (state: string): Promise<readonly string[]> => {
    if (isFresh(state)) return [];
    const [, rows = []] = await query([NOTES, 'SELECT name FROM d1_migrations']);
    return rows.map(({ name }) => String(name));
  };
  return {
    query,
    run,
    runText,
    exportTo: (file) => (place.remote ? exportRemote(place, file, extra) : exportLocal(place, file)),
    applyMigrations: async () => {
      if (!place.remote) return runText(await pendingMigrations(await applied(place.state)));
      await succeed(['d1', 'migrations', 'apply', 'DB', ...configured(place), ...where], extra);
    },
  };
}

async function exportRemote(place: Place, file: string, extra: Extra): Promise<void> {
  const where = ['d1', 'export', 'DB', ...configured(place), '--remote'];
  await succeed([...where, '--output', file, '--skip-confirmation'], extra);
}

/** wrangler exports a local database from beside its configuration only, so it gets a folder where both are. */
const exportLocal = (place: Place, file: string): Promise<void> =>
  inFolder(async (folder) => {
    const original = resolve(place.config ?? join(ROOT, 'wrangler.toml'));
    const config = join(folder, basename(original));
    await copyFile(original, config);
    await mkdir(join(folder, '.wrangler'));
    await symlink(resolve(place.state), join(folder, '.wrangler', 'state'), 'junction');
    await succeed([
      ...['d1', 'export', 'DB', ...configured({ config, environment: place.environment })],
      ...['--local', '--output', resolve(file), '--skip-confirmation'],
    ]);
  });

/** Runs wrangler to its end and answers with what it wrote. */
export async function succeed(command: readonly string[], extra: Extra = {}): Promise<string> {
  const { code, output }: Outcome = await runTool(['wrangler', ...command], { ...WRANGLER, ...extra });
  if (code !== 0) throw new WranglerFailure(`wrangler ${command.slice(0, 2).join(' ')}: ${textOf(output)}`);
  return output;
}

/** What wrangler says where it was asked for JSON is in JSON, too. */
function textOf(output: string): string {
  const [, json = 'null'] = /^(\{[\s\S]*^\})/m.exec(output) ?? [];
  try {
    const { error }: { error: { text: string } } = JSON.parse(json);
    return error.text;
  } catch {
    return output.trim();
  }
}

function answersIn(output: string): readonly (readonly Row[])[] {
  const json = /^\[[\s\S]*^\]/m.exec(output)?.[0];
  if (json === undefined) throw new WranglerFailure(output.trim());
  const answers: readonly { readonly results: readonly Row[] }[] = JSON.parse(json);
  return answers.map(({ results }) => results);
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'quittance-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
