import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { type SchemaObject, structureOf } from '../../../scripts/database/structure.ts';
import { readMigrations } from '../../../scripts/migrations/files.ts';
import { breaksBefore } from '../../../scripts/migrations/two-versions.ts';

const files = await readMigrations();

/** What a Worker of before its migration would have been refused. They were applied before there were two versions at once. */
const BEFORE_ROLLOUTS: Readonly<Record<string, readonly string[]>> = {
  '0002_collection.sql': [
    'The unique index payment_methods_default may refuse what was written before.',
    'The trigger payments_pace_of_sessions may refuse what was written before.',
  ],
  '0005_methods.sql': ['The trigger payments_not_after_opt_out may refuse what was written before.'],
  '0006_reconciliation.sql': ['The unique index payments_charge may refuse what was written before.'],
  '0007_refunds.sql': [
    'The trigger refunds_within_received may refuse what was written before.',
    'The trigger credits_goodwill_is_named may refuse what was written before.',
  ],
  '0008_adoption.sql': [
    'The trigger payments_pace_of_sessions may refuse what was written before.',
    'The trigger payments_not_after_opt_out may refuse what was written before.',
  ],
  '0017_kept_by_link.sql': ['The column agreements.kind has another rule.'],
  '0019_choice.sql': ['The trigger payments_within_network_limits may refuse what was written before.'],
  // They refuse something only of customers that the version after it has erased.
  '0024_data_that_ends.sql': [
    'The trigger agreements_no_delete may refuse what was written before.',
    'The trigger invoices_not_after_erasure may refuse what was written before.',
    'The trigger setups_not_after_erasure may refuse what was written before.',
  ],
};

function structures(sqls: readonly string[]): readonly (readonly SchemaObject[])[] {
  const db = new DatabaseSync(':memory:');
  const found = sqls.map((sql) => {
    db.exec(sql);
    return structureOf(db);
  });
  db.close();
  return found;
}

/** What the version of 29 November 2026 asked of its database in a simulated month, each statement once. */
const statements = readFileSync('test/support/node/migrations/statements.jsonl', 'utf8')
  .trimEnd()
  .split('\n')
  .map((line): string => JSON.parse(line));

describe('a Worker of before a migration', () => {
  it('finds everything that its statements name in today’s schema', () => {
    const db = new DatabaseSync(':memory:');
    for (const { sql } of files) db.exec(sql);
    const refused = statements.flatMap((statement) => {
      try {
        db.prepare(statement);
        return [];
      } catch (error) {
        return [`${error}: ${statement}`];
      }
    });
    db.close();
    expect(statements.length).toBeGreaterThan(200);
    expect(refused).toEqual([]);
  });

  it('runs on the schema after it, since migrations only add', () => {
    const after = structures(files.map(({ sql }) => sql));
    const breaking = files.flatMap(({ name }, index) => {
      const found = breaksBefore(after[index - 1] ?? [], after[index] ?? []);
      return found.length === 0 ? [] : [[name, found] as const];
    });
    expect(Object.fromEntries(breaking)).toEqual(BEFORE_ROLLOUTS);
  });

  it.each([
    ['DROP TABLE dead', 'The table dead is gone.'],
    ['ALTER TABLE dead RENAME TO buried', 'The table dead is gone.'],
    ['ALTER TABLE dead RENAME COLUMN why TO reason', 'The column dead.why is gone.'],
    ['ALTER TABLE dead DROP COLUMN why', 'The column dead.why is gone.'],
    [
      'CREATE UNIQUE INDEX dead_why ON dead (why)',
      'The unique index dead_why may refuse what was written before.',
    ],
    [
      `CREATE TRIGGER dead_stay BEFORE DELETE ON dead BEGIN SELECT RAISE(ABORT, 'no'); END`,
      'The trigger dead_stay may refuse what was written before.',
    ],
    [
      `ALTER TABLE dead ADD COLUMN who TEXT; CREATE TRIGGER dead_stay BEFORE UPDATE ON dead
        WHEN NEW.who IS NOT NULL AND (NEW.id = '') OR NEW.why = 'no' BEGIN SELECT RAISE(ABORT, 'no'); END`,
      'The trigger dead_stay may refuse what was written before.',
    ],
    [
      `CREATE TRIGGER dead_stay BEFORE UPDATE ON dead WHEN NEW.why IS NOT NULL BEGIN SELECT RAISE(ABORT, 'no'); END`,
      'The trigger dead_stay may refuse what was written before.',
    ],
    [
      `CREATE TRIGGER dead_stay BEFORE UPDATE ON dead WHEN NEW.id <= (SELECT why FROM dead WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'no'); END`,
      'The trigger dead_stay may refuse what was written before.',
    ],
    [
      `ALTER TABLE dead ADD COLUMN most TEXT; CREATE TRIGGER dead_stay BEFORE UPDATE ON dead
        WHEN NEW.id <= (SELECT most FROM dead WHERE id = NEW.id) OR NEW.why = 'no' BEGIN SELECT RAISE(ABORT, 'no'); END`,
      'The trigger dead_stay may refuse what was written before.',
    ],
    [
      `DROP TABLE dead; CREATE TABLE dead (id TEXT PRIMARY KEY, why TEXT, who TEXT NOT NULL) STRICT`,
      `The new column dead.who needs a value that wasn't written before.`,
    ],
    [
      `DROP TABLE dead; CREATE TABLE dead (id TEXT PRIMARY KEY, why TEXT, CHECK (why <> id)) STRICT`,
      'The table dead has a new rule: CHECK(why <> id).',
    ],
    [
      `DROP TABLE dead; CREATE TABLE dead (id TEXT PRIMARY KEY, why TEXT CHECK (why <> '')) STRICT`,
      'The column dead.why has another rule.',
    ],
  ])('would not run after %s', (migration, says) => {
    const [before = [], after = []] = structures([
      'CREATE TABLE dead (id TEXT PRIMARY KEY, why TEXT) STRICT',
      migration,
    ]);
    expect(breaksBefore(before, after)).toEqual([says]);
  });

  it.each([
    'ALTER TABLE dead ADD COLUMN who TEXT',
    `ALTER TABLE dead ADD COLUMN who TEXT NOT NULL DEFAULT 'nobody' CHECK (length(who) > 0)`,
    'CREATE INDEX dead_why ON dead (why)',
    'ALTER TABLE dead ADD COLUMN who TEXT; CREATE UNIQUE INDEX dead_who ON dead (who)',
    `ALTER TABLE dead ADD COLUMN who TEXT; CREATE TRIGGER dead_stay BEFORE UPDATE OF who ON dead
      WHEN NEW.who IS NOT NULL AND (NEW.id = '' OR NEW.who = 'me') BEGIN SELECT RAISE(ABORT, 'no'); END`,
    `ALTER TABLE dead ADD COLUMN most TEXT; CREATE TRIGGER dead_stay BEFORE UPDATE ON dead
      WHEN NEW.id <= (SELECT most FROM dead WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'no'); END`,
    'CREATE TABLE buried (id TEXT PRIMARY KEY, who TEXT NOT NULL UNIQUE)',
  ])('runs on after %s', (migration) => {
    const [before = [], after = []] = structures([
      'CREATE TABLE dead (id TEXT PRIMARY KEY, why TEXT) STRICT',
      migration,
    ]);
    expect(breaksBefore(before, after)).toEqual([]);
  });
});
