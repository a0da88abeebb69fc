import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { MOST_DATABASE_CODE } from '../../src/domain/configuration.ts';
import { writtenSettings } from '../deploy/settings.ts';
import { type Outcome, runTool } from '../tools.ts';

/**
 * Which database: the local one below a state directory, or the deployed one of an environment; of several, the one with this code
 * (`src/db/databases.ts`).
 */
export type Target = (
  | { readonly local: string }
  | { readonly remote: true; readonly environment: string | null }
) & {
  readonly database?: number;
  /** wrangler's configuration, where another binds the databases than what was deployed or wrangler.toml. */
  readonly config?: string | null;
};

/** The binding of the database with a code. */
export const bindingOf = (code = 0): string => (code === 0 ? 'DB' : `DB_${code}`);

/** The code that `--database` names; NaN for what is none. */
export function databaseIn(given: string | undefined): number {
  const code = Number(given ?? '0');
  return Number.isInteger(code) && code >= 0 && code <= MOST_DATABASE_CODE ? code : Number.NaN;
}

export const DATABASE_PROBLEM = `--database has to be the code of a database: 0 for DB, 1 to ${MOST_DATABASE_CODE} for DB_1 and so on.`;

/** What wrangler says where a configuration binds no such database. */
export const isUnbound = (output: string): boolean =>
  /Couldn't find a D1 DB with the name or binding/i.test(output);

/** Runs SQL against the deployment's database by way of a file, readable by this user alone and gone afterwards. */
export async function executeSql(sql: string, target: Target): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'quittance-'));
  try {
    const file = join(folder, 'statements.sql');
    await writeFile(file, sql, { mode: 0o600 });
    return await runTool(
      ['wrangler', 'd1', 'execute', bindingOf(target.database), ...place(target), '--yes', '--file', file],
      WRANGLER,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** wrangler without questions, banners, or calls home. */
export const WRANGLER = {
  CI: '1',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_SEND_ERROR_REPORTS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  // Its own log of requests would keep the links' tokens.
  WRANGLER_WRITE_LOGS: 'false',
  X_LOCAL_OBSERVABILITY: 'false',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
} as const;

/** Reads rows of the deployment's database, or says what the tool said where that failed. */
export async function readRows(
  sql: string,
  target: Target,
): Promise<{ readonly rows: readonly Row[] } | { readonly problem: string }> {
  const command = [
    'wrangler',
    'd1',
    'execute',
    bindingOf(target.database),
    ...place(target),
    '--yes',
    '--json',
    '--command',
    sql,
  ] as const;
  const { code, output } = await runTool(command, WRANGLER);
  const json = /^\[[\s\S]*^\]/m.exec(output)?.[0];
  if (code !== 0 || json === undefined) return { problem: output.trim() };
  const answers: readonly { readonly results: readonly Row[] }[] = JSON.parse(json);
  return { rows: answers.flatMap(({ results }) => results) };
}

type Row = Readonly<Record<string, string | number | null>>;

const place = (target: Target): readonly string[] => [
  ...('local' in target ? ['--local', '--persist-to', target.local] : ['--remote']),
  ...(target.config != null
    ? ['--config', resolve(target.config)]
    : 'local' in target
      ? []
      : configOf(target.environment)),
];

/** What `npm run deploy` wrote names the database; made by hand, wrangler.toml does. */
function configOf(environment: string | null): readonly string[] {
  const written = writtenSettings(environment);
  if (written !== null) return ['--config', written];
  return environment === null ? [] : ['--env', environment];
}
