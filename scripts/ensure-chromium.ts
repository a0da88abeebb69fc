import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { findChromium } from './chromium.ts';

/** One way to install a browser: what it is called in messages, and the commands, each a program and its arguments. */
interface Way {
  readonly name: string;
  readonly commands: readonly (readonly [string, ...string[]])[];
}

/** Silent where a browser is already there; otherwise installs one, or says in one sentence what to do. */
function ensureChromium(): number {
  if (findChromium() !== null) return 0;
  for (const way of ways()) {
    console.log(`No Chromium on this machine: installing it by ${way.name} (about a minute) …`);
    // Every command is tried, since an index that cannot be refreshed may still hold the package.
    const failed = way.commands.filter((command) => !runs(command));
    if (findChromium() !== null) return 0;
    console.error(`That did not work: ${failed.map((command) => command.join(' ')).join('; ') || way.name}.`);
  }
  console.error(
    'The browser tests need Chromium and it could not be installed here: install it yourself, ' +
      'or set QUITTANCE_CHROMIUM to the path of a Chromium or Chrome.',
  );
  return 1;
}

function ways(): readonly Way[] {
  const playwright = dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'));
  const prefix = aptPrefix();
  const libraries = prefix === null ? [] : ['--with-deps'];
  const download: Way = {
    name: "Playwright's own download",
    commands: [[process.execPath, join(playwright, 'cli.js'), 'install', ...libraries, 'chromium']],
  };
  if (prefix === null) return [download];
  const apt: Way = {
    name: 'apt-get',
    commands: [
      [...prefix, 'apt-get', 'update', '-q'],
      [...prefix, 'apt-get', 'install', '-y', '-q', '-o', 'DPkg::Lock::Timeout=300', 'chromium'],
    ],
  };
  return [apt, download];
}

/** What stands before apt-get: nothing for root, sudo where it asks for no password, null where apt cannot be used. */
function aptPrefix(): readonly ['env', string] | readonly ['sudo', '-n', 'env', string] | null {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) return null;
  const quiet = 'DEBIAN_FRONTEND=noninteractive';
  if (process.getuid?.() === 0) return ['env', quiet];
  const passwordless = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
  return passwordless ? ['sudo', '-n', 'env', quiet] : null;
}

function runs([program, ...rest]: readonly [string, ...string[]]): boolean {
  const done = spawnSync(program, rest, { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
  if (done.status !== 0) console.error((done.stderr || done.stdout || '').split('\n').slice(-8).join('\n'));
  return done.status === 0;
}

process.exitCode = ensureChromium();
