import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import { newApiKey, newIdentity } from '../../scripts/business/identity.ts';
import { businessSql } from '../../scripts/business/sql.ts';
import { DEMO_BUSINESS } from '../../scripts/demo/business.ts';
import { readAsked, verbOf } from '../../scripts/keys/arguments.ts';
import { keyLine, storedKey } from '../../scripts/keys/rows.ts';
import { createSql, READ_KEYS, revokeSql, rotateSql } from '../../scripts/keys/sql.ts';

const NOW = Date.UTC(2026, 0, 15);
const HOUR_MS = 3_600_000;
const hashOf = (key: string) => createHash('sha256').update(key).digest('hex');
const id = (prefix: string, letter: string) => `${prefix}_${'0'.repeat(25)}${letter}`;
const run = (letter: string) => ({ at: NOW, by: 'ada', auditId: id('aud', letter) });

let db: DatabaseSync;
const identity = newIdentity(false, NOW);
beforeEach(() => {
  db = new DatabaseSync(':memory:');
  for (const name of readdirSync('migrations').toSorted())
    db.exec(readFileSync(`migrations/${name}`, 'utf8'));
  db.exec(businessSql(DEMO_BUSINESS, identity));
});

/** The keys as the command reads them. */
const keys = () =>
  db
    .prepare(READ_KEYS)
    .all()
    .map((row) => storedKey(JSON.parse(JSON.stringify(row))));
const only = () => {
  const [key] = keys();
  if (key === undefined) throw new Error('no key');
  return key;
};
const audit = () =>
  db
    .prepare('SELECT action, actor_kind, actor_name, subject_id, before, after FROM audit_log ORDER BY id')
    .all();

describe('API keys on the command line', () => {
  it('the first key of a business can do everything, and the audit log has it', () => {
    expect(only()).toMatchObject({ id: identity.keyId, scopes: ['read', 'write', 'money', 'admin'] });
    expect(audit()).toMatchObject([
      { action: 'api_key_created', actor_kind: 'command_line', subject_id: identity.keyId },
    ]);
  });

  it('a key is made as its hash only, with its line in the audit log', () => {
    const secret = newApiKey(false);
    const { merchantId } = identity;
    const key = {
      id: id('key', '2'),
      merchantId,
      name: `Shop's; --`,
      livemode: false,
      expiresAt: NOW + HOUR_MS,
    };
    const sql = createSql({ ...key, scopes: ['money', 'read'] }, secret, run('1'));
    db.exec(sql);
    expect(sql).not.toContain(secret.slice(8));
    expect(keys().find((row) => row.id === key.id)).toMatchObject({ ...key, scopes: ['read', 'money'] });
    expect(db.prepare('SELECT hash FROM api_keys WHERE id = ?').get(key.id)).toEqual({
      hash: hashOf(secret),
    });
    expect(audit().filter((row) => row.subject_id === key.id)).toMatchObject([
      { action: 'api_key_created', actor_name: 'ada', before: null },
    ]);
  });

  it('a rotated key has both secrets for the overlap', () => {
    const secret = newApiKey(false);
    db.exec(rotateSql(only(), secret, HOUR_MS, run('1')));
    expect(db.prepare('SELECT hash, previous_hash, previous_until FROM api_keys').get()).toEqual({
      hash: hashOf(secret),
      previous_hash: hashOf(identity.apiKey),
      previous_until: NOW + HOUR_MS,
    });
    expect(keyLine(only(), NOW)).toContain('old secret until 2026-01-15 01:00');
  });

  it('a revoked key ends what it opened, even where it is the last one that manages keys', () => {
    const { keyId, merchantId } = identity;
    const customer = `INSERT INTO customers (id, merchant_id, livemode, legal_name, created_at, updated_at)
      VALUES ('cus_1', '${merchantId}', 0, 'C', 1, 1)`;
    db.exec(customer);
    db.exec(`INSERT INTO sign_ins (id, kind, livemode, customer_id, requested_at, expires_at, used_at, session_id, api_key_id)
      VALUES ('sgn_1', 'api', 0, 'cus_1', 1, ${NOW + 1}, 1, 'ses_1', '${keyId}'),
        ('sgn_2', 'api', 0, 'cus_1', 1, ${NOW + 1}, NULL, NULL, '${keyId}')`);
    db.exec(`INSERT INTO portal_sessions (id, secret_hash, livemode, customer_id, created_at, seen_at, expires_at)
      VALUES ('ses_1', '${'a'.repeat(64)}', 0, 'cus_1', 1, 1, ${NOW + 1}), ('ses_2', '${'b'.repeat(64)}', 0, 'cus_1', 1, 1, ${NOW + 1})`);
    db.exec(revokeSql(only(), run('1')));
    expect(only().revokedAt).toBe(NOW);
    expect(db.prepare('SELECT id, revoked_at FROM portal_sessions ORDER BY id').all()).toEqual([
      { id: 'ses_1', revoked_at: NOW },
      { id: 'ses_2', revoked_at: null },
    ]);
    expect(db.prepare('SELECT expires_at FROM sign_ins ORDER BY id').all()).toEqual([
      { expires_at: NOW + 1 },
      { expires_at: NOW },
    ]);
    expect(audit()).toHaveLength(2);
  });
});

describe('what is asked on the command line', () => {
  it.each([
    ['--remote --env staging add links', 'add'],
    ['add links --remote', 'add'],
    ['create --name add --scopes read', 'create'],
    ['--name use list', 'list'],
    ['--remote', undefined],
  ])('%s is for %s, wherever the options stand', (line, verb) => {
    expect(verbOf(line.split(' '))).toBe(verb);
  });

  const asked = (line: string) => readAsked(line.split(' '), NOW);

  it('is read', () => {
    const create = 'create --name Shop --scopes money,read --expires 2027-01-31 --live --by Ada --remote';
    expect(asked(create)).toEqual({
      command: {
        verb: 'create',
        name: 'Shop',
        scopes: ['read', 'money'],
        expiresAt: Date.UTC(2027, 0, 31),
        livemode: true,
        merchantId: null,
      },
      remote: true,
      config: null,
      database: 0,
      environment: null,
      by: 'Ada',
    });
    const keyId = id('key', '2');
    expect(asked(`rotate ${keyId} --overlap 2`)).toMatchObject({
      command: { keyId, overlapMs: 2 * HOUR_MS },
    });
    expect(asked(`revoke ${keyId}`)).toMatchObject({ command: { verb: 'revoke', keyId }, remote: false });
    expect(asked('list')).toMatchObject({ command: { verb: 'list' } });
  });

  it.each([
    ['', 'Say what to do'],
    ['destroy', 'Say what to do'],
    ['revoke', 'by its id'],
    ['revoke key_x', 'by its id'],
    ['list more', 'Too many words'],
    [`rotate ${id('key', '2')} --overlap forever`, '--overlap'],
    [`rotate ${id('key', '2')} --overlap 2161`, '--overlap'],
    ['create --name Shop', '--scopes'],
    ['create --name Shop --scopes read,all', '--scopes'],
    ['create --scopes read', '--name'],
    ['create --name Shop --scopes read --expires 2025-01-01', '--expires'],
    ['create --name Shop --scopes read --expires soon', '--expires'],
    ['list --local --remote', 'Either'],
    ['list --wrong', 'wrong'],
  ])('is refused in a sentence: %j', (line, sentence) => {
    const read = asked(line);
    expect(typeof read === 'object' && 'problems' in read && read.problems.join(' ')).toContain(sentence);
  });
});
