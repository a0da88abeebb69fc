import { parseArgs } from 'node:util';
import { BUSINESS_OPTIONS, type BusinessOption, type Given, parseDetails } from './business/details.ts';
import { newIdentity } from './business/identity.ts';
import { businessSql } from './business/sql.ts';
import { executeSql, type Target } from './business/store.ts';
import { LOCAL_STATE } from './tools.ts';

const USAGE = `Makes a business and its first API key, which is shown once.

  npm run business -- --remote --name "Acme Ltd" --email billing@acme.example --currency GBP \\
    --time-zone Europe/London --country GB

  --remote    in the deployed database (the default is this machine's: --local)
  --env NAME  of another deployment than production, such as staging
  --live      for real money: the key begins with qk_live_ (otherwise qk_test_)
${Object.entries(BUSINESS_OPTIONS)
  .map(([option, what]) => `  --${option.padEnd(14)}${what}`)
  .join('\n')}`;

const ALREADY = 'There is a business on this Stripe account in this mode already; nothing was changed.';

const NO_TABLES =
  'The database has no tables yet: run `npx wrangler d1 migrations apply DB --remote` first (`npm start` does it locally).';

/** Reads the command line, writes the rows, prints the key. Returns the exit code. */
async function main(): Promise<number> {
  const asked = readArguments();
  if (asked === 'help') {
    console.log(USAGE);
    return 0;
  }
  if ('problems' in asked) {
    console.error(`${asked.problems.join('\n')}\n\n${USAGE}`);
    return 1;
  }
  const parsed = parseDetails(asked.given);
  if ('problems' in parsed) {
    console.error(`${parsed.problems.join('\n')}\n\nnpm run business -- --help lists every option.`);
    return 1;
  }
  const identity = newIdentity(asked.live, Date.now());
  const { remote, environment } = asked;
  const target: Target = remote ? { remote, environment } : { local: LOCAL_STATE };
  const { code, output } = await executeSql(businessSql(parsed.details, identity), target);
  if (code !== 0) {
    console.error(explained(output));
    return 1;
  }
  console.log(`${parsed.details.displayName} is ready (${identity.merchantId}).
Its API key, which is stored nowhere and not shown again:

  ${identity.apiKey}
`);
  return 0;
}

function explained(output: string): string {
  if (/UNIQUE constraint failed: connections/.test(output)) return ALREADY;
  if (/no such table/.test(output)) return NO_TABLES;
  return output.trim();
}

type Asked = {
  readonly given: Given;
  readonly live: boolean;
  readonly remote: boolean;
  readonly environment: string | null;
};

function readArguments(): Asked | 'help' | { problems: readonly string[] } {
  const flags = { help: {}, live: {}, local: {}, remote: {} };
  try {
    const { values } = parseArgs({
      options: {
        ...Object.fromEntries(
          [...Object.keys(BUSINESS_OPTIONS), 'env'].map((name) => [name, { type: 'string' as const }]),
        ),
        ...Object.fromEntries(Object.keys(flags).map((name) => [name, { type: 'boolean' as const }])),
      },
    });
    if (values.help === true) return 'help';
    if (values.local === true && values.remote === true) return { problems: ['Either --local or --remote.'] };
    const given: Partial<Record<BusinessOption, string>> = {};
    for (const name of optionNames()) {
      const value = values[name];
      if (typeof value === 'string') given[name] = value;
    }
    const environment = typeof values.env === 'string' ? values.env : null;
    return { given, live: values.live === true, remote: values.remote === true, environment };
  } catch (error) {
    return { problems: [error instanceof Error ? error.message : String(error)] };
  }
}

function optionNames(): readonly BusinessOption[] {
  const isOption = (name: string): name is BusinessOption => name in BUSINESS_OPTIONS;
  return Object.keys(BUSINESS_OPTIONS).filter(isOption);
}

process.exitCode = await main();
