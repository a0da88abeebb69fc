import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDetails } from '../../scripts/business/details.ts';
import { newIdentity } from '../../scripts/business/identity.ts';
import { demoMemberSql, inviteOwnerSql } from '../../scripts/business/owner.ts';
import { businessSql, literal } from '../../scripts/business/sql.ts';
import { DEMO_BUSINESS } from '../../scripts/demo/business.ts';

const NOW = Date.UTC(2026, 0, 15);

/** A database as the migrations leave it, in memory. */
function migrated(): DatabaseSync {
  const db = new DatabaseSync(':memory:');
  for (const name of readdirSync('migrations')
    .filter((file) => file.endsWith('.sql'))
    .sort()) {
    db.exec(readFileSync(`migrations/${name}`, 'utf8'));
  }
  return db;
}

const HOSTILE = [
  `O'Brien & "Söhne"`,
  `x'); DROP TABLE merchants; --`,
  `'; /* */ $tag$ ; $tag$`,
  'back\\slash',
  '株式会社 山田製作所 🧾',
  "''''",
  '',
];

describe('the SQL that makes a business', () => {
  it.each(HOSTILE)('keeps the name %j to the letter', (name) => {
    const db = migrated();
    db.exec(
      businessSql(
        { ...DEMO_BUSINESS, legalName: name, bankDetails: `${name}\n${name}` },
        newIdentity(false, NOW),
      ),
    );
    expect(db.prepare('SELECT legal_name, bank_details FROM merchants').all()).toEqual([
      { legal_name: name, bank_details: `${name}\n${name}` },
    ]);
  });

  it('writes any text so that SQLite reads it back', () => {
    const db = new DatabaseSync(':memory:');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(db.prepare(`SELECT ${literal(text)} AS value`).get()).toEqual({ value: text });
      }),
    );
  });

  it('never holds a character that could end a string or a statement early', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(literal(text)).toMatch(/^(?:'[^';$"`\\\n]*'|CAST\(X'[0-9a-f]*' AS TEXT\))$/);
      }),
    );
  });

  it('stores the key as its SHA-256 only, and the key has 256 random bits', () => {
    const db = migrated();
    const identity = newIdentity(true, NOW);
    const sql = businessSql(DEMO_BUSINESS, identity);
    db.exec(sql);
    expect(identity.apiKey).toMatch(/^qk_live_[A-Za-z0-9_-]{43}$/);
    expect(sql).not.toContain(identity.apiKey.slice(8));
    expect(db.prepare('SELECT hash, livemode FROM api_keys').all()).toEqual([
      { hash: createHash('sha256').update(identity.apiKey).digest('hex'), livemode: 1 },
    ]);
  });

  it('changes nothing when it runs again, and refuses a second business on the same Stripe account', () => {
    const db = migrated();
    const sql = businessSql(DEMO_BUSINESS, newIdentity(false, NOW));
    db.exec(sql);
    db.exec(sql);
    expect(() => db.exec(businessSql(DEMO_BUSINESS, newIdentity(false, NOW)))).toThrow(/connections/);
    expect(db.prepare('SELECT count(*) AS n FROM number_series').get()).toEqual({ n: 1 });
  });
});

it('a business without an account invoices from its first key on, and is connected to nothing', () => {
  const db = migrated();
  db.exec(businessSql({ ...DEMO_BUSINESS, stripeAccount: null }, newIdentity(false, NOW)));
  db.exec(businessSql({ ...DEMO_BUSINESS, stripeAccount: null }, newIdentity(false, NOW)));
  expect(db.prepare('SELECT count(*) AS n FROM api_keys').get()).toEqual({ n: 2 });
  expect(db.prepare('SELECT count(*) AS n FROM connections').get()).toEqual({ n: 0 });
});

