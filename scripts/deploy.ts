import { parseArgs } from 'node:util';
import { MIGRATIONS } from '../src/domain/migrations.ts';
import { WRANGLER } from './business/store.ts';
import { openByWrangler } from './database/wrangler.ts';
import { cloudflareApi, listOf, textOf } from './deploy/api.ts';
import { terminalAsker } from './deploy/ask.ts';
import { type Flags, gather, OPTIONS } from './deploy/gather.ts';
import { deploy } from './deploy/run.ts';
import { stateFile } from './deploy/state.ts';
import { sealDatabase } from './migrations/mend.ts';
import { versionMessage } from './release/message.ts';
import { LOCAL_FOLDER, LOCAL_STATE, ROOT, runTool } from './tools.ts';

const USAGE = `Deploys Quittance to your Cloudflare account, from nothing or again. It prints what it will do and asks before it does.
It can be cut off anywhere and run again.

  npm run deploy                        asks what it doesn't know
  npm run deploy -- --dry-run           prints what it would do, and ends
  npm run deploy -- --env staging       another one beside production

${Object.entries(OPTIONS)
  .map(([option, what]) => `  --${option.padEnd(14)}${what}`)
  .join('\n')}
  --dry-run       changes nothing
  --yes           doesn't ask before it goes ahead

In the environment: STRIPE_SECRET_KEY, SMTP_URL, CLOUDFLARE_API_TOKEN (or log in by npx wrangler login), LINK_KEYS (to keep
those of a Worker that was deleted), OPERATOR_KEY. Secrets are no options, since a process list shows those.`;

async function main(): Promise<number> {
  const texts = Object.fromEntries(Object.keys(OPTIONS).map((name) => [name, { type: 'string' as const }]));
  const switches = {
    help: { type: 'boolean' as const },
    'dry-run': { type: 'boolean' as const },
    yes: { type: 'boolean' as const },
  };
  const values = asked(() => parseArgs({ options: { ...texts, ...switches } }).values);
  if (typeof values === 'string') {
    console.error(values);
    return 1;
  }
  if (values.help === true) {
    console.log(USAGE);
    return 0;
  }
  const flags: Flags = Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
  if (process.env.WORKERS_CI !== undefined) return build();
  const token = await tokenOf();
  if (token === null) {
    console.error('Nobody is logged in at Cloudflare: npx wrangler login, or set CLOUDFLARE_API_TOKEN.');
    return 1;
  }
  const asker = process.stdin.isTTY ? terminalAsker() : null;
  try {
    const base = process.env.CLOUDFLARE_API_BASE_URL ?? 'https://api.cloudflare.com/client/v4';
    const api = cloudflareApi(base, token);
    const accounts = listOf(await api.get('/accounts?per_page=50'));
    const ids = accounts.flatMap((account) => textOf(account, 'id') ?? []);
    if (ids.length > 1 && asker !== null) {
      console.log(
        accounts.map((account) => `  ${textOf(account, 'id')}  ${textOf(account, 'name')}`).join('\n'),
      );
    }
    const state = await stateFile(ROOT, flags.env ?? 'production').read();
    const answers = await gather({ flags, environment: process.env, state, accounts: ids }, asker);
    if ('problems' in answers) {
      console.error([...answers.problems, '', 'npm run deploy -- --help lists every option.'].join('\n'));
      return 1;
    }
    const accountId = answers.accountId ?? '';
    const { OPERATOR_KEY } = process.env;
    const environment = {
      CLOUDFLARE_API_TOKEN: token,
      CLOUDFLARE_ACCOUNT_ID: accountId,
      ...(OPERATOR_KEY !== undefined && { OPERATOR_KEY }),
    };
    const isAgreed = values.yes === true;
    if (!isAgreed && values['dry-run'] !== true && asker === null) {
      console.error('Nobody is here to say yes: give --yes, or --dry-run.');
      return 1;
    }
    const ended = await deploy(
      { answers, accountId, api, environment, dryRun: values['dry-run'] === true },
      {
        say: (line) => console.log(line),
        confirm: async () => isAgreed || (await asker?.confirm()) === true,
        now: () => Date.now(),
        pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      },
    );
    if (ended === 'declined') console.log('Nothing was changed.');
    return ended === 'refused' || ended === 'declined' ? 1 : 0;
  } catch (error) {
    console.error(
      `${error instanceof Error ? error.message : error}\nWhat was done stays; run the same command again to go on.`,
    );
    return 1;
  } finally {
    asker?.close();
  }
}

/** The options, or what is wrong with them. */
function asked<T>(read: () => T): T | string {
  try {
    return read();
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return `${said}\n\nnpm run deploy -- --help lists every option.`;
  }
}

/** What Cloudflare's own build runs, after its button made database and queue: schema by binding, then the Worker. */
async function build(): Promise<number> {
  const commit = (process.env.WORKERS_CI_COMMIT_SHA ?? 'unknown').slice(0, 8);
  const message = versionMessage(MIGRATIONS.at(-1)?.[0] ?? '', commit);
  const wrangler = async (command: readonly string[]): Promise<number> => {
    const { code, output } = await runTool(['wrangler', ...command], WRANGLER);
    console.log(output);
    return code;
  };
  const migrated = await wrangler(['d1', 'migrations', 'apply', 'DB', '--remote']);
  if (migrated !== 0) return migrated;
  // With which text each was applied: a later one of the same name is found out by it.
  const place = { remote: true, state: LOCAL_STATE, config: null, environment: null, backups: LOCAL_FOLDER };
  const sealed = await sealDatabase(openByWrangler(place));
  console.log(sealed.text);
  return sealed.isProblem ? 1 : wrangler(['deploy', '--message', message]);
}

/** The token of the environment, or of `wrangler login`; null where there is neither. */
async function tokenOf(): Promise<string | null> {
  const given = process.env.CLOUDFLARE_API_TOKEN?.trim();
  if (given) return given;
  const { code, output } = await runTool(['wrangler', 'auth', 'token', '--json'], WRANGLER);
  return code === 0 ? textOf(JSON.parse(output.slice(output.indexOf('{'))), 'token') : null;
}

process.exitCode = await main();
