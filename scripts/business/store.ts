import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writtenSettings } from '../deploy/settings.ts';
import { type Outcome, runTool } from '../tools.ts';

/** Which database: the local one below a state directory, or the deployed one of an environment. */
export type Target =
  | { readonly local: string }
  | { readonly remote: true; readonly environment: string | null };

/** Runs SQL against the deployment's database by way of a file, readable by this user alone and gone afterwards. */
export async function executeSql(sql: string, target: Target): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'quittance-'));
  try {
    const file = join(folder, 'statements.sql');
    await writeFile(file, sql, { mode: 0o600 });
    return await runTool(
      ['wrangler', 'd1', 'execute', 'DB', ...place(target), '--yes', '--file', file],
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
    'DB',
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

const place = (target: Target): readonly string[] =>
  'local' in target
    ? ['--local', '--persist-to', target.local]
    : ['--remote', ...configOf(target.environment)];

/** What `npm run deploy` wrote names the database; made by hand, wrangler.toml does. */
function configOf(environment: string | null): readonly string[] {
  const written = writtenSettings(environment);
  if (written !== null) return ['--config', written];
  return environment === null ? [] : ['--env', environment];
}
