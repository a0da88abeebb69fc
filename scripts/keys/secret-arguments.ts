import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { secretsFile } from '../deploy/kept-secrets.ts';
import { writtenSettings } from '../deploy/settings.ts';
import { deployedAt } from '../deploy/state.ts';
import { isKind, isSecretVerb, KINDS, type Kind, type SecretVerb } from './kinds.ts';

export const SECRETS_USAGE = `Changes the deployment's own secrets, one step at a time, with nothing refused meanwhile.

  npm run keys -- secrets              what runs, by number and fingerprint, and how many links need each link key
  npm run keys -- add KIND             one more is accepted beside the one that is used
  npm run keys -- use links            the one that was added makes the links from now on
  npm run keys -- drop KIND WHICH      the old one ends: a link key by its number, others by their fingerprint
  npm run keys -- replace stripe       another key of the same account and mode
  npm run keys -- put KIND             puts in place what the file says, after a change that was cut off

KIND is ${Object.keys(KINDS).join(', ')}. What Stripe or a provider made is read from standard input.

  --remote           the deployed Worker (the default is this machine's stack)
  --secrets FILE     where you keep its secrets, as NAME=value; it is written first, so that nothing is lost. By default,
                     the file that npm run deploy made
  --url URL          where it answers. By default, where npm run deploy deployed it
  --breaks COUNT     drop a link key that so many links still need
  --config FILE, --env NAME   as wrangler takes them`;

export interface SecretsAsked {
  readonly verb: SecretVerb;
  readonly kind: Kind;
  readonly which: string;
  readonly breaks: number | null;
  /** Null for this machine. */
  readonly remote: { readonly file: string; readonly url: string; readonly place: readonly string[] } | null;
}

export const OPTIONS = {
  local: { type: 'boolean' },
  remote: { type: 'boolean' },
  secrets: { type: 'string' },
  url: { type: 'string' },
  breaks: { type: 'string' },
  config: { type: 'string' },
  env: { type: 'string' },
} as const;

/** Reads the command line, or says in sentences what is wrong with it. */
export function readSecretsAsked(
  words: readonly string[],
): SecretsAsked | { readonly problems: readonly string[] } {
  const read = parsed(words);
  if (typeof read === 'string') return { problems: [read] };
  const { values, positionals } = read;
  const [verb, kind = verb === 'secrets' ? 'links' : '', which = '', ...more] = positionals;
  const environment = values.env ?? 'production';
  const url = values.url ?? (values.remote === true ? deployedAt(environment) : null);
  const made = secretsFile(environment);
  const file = values.secrets ?? (existsSync(made) ? made : undefined);
  const breaks = values.breaks === undefined ? null : Number(values.breaks);
  const problems: string[] = [];
  if (more.length > 0 || (which !== '' && verb !== 'drop')) problems.push('Too many words.');
  if (!isKind(kind)) problems.push(`Name what is changed: ${Object.keys(KINDS).join(', ')}.`);
  if (verb === 'drop' && which === '') problems.push('Name which one ends: its number or its fingerprint.');
  if (verb === 'replace' && kind !== 'stripe') problems.push('Only the Stripe key is replaced.');
  if (breaks !== null && !Number.isSafeInteger(breaks)) problems.push('--breaks has to be a count of links.');
  if (values.remote === true) {
    if (file === undefined) problems.push('--secrets is missing: the file that keeps the secrets.');
    if (url === null || !URL.canParse(url)) problems.push('--url is missing: where the deployment answers.');
  }
  if (problems.length > 0 || !isKind(kind) || !isSecretVerb(verb)) return { problems };
  const written = values.config === undefined ? writtenSettings(values.env ?? null) : null;
  const named = (['config', 'env'] as const).flatMap((name) => {
    const value = values[name];
    return value === undefined ? [] : [`--${name}`, value];
  });
  const place = written === null ? named : ['--config', written];
  const remote = values.remote === true && { file: file ?? '', url: (url ?? '').replace(/\/+$/, ''), place };
  return { verb, kind, which, breaks, remote: remote || null };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
