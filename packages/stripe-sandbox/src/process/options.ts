import { parseArgs } from 'node:util';

/** An option of the process, which is also an environment variable; where both are given, the option wins. */
interface Option {
  readonly name: string;
  readonly variable: string;
  /** What stands for its value in the help. */
  readonly value: string;
  readonly what: string;
}

const OPTIONS = [
  { name: 'port', variable: 'PORT', value: 'N', what: 'where to listen; 12111 unless given' },
  { name: 'host', variable: 'HOST', value: 'ADDRESS', what: '127.0.0.1 unless given' },
  {
    name: 'data',
    variable: 'DATA',
    value: 'FILE',
    what: 'a SQLite file to keep everything in (Node 22.13+)',
  },
  { name: 'base-url', variable: 'SANDBOX_URL', value: 'URL', what: 'where people reach it' },
  { name: 'webhook-url', variable: 'WEBHOOK_URL', value: 'URL', what: 'gets every event of the own account' },
  { name: 'webhook-secret', variable: 'WEBHOOK_SECRET', value: 'WHSEC', what: 'what those are signed with' },
  {
    name: 'connect-webhook-url',
    variable: 'CONNECT_WEBHOOK_URL',
    value: 'URL',
    what: "gets connected accounts' events",
  },
  {
    name: 'connect-webhook-secret',
    variable: 'CONNECT_WEBHOOK_SECRET',
    value: 'WHSEC',
    what: 'what those are signed with',
  },
  {
    name: 'secret-keys',
    variable: 'SECRET_KEYS',
    value: 'KEY,…',
    what: 'the keys it takes; any sk_test_… unless given',
  },
  { name: 'seed', variable: 'SEED', value: 'TEXT', what: 'the same seed and calls give the same ids' },
  { name: 'merchant', variable: 'MERCHANT', value: 'NAME', what: 'whom the hosted pages name' },
  { name: 'client-id', variable: 'CONNECT_CLIENT_ID', value: 'CA', what: "Connect's; any ca_… unless given" },
  {
    name: 'redirect-uris',
    variable: 'CONNECT_REDIRECT_URIS',
    value: 'URL,…',
    what: "Connect's; any unless given",
  },
  {
    name: 'legacy-platform',
    variable: 'LEGACY_PLATFORM',
    value: '1',
    what: 'a platform that may use /v1/accounts',
  },
  {
    name: 'rate-limits',
    variable: 'RATE_LIMITS',
    value: 'live|sandbox',
    what: "Stripe's limits; off unless given",
  },
  {
    name: 'clock-webhook',
    variable: 'CLOCK_WEBHOOK',
    value: 'URL',
    what: 'told whenever the clock was moved',
  },
  {
    name: 'validate',
    variable: 'VALIDATE',
    value: '1|accepted',
    what: "checks everything against the SDK's types",
  },
  {
    name: 'links',
    variable: 'LINKS',
    value: 'NAME=URL,…',
    what: 'pages of yours that its overview links to',
  },
] as const satisfies readonly Option[];

type Environment = Readonly<Record<string, string | undefined>>;

/** The value of an option; undefined where it is not given, or empty. */
export type Values = (name: (typeof OPTIONS)[number]['name']) => string | undefined;

/** An invalid option or value, with a sentence for the user. */
export class UsageError extends Error {}

/** Reads the command line and the environment. Throws a UsageError for an option that there is none of. */
export function readOptions(
  args: readonly string[],
  environment: Environment,
): { values: Values; help: boolean; version: boolean } {
  const given = parsed(args);
  return {
    values: (name) => {
      const variable = OPTIONS.find((option) => option.name === name)?.variable ?? '';
      const value = given[name] ?? (environment[variable] || undefined);
      return typeof value === 'string' ? value : undefined;
    },
    help: given.help === true,
    version: given.version === true,
  };
}

function parsed(args: readonly string[]): Readonly<Record<string, string | boolean | undefined>> {
  const texts = OPTIONS.map(({ name }) => [name, { type: 'string' as const }] as const);
  const flags = { help: { type: 'boolean' as const, short: 'h' }, version: { type: 'boolean' as const } };
  try {
    return parseArgs({ args: [...args], options: { ...Object.fromEntries(texts), ...flags } }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // Node's message adds how an argument may start with a dash, which none of ours does.
    throw new UsageError(`${message.split(/[.\n] ?/)[0]}. All options: --help.`, { cause: error });
  }
}

/** What `--help` prints. */
export function helpText(): string {
  const rows = OPTIONS.map(
    ({ name, variable, value, what }) => [`--${name} ${value}`, variable, what] as const,
  );
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map(
    ([option, variable, what]) =>
      `  ${option.padEnd(widths[0] ?? 0)}  ${variable.padEnd(widths[1] ?? 0)}  ${what}`,
  );
  return `stripe-sandbox: a Stripe that runs on this machine.

Usage: stripe-sandbox [options]

Each option is also an environment variable; the option wins.

${lines.join('\n')}
  --help, --version
`;
}
