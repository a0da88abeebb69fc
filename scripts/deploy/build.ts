import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MIGRATIONS } from '../../src/domain/migrations.ts';
import { WRANGLER } from '../business/store.ts';
import { openByWrangler } from '../database/wrangler.ts';
import { sealDatabase } from '../migrations/mend.ts';
import { keepingSecrets } from '../release/kept-secrets.ts';
import { versionMessage } from '../release/message.ts';
import { LOCAL_FOLDER, LOCAL_STATE, ROOT, runTool } from '../tools.ts';
import { settingsFile } from './settings.ts';

/**
 * What Cloudflare's own build runs, after its button made database and queues: schema by binding, then the Worker. When the
 * button puts the secrets in place isn't documented, so the Worker is uploaded without them too, and says what it lacks.
 */
export async function build(environment: Readonly<Record<string, string | undefined>>): Promise<number> {
  const settings = await writeBuildSettings();
  const migrated = await wrangler(['d1', 'migrations', 'apply', 'DB', '--remote', '--config', settings]);
  if (migrated !== 0) return migrated;
  // With which text each was applied: a later one of the same name is found out by it.
  const place = {
    remote: true,
    state: LOCAL_STATE,
    config: settings,
    environment: null,
    backups: LOCAL_FOLDER,
  };
  const sealed = await sealDatabase(openByWrangler(place));
  console.log(sealed.text);
  if (sealed.isProblem) return 1;
  const commit = (environment.WORKERS_CI_COMMIT_SHA ?? 'unknown').slice(0, 8);
  const message = versionMessage(MIGRATIONS.at(-1)?.[0] ?? '', commit);
  const deployed = await keepingSecrets((kept) =>
    wrangler(['deploy', '--config', settings, ...kept, '--message', message]),
  );
  if (deployed !== 0) return deployed;
  console.log(nextSteps(await secretsOf(settings)));
  return 0;
}

/** wrangler.toml without the demand for secrets: of a Worker that isn't there yet, wrangler refuses the upload for it. */
async function writeBuildSettings(): Promise<string> {
  const file = join(ROOT, settingsFile('build'));
  const text = await readFile(join(ROOT, 'wrangler.toml'), 'utf8');
  await writeFile(`${file}.part`, withoutDemand(text));
  await rename(`${file}.part`, file);
  return file;
}

const withoutDemand = (settings: string): string =>
  settings.replace(/^\[secrets\]\nrequired = [^\n]*\n\n?/m, '');

async function wrangler(command: readonly string[]): Promise<number> {
  const { code, output } = await runTool(['wrangler', ...command], WRANGLER);
  console.log(output);
  return code;
}

/** The names of the secrets that the Worker has. */
async function secretsOf(settings: string): Promise<readonly string[]> {
  const listed = await runTool(['wrangler', 'secret', 'list', '--config', settings], WRANGLER);
  return [...listed.output.matchAll(/"name": "(\w+)"/g)].map(([, name = '']) => name);
}

/** Those without which nothing works, or nobody could look at what does. */
const NEEDED = ['STRIPE_SECRET_KEY', 'LINK_KEYS', 'STRIPE_WEBHOOK_SECRETS', 'OPERATOR_KEY'] as const;

/** What is left to do once the Worker is uploaded. */
function nextSteps(secrets: readonly string[]): string {
  const missing = NEEDED.filter((name) => !secrets.includes(name));
  return [
    ...missing.map((name) => `The Worker has no ${name} yet: add it under Settings, Variables and Secrets.`),
    'The Worker’s own page says what is still missing, with what mends it. Then make the business and Stripe’s webhook',
    'endpoint, from a checkout on your machine: docs/DEPLOY.md, By hand, from step 3.',
  ].join('\n');
}
