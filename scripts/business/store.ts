import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Outcome, runTool } from '../tools.ts';

/** Which database: the local one below a state directory, or the deployed one. */
export type Target = { readonly local: string } | { readonly remote: true };

/** Runs SQL against the deployment's database by way of a file, readable by this user alone and gone afterwards. */
export async function executeSql(sql: string, target: Target): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'quittance-'));
  try {
    const file = join(folder, 'statements.sql');
    await writeFile(file, sql, { mode: 0o600 });
    const where = 'local' in target ? ['--local', '--persist-to', target.local] : ['--remote'];
    return await runTool(['wrangler', 'd1', 'execute', 'DB', ...where, '--yes', '--file', file], WRANGLER);
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
