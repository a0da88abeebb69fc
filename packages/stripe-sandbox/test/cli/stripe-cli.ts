import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { API_VERSION } from '../../src/core/version.ts';

/** The official CLI's own program, as the dev dependency `@stripe/cli` brings it. Throws where it has none. */
export function findStripeCli(platform = `${process.platform}-${process.arch}`): string {
  const require = createRequire(import.meta.url);
  const list = require.resolve('@stripe/cli/platforms.json');
  const known: Record<string, { pkg: string; bin: string }> = JSON.parse(readFileSync(list, 'utf8'));
  const here = known[platform];
  if (here === undefined)
    throw new Error(`Stripe has no CLI for ${platform}, so it cannot drive the sandbox here.`);
  const folder = folderOf(require, here.pkg);
  const file = folder === null ? null : join(folder, 'bin', here.bin);
  if (file === null || !existsSync(file)) {
    throw new Error(`${here.pkg} is not installed: run npm ci, without --omit=optional.`);
  }
  return file;
}

function folderOf(require: NodeJS.Require, name: string): string | null {
  try {
    return dirname(require.resolve(`${name}/package.json`));
  } catch {
    return null;
  }
}

/**
 * Runs `stripe trigger EVENT` against an address on 127.0.0.1, and resolves with what it said. Rejects where it
 * reports failure. It has a home of its own, and nothing but loopback is within its reach.
 */
export async function trigger(
  event: string,
  { url, key, flags = [] }: { url: string; key: string; flags?: readonly string[] },
): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'stripe-cli-'));
  try {
    const program = findStripeCli();
    const version = ['--api-version', API_VERSION];
    return await run(program, ['trigger', event, '--api-base', url, ...version, ...flags], {
      HOME: home,
      XDG_CONFIG_HOME: home,
      STRIPE_API_KEY: key,
      STRIPE_CLI_TELEMETRY_OPTOUT: '1',
      DO_NOT_TRACK: '1',
      // It would look for newer versions of itself: nobody listens at the discard port, and loopback is never proxied.
      HTTPS_PROXY: 'http://127.0.0.1:9',
      HTTP_PROXY: 'http://127.0.0.1:9',
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function run(
  program: string,
  parameters: readonly string[],
  environment: Record<string, string>,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(said);
      else reject(new Error(`stripe ${parameters.slice(0, 2).join(' ')} ended with ${code}:\n${said}`));
    });
  });
}
