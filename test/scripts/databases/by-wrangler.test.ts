import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newIdentity } from '../../../scripts/business/identity.ts';
import { businessSql } from '../../../scripts/business/sql.ts';
import { executeSql, isUnbound, readRows, type Target } from '../../../scripts/business/store.ts';
import { openByWrangler } from '../../../scripts/database/wrangler.ts';
import { DEMO_BUSINESS } from '../../../scripts/demo/business.ts';
import { readAsked } from '../../../scripts/keys/arguments.ts';
import { READ_KEYS } from '../../../scripts/keys/sql.ts';
import { codeOf } from '../../../src/domain/ids.ts';

const NOW = Date.UTC(2026, 10, 29);
let folder: string;
let config: string;
const target = (database: number): Target => ({ local: join(folder, 'state'), config, database });

/** A Worker that is bound to two databases, as wrangler keeps them on this machine. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'databases-'));
  config = join(folder, 'wrangler.toml');
  const bound = (binding: string, id: number) =>
    `[[d1_databases]]\nbinding = "${binding}"\ndatabase_name = "q${id}"\ndatabase_id = "00000000-0000-0000-0000-00000000000${id}"\nmigrations_dir = "${resolve('migrations')}"\n`;
  await writeFile(
    config,
    `name = "q"\ncompatibility_date = "2026-08-01"\n${bound('DB', 0)}${bound('DB_1', 1)}`,
  );
  // The commands that migrate know `DB`: another configuration binds the second one so. The first one stays empty.
  const own = join(folder, 'second.toml');
  await writeFile(own, `name = "q"\ncompatibility_date = "2026-08-01"\n${bound('DB', 1)}`);
  const state = join(folder, 'state');
  const place = { remote: false, state, environment: null, backups: folder, config: own };
  await openByWrangler(place).applyMigrations();
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a business in the second of two databases', () => {
  it('is made there by its code, with ids that say so, and its keys are found there', {
    timeout: 120_000,
  }, async () => {
    const identity = newIdentity(false, NOW, 1);
    expect(await executeSql(businessSql(DEMO_BUSINESS, identity), target(1))).toMatchObject({ code: 0 });
    for (const id of [identity.merchantId, identity.connectionId, identity.keyId]) expect(codeOf(id)).toBe(1);
    expect(await readRows(READ_KEYS, target(1))).toMatchObject({ rows: [{ id: identity.keyId }] });
    expect(await readRows(READ_KEYS, target(0))).toMatchObject({
      problem: expect.stringContaining('no such table'),
    });
    const none = await readRows(READ_KEYS, target(2));
    expect('problem' in none && isUnbound(none.problem)).toBe(true);
  });

  it('has the database of its keys and of what they are made for found by their ids', () => {
    const { keyId, merchantId } = newIdentity(false, NOW, 3);
    const databaseOf = (...words: string[]) => {
      const asked = readAsked(words, NOW);
      return typeof asked === 'object' && 'database' in asked ? asked.database : asked;
    };
    expect(databaseOf('revoke', keyId)).toBe(3);
    expect(databaseOf('create', '--name', 'Shop', '--scopes', 'read', '--merchant', merchantId)).toBe(3);
    expect(databaseOf('list')).toBe(0);
    expect(databaseOf('list', '--database', '255')).toBe(255);
    expect(readAsked(['list', '--database', '256'], NOW)).toMatchObject({
      problems: [expect.stringContaining('--database has to be')],
    });
  });
});
