import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, withTools } from './tools.ts';

const USAGE =
  'Say when the tests are to run, in UTC, and then what vitest is to run: npm run test:clock -- ' +
  '2028-02-29T02:30Z --project worker test/routes';

/** Milliseconds since the epoch, or null where it is no instant in UTC that exists: 2027-02-29 does not. */
function parseInstant(text: string): number | null {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::\d\d)?Z$/.exec(text);
  const at = match ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) || !new Date(at).toISOString().startsWith(`${match?.[1]}`) ? null : at;
}

/** Runs vitest with every clock but the browser's at that instant, from which it runs on. */
function run([instant = '', ...vitest]: readonly string[]): number {
  const at = parseInstant(instant);
  if (at === null) {
    console.error(`${instant === '' ? 'No instant is given' : `"${instant}" is no instant`}. ${USAGE}`);
    return 2;
  }
  const preload = `--import=${pathToFileURL(join(ROOT, 'test/support/clock/node.ts')).href}`;
  const env = withTools({
    NODE_OPTIONS: [process.env.NODE_OPTIONS ?? '', preload].join(' ').trim(),
    TEST_CLOCK_AHEAD_MS: String(at - Date.now()),
  });
  const shell = process.platform === 'win32';
  return spawnSync('vitest', ['run', ...vitest], { cwd: ROOT, env, stdio: 'inherit', shell }).status ?? 1;
}

process.exitCode = run(process.argv.slice(2));
