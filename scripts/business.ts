import { parseArgs } from 'node:util';
import { BUSINESS_OPTIONS, type BusinessOption, type Given, parseDetails } from './business/details.ts';
import { newIdentity } from './business/identity.ts';
import { bodyOf, invitedText, inviteOwner } from './business/invite-owner.ts';
import { inviteOwnerSql } from './business/owner.ts';
import { businessSql, literal } from './business/sql.ts';
import {
  DATABASE_PROBLEM,
  databaseIn,
  executeSql,
  isUnbound,
  readRows,
  type Target,
} from './business/store.ts';
import { LOCAL_STATE } from './tools.ts';

const USAGE = `Makes a business and its first API key, which is shown once.

  npm run business -- --remote --name "Acme Ltd" --email billing@acme.example --currency GBP \\
    --time-zone Europe/London --country GB

  --remote    in the deployed database (the default is this machine's: --local)
  --env NAME  of another deployment than production, such as staging
  --database N    of several databases, the one that is bound as DB_N
  --config FILE   wrangler's configuration, where it binds them
  --invite ADDRESS  instead of making a business: invites the owner of one that has none (--of mer_… where there are several)
  --live      for real money: the key begins with qk_live_ (otherwise qk_test_)
${Object.entries(BUSINESS_OPTIONS)
  .map(([option, what]) => `  --${option.padEnd(14)}${what}`)
  .join('\n')}`;

const ALREADY = 'There is a business on this Stripe account in this mode already; nothing was changed.';

const ELSEWHERE =
  'There is a business on this Stripe account in another of the databases: Stripe’s events would reach that one only. Nothing was changed.';

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
  const { remote, environment, database, config } = asked;
  const place = remote ? { remote, environment } : { local: LOCAL_STATE };
  const target: Target = { ...place, database, config };
  if (asked.invite !== null) return inviteOwner(target, { ...asked, address: asked.invite });
  const parsed = parseDetails(asked.given);
  if ('problems' in parsed) {
    console.error(`${parsed.problems.join('\n')}\n\nnpm run business -- --help lists every option.`);
    return 1;
  }
  const identity = newIdentity(asked.live, Date.now(), database);
  if (await isElsewhere(target, parsed.details.stripeAccount, asked.live)) {
    console.error(ELSEWHERE);
    return 1;
  }
  const { merchantId } = identity;
  const owner = inviteOwnerSql({
    merchantId,
    livemode: asked.live,
    address: parsed.details.owner,
    body: bodyOf(merchantId),
    at: identity.createdAt,
    by: 'npm run business',
  });
  const { code, output } = await executeSql(businessSql(parsed.details, identity) + owner, target);
  if (code !== 0) {
    console.error(explained(output));
    return 1;
  }
  console.log(`${parsed.details.displayName} is ready (${identity.merchantId}).
Its API key, which is stored nowhere and not shown again:

  ${identity.apiKey}

${invitedText(parsed.details.owner)}`);
  return 0;
}

/** Whether a database before this one has a business on the same account: an event names the account, and no database. */
async function isElsewhere(target: Target, account: string | null, live: boolean): Promise<boolean> {
  if (account === null) return false;
  for (let database = 0; database < (target.database ?? 0); database += 1) {
    const found = await readRows(
      `SELECT id FROM connections WHERE account = ${literal(account)} AND livemode = ${live ? 1 : 0} AND state = 'active'`,
      { ...target, database },
    );
    if ('rows' in found && found.rows.length > 0) return true;
  }
  return false;
}

function explained(output: string): string {
  if (isUnbound(output)) return `The configuration binds no such database: ${output.trim()}`;
  if (/UNIQUE constraint failed: connections/.test(output)) return ALREADY;
  if (/no such table/.test(output)) return NO_TABLES;
  return output.trim();
}

type Asked = {
  readonly given: Given;
  readonly live: boolean;
  readonly remote: boolean;
  readonly environment: string | null;
  readonly database: number;
  readonly config: string | null;
  /** The address to invite to a business that is there. */
  readonly invite: string | null;
  /** Which of several businesses. */
  readonly of: string | null;
};

function readArguments(): Asked | 'help' | { problems: readonly string[] } {
  const flags = { help: {}, live: {}, local: {}, remote: {} };
  try {
    const { values } = parseArgs({
      options: {
        ...Object.fromEntries(
          [...Object.keys(BUSINESS_OPTIONS), 'env', 'database', 'config', 'invite', 'of'].map((name) => [
            name,
            { type: 'string' as const },
          ]),
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
    const textOf = (name: string): string | null => {
      const value = values[name];
      return typeof value === 'string' ? value : null;
    };
    const database = databaseIn(textOf('database') ?? undefined);
    if (Number.isNaN(database)) return { problems: [DATABASE_PROBLEM] };
    const place = { environment: textOf('env'), database, config: textOf('config') };
    const invitation = { invite: textOf('invite'), of: textOf('of') };
    return { given, live: values.live === true, remote: values.remote === true, ...place, ...invitation };
  } catch (error) {
    return { problems: [error instanceof Error ? error.message : String(error)] };
  }
}

function optionNames(): readonly BusinessOption[] {
  const isOption = (name: string): name is BusinessOption => name in BUSINESS_OPTIONS;
  return Object.keys(BUSINESS_OPTIONS).filter(isOption);
}

process.exitCode = await main();
