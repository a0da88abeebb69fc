import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetRehearsal, runScript } from '../../../scripts/rehearse/transcript.ts';
import { startWorld, type World } from '../../../scripts/rehearse/world.ts';

const PATIENCE_MS = 240_000;
const NAME = 'operated';
const AT = ['--remote', '--env', NAME];

let directory: string;
let world: World;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'quittance-operated-'));
  world = await startWorld(directory);
  const deployed = await runScript(
    'deploy',
    [
      ...['--env', NAME, '--name', 'Acme Ltd', '--email', 'billing@acme.example'],
      ...['--currency', 'GBP', '--country', 'GB', '--mail-from', 'billing@acme.example'],
      ...['--url', world.standIn.workerUrl, '--yes'],
    ],
    world,
  );
  expect(deployed, deployed.output).toMatchObject({ code: 0 });
}, PATIENCE_MS);
afterAll(async () => {
  await world.close();
  await Promise.all([forgetRehearsal(NAME), rm(directory, { recursive: true, force: true })]);
});

const run = (script: string, ...options: readonly string[]) => runScript(script, [...AT, ...options], world);

/** The deployed database's rows of a table, as the machine has them. */
function count(table: string): number {
  const { databases } = world.standIn.account;
  const { file = '' } = [...databases.values()].find(({ name }) => name === `quittance-${NAME}`) ?? {};
  const db = new DatabaseSync(file);
  try {
    return Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n);
  } finally {
    db.close();
  }
}

describe('with --remote, by the unmodified wrangler', () => {
  it(
    'a deployment is backed up, verified, upgraded and its keys are listed, by the configuration that deploying wrote',
    async () => {
      const file = join(directory, 'backup.sql');
      expect(await run('backup', '--output', file)).toMatchObject({ code: 0 });
      expect(await readFile(file, 'utf8')).toContain('Acme Ltd');
      const verified = await run('verify-data');
      expect(verified, verified.output).toMatchObject({ code: 0 });
      const looked = await run('upgrade', '--dry-run');
      expect(looked, looked.output).toMatchObject({ code: 0 });
      expect(looked.output).toContain('No migration is to be applied.');
      const keys = await run('keys', 'list');
      expect(keys, keys.output).toMatchObject({ code: 0 });
      expect(keys.output).toContain('key_');
      const rolled = await run('rollback', '--dry-run');
      expect(rolled.output).toContain('There is no version before this one.');
    },
    PATIENCE_MS,
  );

  it(
    'a backup that was cut off or edited is refused before anything changes, and a whole one puts back what went',
    async () => {
      const file = join(directory, 'whole.sql');
      expect(await run('backup', '--output', file)).toMatchObject({ code: 0 });
      const text = await readFile(file, 'utf8');
      const spoiled = join(directory, 'spoiled.sql');
      const from = world.standIn.calls.length;
      for (const wrong of [text.slice(0, text.length / 2), text.replace('Acme Ltd', 'Evil Ltd')]) {
        await writeFile(spoiled, wrong);
        expect(await run('restore', '--replace', spoiled)).toMatchObject({ code: 1 });
      }
      expect(world.standIn.calls.slice(from).filter((call) => call.endsWith('/import'))).toEqual([]);
      const invoices = count('invoices');
      const restored = await run('restore', '--replace', file);
      expect(restored, restored.output).toMatchObject({ code: 0 });
      expect(count('invoices')).toBe(invoices);
      expect(await run('verify-data')).toMatchObject({ code: 0 });
    },
    PATIENCE_MS,
  );
});
