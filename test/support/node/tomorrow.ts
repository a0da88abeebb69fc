import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, withTools } from '../../../scripts/tools.ts';

const NEEDED = [
  'src',
  'scripts',
  'migrations',
  'stubs',
  'assets',
  'packages',
  'package.json',
  'tsconfig.json',
  'tsconfig.base.json',
  'wrangler.toml',
];

/** The migration that tomorrow's code has and today's doesn't know. */
export const TOMORROW = '9999_tomorrow.sql';
const SQL = 'ALTER TABLE merchants ADD COLUMN tomorrow TEXT;\n';

/** A checkout of tomorrow: today's code with one more migration, and what was deployed from this one under `environment`. */
export async function checkoutOfTomorrow(environment: string) {
  const folder = await mkdtemp(join(tmpdir(), 'tomorrow-'));
  const known = (await readdir(ROOT)).filter((name) => name.includes(`.${environment}`));
  for (const name of [...NEEDED, ...known])
    await cp(join(ROOT, name), join(folder, name), {
      recursive: true,
      filter: (path) => !path.endsWith('node_modules'),
    });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'migrations', TOMORROW), SQL);
  /** Runs a script of the checkout to its end. */
  const run = (script: string, options: readonly string[], extra: Readonly<Record<string, string>> = {}) =>
    new Promise<{ readonly code: number; readonly output: string }>((ended) => {
      // wrangler lists what waits anew after each migration.
      const settings = { cwd: folder, env: withTools(extra), maxBuffer: 64 * 2 ** 20 };
      execFile(process.execPath, [`scripts/${script}.ts`, ...options], settings, (error, stdout, stderr) =>
        ended({ code: error === null ? 0 : 1, output: `${stdout}${stderr}` }),
      );
    });
  const frozen = await run('migrations', ['--add']);
  if (frozen.code !== 0) throw new Error(frozen.output);
  return { folder, run, close: () => rm(folder, { recursive: true, force: true }) };
}