describe('what is said about a business', () => {
  const complete = {
    name: 'Acme',
    email: 'a@acme.test',
    currency: 'gbp',
    'time-zone': 'Europe/London',
    country: 'gb',
  };

  it('is enough with five facts', () => {
    expect(parseDetails(complete)).toMatchObject({
      details: {
        legalName: 'Acme',
        displayName: 'Acme',
        currency: 'GBP',
        stripeAccount: 'self',
        address: { country: 'GB' },
      },
    });
  });

  it.each([
    ['us', undefined, 'en-US'],
    ['gb', undefined, 'en'],
    ['us', 'de', 'de'],
  ])('in %s, with --locale %s, is said in %s', (country, locale, spoken) => {
    expect(parseDetails({ ...complete, country, ...(locale && { locale }) })).toMatchObject({
      details: { locale: spoken },
    });
  });

  it.each([
    ['none', null],
    ['acct_1Northwind', 'acct_1Northwind'],
  ])('says whose Stripe account by --account %s', (account, stripeAccount) => {
    expect(parseDetails({ ...complete, account })).toMatchObject({ details: { stripeAccount } });
  });

  it('is refused with one sentence for each thing missing', () => {
    const parsed = parseDetails({});
    expect('problems' in parsed && parsed.problems).toHaveLength(5);
  });

  it.each([
    ['email', 'not an address'],
    ['email', 'mailto:a@b.test'],
    ['email', 'a@b.test\nBcc: c@d.test'],
    ['currency', 'XXX'],
    ['time-zone', 'Mars/Olympus'],
    ['country', 'GBR'],
    ['country', 'UK'],
    ['country', 'QQ'],
    ['brand-color', 'red'],
    ['website', 'javascript:alert(1)'],
    ['name', 'two\nlines'],
    ['name', 'x'.repeat(201)],
    ['account', 'ca_123'],
    ['series', "a'b"],
  ])('is refused where --%s is %j', (option, value) => {
    const parsed = parseDetails({ ...complete, [option]: value });
    expect('problems' in parsed && parsed.problems[0]).toContain(`--${option}`);
  });
});

describe('the SQL that invites an owner', () => {
  const merchantId = 'mer_01kex8f8000000000000000000';
  const invite = (db: DatabaseSync, body: string, more: { at?: number; address?: string } = {}) =>
    db.exec(
      inviteOwnerSql({
        merchantId,
        livemode: false,
        address: 'Ada@Harbourvane.example',
        body,
        at: NOW,
        by: 'npm run business',
        ...more,
      }),
    );
  const business = () => {
    const db = migrated();
    db.exec(businessSql(DEMO_BUSINESS, { ...newIdentity(false, NOW), merchantId }));
    return db;
  };
  const open = (db: DatabaseSync) =>
    db.prepare('SELECT address, written, role FROM invitations WHERE ended_at IS NULL').all();

  it('leaves the invitation, its line in the log and the job that mails it, once however often it runs', () => {
    const db = business();
    for (let times = 0; times < 2; times += 1) invite(db, '01kex8f8000000000000000001');
    const owner = { address: 'ada@harbourvane.example', written: 'Ada@Harbourvane.example', role: 'owner' };
    expect(open(db)).toEqual([owner]);
    expect(db.prepare(`SELECT kind, payload FROM outbox`).all()).toEqual([
      { kind: 'mail_invitation', payload: '{"invitationId":"ivt_01kex8f8000000000000000001"}' },
    ]);
    const line = `SELECT actor_kind, actor_name, subject_id FROM audit_log WHERE action = 'member_invited'`;
    expect(db.prepare(line).all()).toEqual([
      {
        actor_kind: 'command_line',
        actor_name: 'npm run business',
        subject_id: 'ivt_01kex8f8000000000000000001',
      },
    ]);
  });

  it('invites nobody where there is an owner, or one who can still accept; and anew once that has expired', () => {
    const db = business();
    invite(db, '01kex8f8000000000000000001');
    invite(db, '01kex8f8000000000000000002', { address: 'eve@evil.example' });
    expect(open(db)).toHaveLength(1);
    const later = NOW + 8 * 24 * 3_600_000;
    invite(db, '01kex8f8000000000000000003', { at: later });
    expect(open(db)).toHaveLength(1);
    expect(db.prepare('SELECT count(*) AS n FROM outbox').get()).toEqual({ n: 2 });
    db.exec(demoMemberSql(merchantId, 'ada@harbourvane.example', NOW));
    invite(db, '01kex8f8000000000000000004', { at: later * 2, address: 'eve@evil.example' });
    expect(db.prepare('SELECT count(*) AS n FROM outbox').get()).toEqual({ n: 2 });
  });
});
