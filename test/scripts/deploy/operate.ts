import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';
import { ENVIRONMENT, runScript } from '../../../scripts/rehearse/transcript.ts';
import type { World } from '../../../scripts/rehearse/world.ts';
import { withTools } from '../../../scripts/tools.ts';

/** The commands on what was rehearsed, by the configuration that deploying wrote. */
export function commandsOn(world: World, directory: string) {
  const run = (script: string, ...options: readonly string[]) =>
    runScript(script, ['--remote', '--env', ENVIRONMENT, ...options], world);
  const succeed = async (script: string, ...options: readonly string[]): Promise<string> => {
    const { code, output } = await run(script, ...options);
    expect(code, output).toBe(0);
    return output;
  };
  /** The deployed database's rows of a table, as the machine has them. */
  const count = (table: string): number => {
    const { databases } = world.standIn.account;
    const { file = '' } =
      [...databases.values()].find(({ name }) => name === `quittance-${ENVIRONMENT}`) ?? {};
    const db = new DatabaseSync(file);
    try {
      return Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n);
    } finally {
      db.close();
    }
  };
  const file = join(directory, 'backup.sql');
  /** `npm run keys` with that on its standard input. */
  const keysWith = (input: string, ...words: readonly string[]): Promise<string> =>
    new Promise((done, failed) => {
      const command = ['scripts/keys.ts', ...words, '--remote', '--env', ENVIRONMENT];
      const env = withTools(world.environment);
      const child = execFile('node', command, { env }, (error, said, complained) =>
        error === null ? done(said) : failed(new Error(`${said}${complained}`)),
      );
      child.stdin?.end(input);
    });

  return {
    async backsUp(): Promise<void> {
      expect(await succeed('backup', '--output', file)).toContain(file);
      expect(await readFile(file, 'utf8')).toContain('Acme Ltd');
      expect(await succeed('upgrade', '--dry-run')).toContain('No migration is to be applied.');
      expect(await succeed('keys', 'list')).toContain('key_');
    },

    async restores(): Promise<void> {
      const text = await readFile(file, 'utf8');
      const spoiled = join(directory, 'spoiled.sql');
      const from = world.standIn.calls.length;
      for (const wrong of [text.slice(0, text.length / 2), text.replace('Acme Ltd', 'Evil Ltd')]) {
        await writeFile(spoiled, wrong);
        expect(await run('restore', '--replace', spoiled)).toMatchObject({ code: 1 });
      }
      expect(world.standIn.calls.slice(from).filter((call) => call.endsWith('/import'))).toEqual([]);
      const invoices = count('invoices');
      await succeed('restore', '--replace', file);
      expect(count('invoices')).toBe(invoices);
      expect(await succeed('verify-data')).toContain(`${invoices} invoice`);
    },

    /**
     * Link keys and Stripe's, while sent links are opened and the API is asked, and nobody is refused; and no way back past
     * that by accident.
     */
    async rotates({ link, apiKey }: { readonly link: string; readonly apiKey: string }): Promise<void> {
      const refused: string[] = [];
      let asked = 0;
      const ask = async (): Promise<void> => {
        const headers = { Authorization: `Bearer ${apiKey}` };
        const urls = [link, `${world.standIn.workerUrl}/api/v1/invoices`];
        const answers = await Promise.all(urls.map((url) => answerOf(url, headers)));
        asked += 1;
        refused.push(...answers.filter(({ ok }) => !ok).map(({ status, url }) => `${status} ${url}`));
      };
      let goesOn = true;
      const traffic = (async () => {
        // Below the brakes: 120 a minute of one link.
        while (goesOn) await Promise.all([ask(), new Promise((resolve) => setTimeout(resolve, 1_000))]);
      })();
      expect(await succeed('keys', 'add', 'links')).toContain('It runs everywhere that was asked.');
      expect(await succeed('keys', 'use', 'links')).toContain('LINK_KEYS holds k2, k1.');
      const replaced = await keysWith(world.nextStripeKey, 'replace', 'stripe');
      expect(replaced).toContain('It runs everywhere that was asked.');
      goesOn = false;
      await traffic;
      expect([refused, asked > 10]).toEqual([[], true]);
      const back = await run('rollback', '--anyway');
      expect(back).toMatchObject({
        code: 1,
        output: expect.stringMatching(/STRIPE_SECRET_KEY changed since/),
      });
      await ask();
      expect(refused).toEqual([]);
    },
  };
}

/**
 * What an address answers. A local database is a file, which may be locked for the one that writes it; what it answers after that is
 * the same with D1.
 */
async function answerOf(url: string, headers: Record<string, string>): Promise<Response> {
  const first = await fetch(url, { headers });
  return first.status === 500 ? fetch(url, { headers }) : first;
}
