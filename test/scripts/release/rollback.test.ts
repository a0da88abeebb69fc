import { describe, expect, it } from 'vitest';
import { WranglerFailure } from '../../../scripts/database/wrangler.ts';
import { readMigrations } from '../../../scripts/migrations/files.ts';
import { schemaOf, versionMessage } from '../../../scripts/release/message.ts';
import { type RollbackAsk, rollback } from '../../../scripts/release/rollback.ts';
import { deploymentsIn, versionsIn } from '../../../scripts/release/worker.ts';
import { contents } from '../../support/node/migrations/database.ts';
import { filledDatabase } from '../../support/node/migrations/filled.ts';
import { pretendedWorker } from '../../support/node/migrations/pretended-worker.ts';
import { sqliteDatabase } from '../../support/node/migrations/sqlite-database.ts';

const files = await readMigrations();
const ASK: RollbackAsk = {
  version: null,
  dryRun: false,
  anyway: false,
  configured: ['--config', 'wrangler.deploy.production.toml'],
};
const of = (id: string, schema: string) => ({ id, message: versionMessage(schema, id) });
const THREE = [of('a', '0018_choices.sql'), of('b', '0026_operator.sql'), of('c', '0028_contacts_mail.sql')];

describe('a rollback', () => {
  it('gives all traffic to the version before, and leaves the database as it is', async () => {
    const [worker, db] = [pretendedWorker(THREE), filledDatabase(files)];
    const before = contents(db);
    const { text, isProblem } = await rollback(worker, sqliteDatabase(db), files, ASK);
    expect([isProblem, text]).toEqual([false, expect.stringContaining('All traffic goes to b')]);
    expect(worker.traffic()).toEqual([{ id: 'b', percent: 100 }]);
    expect(contents(db)).toEqual(before);
  });

  it('goes to the older of two that share the traffic, and to the one that is named', async () => {
    const [worker, database] = [pretendedWorker(THREE), sqliteDatabase(filledDatabase(files))];
    await worker.share(
      [
        { id: 'c', percent: 10 },
        { id: 'b', percent: 90 },
      ],
      'some',
    );
    await rollback(worker, database, files, ASK);
    expect(worker.traffic()).toEqual([{ id: 'b', percent: 100 }]);
    await rollback(worker, database, files, { ...ASK, version: 'c' });
    expect(worker.traffic()).toEqual([{ id: 'c', percent: 100 }]);
    const unknown = await rollback(worker, database, files, { ...ASK, version: 'z' });
    expect([unknown.isProblem, worker.traffic()]).toEqual([true, [{ id: 'c', percent: 100 }]]);
  });

  it('waits for a word where that version would be refused what it writes, or does not say what it knows', async () => {
    const [worker, database] = [pretendedWorker(THREE), sqliteDatabase(filledDatabase(files))];
    const far = await rollback(worker, database, files, { ...ASK, version: 'a' });
    expect(far).toEqual({ isProblem: true, text: expect.stringContaining('0019_choice.sql') });
    const silent = pretendedWorker([
      { id: 'old', message: 'Uploaded by hand' },
      of('c', '0028_contacts_mail.sql'),
    ]);
    expect((await rollback(silent, database, files, ASK)).isProblem).toBe(true);
    expect((await rollback(silent, database, files, { ...ASK, anyway: true })).isProblem).toBe(false);
    expect(silent.traffic()).toEqual([{ id: 'old', percent: 100 }]);
  });

  it('past a change of keys is not made with the old ones: it says how that code is deployed with those of today', async () => {
    const database = sqliteDatabase(filledDatabase(files));
    const refusal = 'The following secrets have changed: LINK_KEYS, OPERATOR_KEY [code: 10220]';
    const share = () => Promise.reject(new WranglerFailure(refusal));
    const { text, isProblem } = await rollback({ ...pretendedWorker(THREE), share }, database, files, ASK);
    expect(isProblem).toBe(true);
    expect(text).toContain('LINK_KEYS, OPERATOR_KEY changed since');
    expect(text).toContain('git checkout b && npm ci');
    expect(text).toContain(
      'npx wrangler deploy --config wrangler.deploy.production.toml --message "schema 0026',
    );
    const down = {
      ...pretendedWorker(THREE),
      share: () => Promise.reject(new WranglerFailure('Bad gateway')),
    };
    await expect(rollback(down, database, files, ASK)).rejects.toThrow('Bad gateway');
  });

  it('says that there is nothing to go back to, and only looks in a dry run', async () => {
    const database = sqliteDatabase(filledDatabase(files));
    const one = pretendedWorker(THREE.slice(0, 1));
    expect((await rollback(one, database, files, ASK)).text).toContain('no version before');
    const worker = pretendedWorker(THREE);
    await rollback(worker, database, files, { ...ASK, dryRun: true });
    expect(worker.traffic()).toEqual([{ id: 'c', percent: 100 }]);
  });

  it('reads what wrangler lists', () => {
    const versions = `[\n  {\n "id": "v1", "annotations": { "workers/message": "schema 0028_contacts_mail.sql, commit 1" } },\n {"id": "v2"}\n]`;
    expect(versionsIn(versions).map(({ id, message }) => [id, schemaOf(message)])).toEqual([
      ['v1', '0028_contacts_mail.sql'],
      ['v2', null],
    ]);
    const changed = `[\n{"id": "v1", "annotations": { "workers/message": "schema 0028_contacts_mail.sql, commit 1" } },\n{"id": "v2", "annotations": { "workers/triggered_by": "secret" } }, {"id": "v3", "annotations": { "workers/triggered_by": "upload" } }\n]`;
    expect(versionsIn(changed).map(({ message }) => schemaOf(message))).toEqual([
      '0028_contacts_mail.sql',
      '0028_contacts_mail.sql',
      null,
    ]);
    const deployments = `[\n {"id": "d1", "versions": [{ "version_id": "v1", "percentage": 90 }, { "version_id": "v2", "percentage": 10 }]}\n]`;
    expect(deploymentsIn(deployments)).toEqual([
      [
        { id: 'v1', percent: 90 },
        { id: 'v2', percent: 10 },
      ],
    ]);
    expect(versionsIn('[]')).toEqual([]);
  });
});
