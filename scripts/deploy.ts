import { parseArgs } from 'node:util';
import { cloudflareApi, listOf, textOf } from './deploy/api.ts';
import { terminalAsker } from './deploy/ask.ts';
import { build } from './deploy/build.ts';
import { type Flags, gather, OPTIONS } from './deploy/gather.ts';
import { deploy } from './deploy/run.ts';
import { shownOn } from './deploy/shown.ts';
import { stateFile } from './deploy/state.ts';
import { apiUrlOf, tokenOf } from './deploy/token.ts';
import { ROOT } from './tools.ts';

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

const STAYS = 'What was done stays; run the same command again to go on.';
const shown = shownOn(process.stdout);

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
  if (process.env.WORKERS_CI !== undefined) return build(process.env);
  const token = await tokenOf();
  if (token === null) {
    console.error('Nobody is logged in at Cloudflare: npx wrangler login, or set CLOUDFLARE_API_TOKEN.');
    return 1;
  }
  const asker = process.stdin.isTTY ? terminalAsker() : null;
  try {
    const api = cloudflareApi(apiUrlOf(), token);
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
    process.once('SIGINT', () => {
      shown.clear();
      console.error(`Stopped. ${STAYS}`);
      process.exit(130);
    });
    const ended = await deploy(
      { answers, accountId, api, environment, dryRun: values['dry-run'] === true },
      {
        say: shown.say,
        begin: shown.begin,
        confirm: async () => isAgreed || (await asker?.confirm()) === true,
        now: () => Date.now(),
        pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      },
    );
    if (ended === 'declined') console.log('Nothing was changed.');
    return ended === 'refused' || ended === 'declined' ? 1 : 0;
  } catch (error) {
    shown.clear();
    console.error(`${error instanceof Error ? error.message : error}\n${STAYS}`);
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

process.exitCode = await main();
