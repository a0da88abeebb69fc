import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { cloudflareApi } from '../deploy/api.ts';
import { apiUrlOf, tokenOf } from '../deploy/token.ts';
import { ROOT } from '../tools.ts';
import type { Database, Place, Row } from './database.ts';

const ACCOUNT = /^account_id = "([0-9a-f]{32})"$/m;
const DATABASE = /^\[\[d1_databases\]\]\nbinding = "DB"\n(?:\w+ = [^\n]*\n)*?database_id = "([\w-]+)"$/m;

/**
 * Reads a deployed database by Cloudflare's API itself, which takes a tenth of wrangler's time. Null where configuration and
 * login don't say which database that is: wrangler finds it out.
 */
export async function remoteReads(
  { remote, config, environment }: Place,
  extra: Readonly<Record<string, string>>,
): Promise<Database['query'] | null> {
  if (!remote || environment !== null) return null;
  const settings = await readFile(resolve(config ?? join(ROOT, 'wrangler.toml')), 'utf8');
  const known = { ...process.env, ...extra };
  const account = ACCOUNT.exec(settings)?.[1] ?? known.CLOUDFLARE_ACCOUNT_ID;
  const database = DATABASE.exec(settings)?.[1];
  if (account === undefined || database === undefined) return null;
  const token = await tokenOf(known);
  if (token === null) return null;
  const api = cloudflareApi(apiUrlOf(known), token);
  return async (statements) => {
    const sql = statements.map((statement) => statement.replace(/;?\s*$/, ';')).join(' ');
    const answers = await api.answers(account, database, sql);
    return answers.map((rows) => rows.map(plainRow));
  };
}

const plainRow = (row: Readonly<Record<string, unknown>>): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' || typeof value === 'number' ? value : null,
    ]),
  );
