import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { statementsOf } from '../database/statements.ts';
import { exported } from './export.ts';
import { Refusal, type Route } from './http.ts';
import { databaseFile } from './runtime.ts';
import type { AccountState, StoredDatabase } from './state.ts';

const ROOT = /^\/client\/v4\/accounts\/\w+\/d1\/database$/;
const ONE = /^\/client\/v4\/accounts\/\w+\/d1\/database\/([^/]+)$/;
const QUERY = /^\/client\/v4\/accounts\/\w+\/d1\/database\/([^/]+)\/query$/;
const IMPORT = /^\/client\/v4\/accounts\/\w+\/d1\/database\/([^/]+)\/import$/;
const EXPORT = /^\/client\/v4\/accounts\/\w+\/d1\/database\/([^/]+)\/export$/;
const UPLOAD = /^\/uploads\/([\w-]+)$/;

/** D1's API over a SQLite file, which the runtime opens too. */
export function d1Routes(account: AccountState, directory: string): readonly Route[] {
  const find = (key: string): StoredDatabase => {
    const found = [...account.databases.values()].find(({ id, name }) => id === key || name === key);
    if (found === undefined) throw new Refusal(404, 7404, `The database ${key} could not be found`);
    return found;
  };
  const shown = ({ id, name }: StoredDatabase) => ({
    uuid: id,
    name,
    version: 'production',
    created_at: '2026-01-01T00:00:00.000Z',
    file_size: 4096,
    num_tables: 0,
  });
  return [
    [
      'GET',
      ROOT,
      ({ query }) =>
        [...account.databases.values()]
          .filter(({ name }) => query.get('name') === null || name.includes(query.get('name') ?? ''))
          .map(shown),
    ],
    [
      'POST',
      ROOT,
      async ({ request }) => {
        const name = field(await request.json(), 'name');
        if ([...account.databases.values()].some((each) => each.name === name)) {
          throw new Refusal(400, 7502, `A database with that name already exists`);
        }
        const id = randomUUID();
        const made = { id, name, file: join(directory, databaseFile(id)) };
        mkdirSync(dirname(made.file), { recursive: true });
        account.databases.set(id, made);
        return shown(made);
      },
    ],
    ['GET', ONE, ({ parts: [key = ''] }) => shown(find(key))],
    [
      'POST',
      QUERY,
      async ({ parts: [key = ''], request }) => run(find(key), field(await request.json(), 'sql')),
    ],
    [
      'POST',
      IMPORT,
      async ({ parts: [key = ''], request }) => {
        const body: unknown = await request.json();
        const database = find(key);
        const { origin } = new URL(request.url);
        switch (field(body, 'action')) {
          case 'init':
            return { filename: field(body, 'etag'), upload_url: `${origin}/uploads/${field(body, 'etag')}` };
          case 'ingest': {
            const sql = account.uploads.get(field(body, 'filename')) ?? '';
            const results = await run(database, sql);
            return finished(results.length);
          }
          default:
            return finished(0);
        }
      },
    ],
    [
      'POST',
      EXPORT,
      ({ parts: [key = ''], request }) => {
        const file = randomUUID();
        account.uploads.set(file, exportOf(find(key)));
        const result = {
          filename: `${file}.sql`,
          signed_url: `${new URL(request.url).origin}/uploads/${file}`,
        };
        return {
          success: true,
          type: 'export',
          status: 'complete',
          at_bookmark: 'bookmark',
          messages: [],
          result,
        };
      },
    ],
    ['GET', UPLOAD, ({ parts: [name = ''] }) => new Response(account.uploads.get(name) ?? null)],
    [
      'PUT',
      UPLOAD,
      async ({ parts: [name = ''], request }) => {
        const text = await request.text();
        account.uploads.set(name, text);
        return new Response(null, { headers: { ETag: `"${createHash('md5').update(text).digest('hex')}"` } });
      },
    ],
  ];
}

const finished = (queries: number) => ({
  success: true,
  type: 'import',
  status: 'complete',
  messages: [],
  at_bookmark: 'bookmark',
  result: { num_queries: queries, final_bookmark: 'bookmark', meta },
});

const meta = {
  duration: 1,
  rows_read: 0,
  rows_written: 0,
  changes: 0,
  changed_db: true,
  size_after: 4096,
  last_row_id: 0,
  served_by: 'stand-in',
};

/** https://developers.cloudflare.com/d1/platform/limits/ */
const LONGEST_STATEMENT_BYTES = 100_000;

/** Runs the statements as one transaction, as a batch of D1's is, and gives the rows of each where all of them read. */
async function run(database: StoredDatabase, sql: string) {
  const statements: string[] = [];
  for await (const statement of statementsOf(whole(sql))) statements.push(statement);
  const db = new DatabaseSync(database.file, { timeout: 5_000 });
  try {
    db.exec('PRAGMA journal_mode = WAL; BEGIN');
    if (statements.some((statement) => Buffer.byteLength(statement) > LONGEST_STATEMENT_BYTES))
      throw new Error('statement too long: SQLITE_TOOBIG');
    const isRead = statements.every((statement) => /^(?:SELECT|PRAGMA|WITH)\b/i.test(statement));
    const results = isRead
      ? statements.map((statement) => ({ success: true, results: db.prepare(statement).all(), meta }))
      : [{ success: true, results: [], meta }];
    if (!isRead) db.exec(sql);
    db.exec('COMMIT');
    return results;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw new Refusal(400, 7500, error instanceof Error ? error.message : String(error));
  } finally {
    db.close();
  }
}

async function* whole(text: string): AsyncGenerator<string> {
  yield text;
}

function exportOf({ file }: StoredDatabase): string {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    return exported(db);
  } finally {
    db.close();
  }
}

export function field(body: unknown, name: string): string {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  return typeof value === 'string' ? value : '';
}
