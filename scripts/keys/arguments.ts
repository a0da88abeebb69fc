import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { API_SCOPES, type ApiScope, inOrder } from '../../src/domain/api-key/scopes.ts';
import { codeOf } from '../../src/domain/ids.ts';
import { DATABASE_PROBLEM, databaseIn } from '../business/store.ts';
import { OPTIONS as SECRET_OPTIONS } from './secret-arguments.ts';

export const USAGE = `Manages the API keys of the businesses in a database. A key is shown once, and stored as a hash only.

  npm run keys -- list
  npm run keys -- create --name Webshop --scopes read,write,money
  npm run keys -- rotate key_… --overlap 24
  npm run keys -- revoke key_…
  npm run keys -- secrets                 the deployment's own keys and secrets, and changing them: --help

  --remote        in the deployed database (the default is this machine's: --local)
  --env NAME      of another deployment than production, such as staging
  --database N    of several databases, the one that is bound as DB_N; a key's or a business's id says it too
  --config FILE   wrangler's configuration, where it binds them
  --name TEXT     what uses the key
  --scopes LIST   ${API_SCOPES.join(',')}: none includes another
  --expires TIME  when it ends, such as 2027-01-31 (UTC); it does not unless given
  --live          for real money: the key begins with qk_live_ (otherwise qk_test_)
  --merchant ID   whose key it is, where there is more than one business
  --overlap HOURS how long the old secret works beside the new one (24); 0 ends it at once, and what it opened
  --by NAME       who answers for it in the audit log (the user of this machine unless given)`;

export type Command =
  | { readonly verb: 'list' }
  | {
      readonly verb: 'create';
      readonly name: string;
      readonly scopes: readonly ApiScope[];
      readonly expiresAt: number | null;
      readonly livemode: boolean;
      readonly merchantId: string | null;
    }
  | { readonly verb: 'rotate'; readonly keyId: string; readonly overlapMs: number }
  | { readonly verb: 'revoke'; readonly keyId: string };

export type Asked =
  | {
      readonly command: Command;
      readonly remote: boolean;
      readonly environment: string | null;
      readonly by: string;
      readonly database: number;
      readonly config: string | null;
    }
  | { readonly problems: readonly string[] }
  | 'help';

const OPTIONS = {
  help: { type: 'boolean' },
  local: { type: 'boolean' },
  remote: { type: 'boolean' },
  env: { type: 'string' },
  database: { type: 'string' },
  config: { type: 'string' },
  live: { type: 'boolean' },
  name: { type: 'string' },
  scopes: { type: 'string' },
  expires: { type: 'string' },
  merchant: { type: 'string' },
  overlap: { type: 'string' },
  by: { type: 'string' },
} as const;

/** The verb: the first word that is no option and no option's value, of whichever of the two families of verbs. */
export function verbOf(words: readonly string[]): string | undefined {
  const options = { ...OPTIONS, ...SECRET_OPTIONS };
  return parseArgs({ args: [...words], options, strict: false, allowPositionals: true }).positionals[0];
}

/** Reads the command line, or says in sentences what is wrong with it. */
export function readAsked(words: readonly string[], nowMs: number): Asked {
  const read = parsed(words);
  if (typeof read === 'string') return { problems: [read] };
  const { values, positionals } = read;
  if (values.help === true) return 'help';
  const [verb, keyId = '', ...more] = positionals;
  const problems = [
    ...(values.local === true && values.remote === true ? ['Either --local or --remote.'] : []),
    ...(more.length > 0 ? [`Too many words: ${more.join(' ')}.`] : []),
  ];
  // An id says in which database it lives.
  const database = values.database ?? String(codeOf(keyId || (values.merchant ?? '')) ?? 0);
  if (Number.isNaN(databaseIn(database))) problems.push(DATABASE_PROBLEM);
  const where = {
    remote: values.remote === true,
    environment: values.env ?? null,
    database: databaseIn(database),
    config: values.config ?? null,
    by: values.by?.trim() || userInfo().username,
  };
  const needsKey = verb === 'rotate' || verb === 'revoke';
  if (needsKey && !/^key_[0-9a-z]{26}$/.test(keyId)) problems.push('Name the key by its id: key_….');
  if (!needsKey && keyId !== '') problems.push(`Too many words: ${keyId}.`);
  switch (verb) {
    case 'list':
      return problems.length > 0 ? { problems } : { command: { verb }, ...where };
    case 'revoke':
      return problems.length > 0 ? { problems } : { command: { verb, keyId }, ...where };
    case 'rotate': {
      const hours = Number(values.overlap ?? '24');
      if (!(hours >= 0 && hours <= 90 * 24)) problems.push('--overlap has to be hours, from 0 to 2160.');
      const overlapMs = Math.round(hours * 3_600_000);
      return problems.length > 0 ? { problems } : { command: { verb, keyId, overlapMs }, ...where };
    }
    case 'create': {
      const name = values.name?.trim() ?? '';
      if (name === '' || name.length > 100 || /\p{Cc}/u.test(name)) {
        problems.push('--name is missing: what uses the key, in at most 100 characters.');
      }
      const scopes = scopesIn(values.scopes ?? '');
      if (scopes === null) problems.push(`--scopes has to be some of ${API_SCOPES.join(',')}.`);
      const expiresAt = values.expires === undefined ? null : instantIn(values.expires);
      if (expiresAt !== null && !(expiresAt > nowMs)) {
        problems.push('--expires has to be a day or an instant that is still to come, such as 2027-01-31.');
      }
      if (problems.length > 0 || scopes === null) return { problems };
      const whose = { livemode: values.live === true, merchantId: values.merchant ?? null };
      return { command: { verb, name, scopes, expiresAt, ...whose }, ...where };
    }
    default:
      return { problems: [...problems, 'Say what to do: list, create, rotate or revoke.'] };
  }
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** An ISO day or instant with its zone; NaN for anything else. */
const instantIn = (text: string): number =>
  /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?$/.test(text) ? Date.parse(text) : Number.NaN;

function scopesIn(text: string): readonly ApiScope[] | null {
  const words = text.split(',').map((word) => word.trim());
  const scopes = API_SCOPES.filter((scope) => words.includes(scope));
  return scopes.length > 0 && scopes.length === new Set(words).size ? inOrder(scopes) : null;
}
