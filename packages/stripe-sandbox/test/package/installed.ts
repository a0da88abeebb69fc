import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

const PACKAGE = join(import.meta.dirname, '../..');

/** A folder of its own with the packed package in it, as somebody has it who never saw this repository. */
export interface Installed {
  readonly folder: string;
  /** What the tarball contains. */
  readonly files: readonly string[];
  /** Packs the SDK as it is installed here, and installs it beside the package. */
  addSdk(): void;
  /** Runs a file of this text in the folder, and gives what it says. Throws where it fails. */
  run(text: string): string;
  /** Starts the package's command; resolves with what it says first. */
  start(...args: string[]): Promise<Started>;
  remove(): void;
}

export interface Started {
  readonly said: string;
  readonly code: Promise<number | null>;
  stop(): Promise<number | null>;
}

/** Packs the package, which builds it, and installs the tarball without a network, a cache or a script. */
export function installPacked(): Installed {
  const root = mkdtempSync(join(tmpdir(), 'stripe-sandbox-'));
  const [folder, tarballs, cache] = [join(root, 'app'), join(root, 'packed'), join(root, 'cache')];
  const npm = (cwd: string, ...args: string[]): string =>
    succeed('npm', [...args, '--offline', '--cache', cache, '--no-audit', '--no-fund'], cwd);
  const install = (tarball: string): string =>
    npm(folder, 'install', '--ignore-scripts', join(tarballs, tarball));
  for (const made of [folder, tarballs]) mkdirSync(made);
  writeFileSync(join(folder, 'package.json'), '{ "name": "app", "private": true, "type": "module" }');
  const packed: { files: { path: string }[] }[] = JSON.parse(
    npm(PACKAGE, 'pack', '--json', '--silent', '--pack-destination', tarballs),
  );
  install(readdirSync(tarballs)[0] ?? '');
  return {
    folder,
    files: packed.flatMap(({ files }) => files.map(({ path }) => path)),
    addSdk() {
      npm(sdkFolder(), 'pack', '--ignore-scripts', '--silent', '--pack-destination', tarballs);
      install(readdirSync(tarballs).find((name) => /^stripe-\d/.test(name)) ?? '');
    },
    run(text) {
      writeFileSync(join(folder, 'quick-start.js'), text);
      return succeed(process.execPath, ['quick-start.js'], folder);
    },
    start: (...args) => startBin(folder, args),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function sdkFolder(): string {
  let folder = dirname(createRequire(import.meta.url).resolve('stripe'));
  while (basename(folder) !== 'stripe') folder = dirname(folder);
  return folder;
}

function succeed(program: string, parameters: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(program, parameters, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0)
    throw new Error(`${program} ${parameters.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

async function startBin(folder: string, parameters: readonly string[]): Promise<Started> {
  const bin = join(folder, 'node_modules', 'stripe-sandbox', 'dist', 'cli.js');
  const child = spawn(process.execPath, [bin, ...parameters], { cwd: folder });
  const code = new Promise<number | null>((resolve) => child.once('close', resolve));
  const said = await new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.once('data', (chunk: Buffer) => resolve(chunk.toString()));
    }
  });
  return {
    said,
    code,
    stop: () => {
      child.kill('SIGTERM');
      return code;
    },
  };
}

/** What the compiler has against a file, libraries included. Node's own types are those installed here. */
export function checkTypes(folder: string, file: string): string {
  const require = createRequire(import.meta.url);
  const types = dirname(dirname(require.resolve('@types/node/package.json')));
  const compiler = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
  const options = ['--strict', '--noEmit', '--target', 'es2024', '--module', 'nodenext', '--types', 'node'];
  const parameters = [compiler, ...options, '--typeRoots', types, '--skipLibCheck', 'false', file];
  return spawnSync(process.execPath, parameters, { cwd: folder, encoding: 'utf8' }).stdout;
}
