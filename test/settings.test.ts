import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SETTING_NAMES, settingProblems } from '../src/config-settings.ts';
import { RATE_BINDINGS } from '../src/domain/configuration.ts';

const bound = (...methods: string[]) => Object.fromEntries(methods.map((name) => [name, () => undefined]));
const KEY = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';

/** As a deployment that takes real money has them. */
const GOOD: Readonly<Record<string, unknown>> = {
  DB: bound('prepare', 'batch'),
  WORK: bound('send', 'sendBatch'),
  ASSETS: bound('fetch'),
  ...Object.fromEntries(Object.values(RATE_BINDINGS).map((name) => [name, bound('limit')])),
  APP_URL: 'https://billing.acme.example',
  DEPLOYMENT_ID: 'quittance-acme',
  STRIPE_SECRET_KEY: 'sk_live_51abc',
  STRIPE_API_URL: 'https://api.stripe.com',
  STRIPE_WEBHOOK_SECRETS: 'whsec_abcdef',
  LINK_KEYS: `k1:${KEY}`,
  EMAIL_TRANSPORT: 'smtp',
  EMAIL_FROM: 'billing@acme.example',
  SMTP_HOST: 'smtp.acme.example',
  SMTP_PORT: '587',
  SMTP_USER: 'billing',
  SMTP_PASSWORD: 'secret',
};

/** What is malformed, and what is of another kind: another setting's value, a binding, a number. */
const BAD: Readonly<Record<string, readonly [malformed: unknown, wrongKind: unknown]>> = {
  DB: ['quittance', bound('get', 'put')],
  WORK: ['quittance-work', bound('prepare', 'batch')],
  ASSETS: ['assets', bound('sendBatch')],
  EMAIL: ['billing@acme.example', bound('fetch')],
  FILES: ['quittance-files', bound('get', 'put', 'delete')],
  ...Object.fromEntries(Object.values(RATE_BINDINGS).map((name) => [name, ['600 / 60 s', bound('fetch')]])),
  APP_URL: ['billing.acme.example', 'mailto:billing@acme.example'],
  DEPLOYMENT_ID: ['acme ltd', bound('fetch')],
  STRIPE_SECRET_KEY: ['"sk_live_51abc"', 'pk_live_51abc'],
  STRIPE_API_URL: ['stripe.acme.example', 'http://api.stripe.com'],
  STRIPE_WEBHOOK_SECRETS: ['whsec_', 'sk_live_51abc'],
  STRIPE_CONNECT_WEBHOOK_SECRETS: ['whsec_a b c d', 'we_51abc'],
  STRIPE_CONNECT_CLIENT_ID: ['acme', 'sk_live_51abc'],
  CHECKOUT_ORIGINS: ['pay.acme.example', 'https://pay.acme.example/c/pay'],
  LINK_KEYS: [KEY, `k1:${'A'.repeat(43)}`],
  EMAIL_TRANSPORT: ['SMTP', 'cloudflare'],
  EMAIL_FROM: ['billing@acme', 'Billing <billing@acme.example>'],
  SMTP_HOST: ['smtp acme', 'smtp://smtp.acme.example:587'],
  SMTP_PORT: ['70000', 587],
  SMTP_SECURITY: ['ssl', true],
  SMTP_USER: ['"billing"', bound('fetch')],
  SMTP_PASSWORD: [bound('get'), 4711],
  EMAIL_RETURN_DOMAIN: ['bounces', 'bounces@acme.example'],
  EMAIL_WEBHOOK_SECRETS: ['abc', KEY],
  SECURITY_CONTACT: ['security', 'javascript:alert(1)'],
  OPERATOR_KEY: ['hunter2', 12_345],
  ALARM_EMAIL: ['duty', 'https://acme.example/duty'],
  ALARM_WEBHOOK: ['acme.example', 'mailto:duty@acme.example'],
  ALARM_WEBHOOK_SECRET: ['abc', 'sk_live_51abc'],
  DATABASE_LIMIT_MB: ['10 GB', '-1'],
  TURNSTILE_SITE_KEY: ['"1x00"', bound('fetch')],
  TURNSTILE_SECRET_KEY: ["'1x0000", 12_345],
  TURNSTILE_VERIFY_URL: ['challenges.cloudflare.com', 'mailto:duty@acme.example'],
  MAILS_PER_KEY_A_DAY: ['a thousand', '0'],
  RETENTION_DAYS: ['jobs: 14', 'sk_live_51abc'],
  WEBHOOKS_LOCAL: ['on', 'yes'],
};

/** A setting that is looked at only beside another one. */
const BESIDE: Readonly<Record<string, object>> = {
  EMAIL: { EMAIL_TRANSPORT: 'binding' },
  ALARM_WEBHOOK: { ALARM_WEBHOOK_SECRET: 'whsec_abcdef' },
  ALARM_WEBHOOK_SECRET: { ALARM_WEBHOOK: 'https://acme.example/alarms' },
  TURNSTILE_SITE_KEY: { TURNSTILE_SECRET_KEY: '0x4AAAA' },
  TURNSTILE_SECRET_KEY: { TURNSTILE_SITE_KEY: '0x4AAAA' },
};

function saidOf(name: string, value: unknown): string {
  const env = { ...GOOD, ...BESIDE[name], [name]: value };
  return settingProblems(env)
    .map(({ says }) => says)
    .join('; ');
}

const CASES = ['missing', 'empty', 'malformed', 'of the wrong kind'] as const;
const caseOf = (name: string, how: (typeof CASES)[number]): unknown => {
  const [malformed, wrongKind] = BAD[name] ?? [];
  switch (how) {
    case 'missing':
      return undefined;
    case 'empty':
      return '';
    case 'malformed':
      return malformed;
    case 'of the wrong kind':
      return wrongKind;
  }
};

it('a good configuration has no problem', () => {
  expect(settingProblems(GOOD)).toEqual([]);
});

it('Cloudflare’s button asks for whatever is needed, and what is left as it is shipped is told by name', () => {
  const lines = (text: string) =>
    [...text.matchAll(/^([A-Z_]+) *= *"?([^"#\n]*?)"? *(?:#.*)?$/gm)].map(([, name = '', value = '']) => [
      name,
      value.trim(),
    ]);
  const [, variables = ''] = readFileSync('wrangler.toml', 'utf8').split(/^\[vars\]$/m);
  const asked = Object.fromEntries([
    ...lines(variables),
    ...lines(readFileSync('.dev.vars.example', 'utf8')),
  ]);
  // Without one of these, GOOD has a problem.
  const needed = Object.keys(GOOD).filter(
    (name) => typeof GOOD[name] === 'string' && settingProblems({ ...GOOD, [name]: undefined }).length > 0,
  );
  expect(Object.keys(asked)).toEqual(expect.arrayContaining(needed));
  const { bindings } = JSON.parse(readFileSync('package.json', 'utf8')).cloudflare;
  expect(Object.keys(bindings)).toEqual(expect.arrayContaining(Object.keys(asked)));
  const left = settingProblems({ ...GOOD, ...asked }).map(({ setting }) => setting);
  expect(left).toEqual([
    'APP_URL',
    'DEPLOYMENT_ID',
    'STRIPE_SECRET_KEY',
    'LINK_KEYS',
    'EMAIL_FROM',
    'SMTP_HOST',
  ]);
});

it('every setting has its cases', () => {
  expect(Object.keys(BAD)).toEqual(SETTING_NAMES);
});

it.each(SETTING_NAMES)(
  '%s, malformed or of the wrong kind, is told by its name and never by its value',
  (name) => {
    for (const how of ['malformed', 'of the wrong kind'] as const) {
      const value = caseOf(name, how);
      const said = saidOf(name, value);
      expect(said).toMatch(new RegExp(`\\b(?:${name}|STRIPE_SECRET_KEY)\\b`));
      if (typeof value === 'string' && value.length > 8) expect(said).not.toContain(value);
    }
  },
);

it.each([
  ['DB_1', bound('get', 'put'), 'DB_1 is bound to something else'],
  ['DB_256', bound('prepare', 'batch'), 'DB_256 names no database'],
  ['DB_one', bound('prepare', 'batch'), 'DB_one names no database'],
])('a further database %s that would be passed over is told by its name', (name, value, sentence) => {
  expect(settingProblems({ ...GOOD, [name]: value })).toEqual([
    { setting: name, says: expect.stringContaining(sentence) },
  ]);
  expect(settingProblems({ ...GOOD, DB_7: bound('prepare', 'batch') })).toEqual([]);
});

it('every setting that is wrong is told at once, one sentence each', () => {
  const problems = settingProblems({});
  expect(problems.map(({ setting }) => setting)).toEqual([
    ...[
      'DB',
      'WORK',
      'ASSETS',
      ...Object.values(RATE_BINDINGS),
      'APP_URL',
      'DEPLOYMENT_ID',
      'STRIPE_SECRET_KEY',
      'STRIPE_API_URL',
    ],
    ...['STRIPE_WEBHOOK_SECRETS', 'LINK_KEYS', 'EMAIL_TRANSPORT', 'EMAIL_FROM', 'SMTP_HOST', 'SMTP_PORT'],
  ]);
});

it('the sentence for each setting that is wrong stands in docs/SETTINGS.md', async () => {
  const cell = (name: string, how: (typeof CASES)[number]) =>
    saidOf(name, caseOf(name, how)).replaceAll('|', '\\|') || 'fine';
  const rows = SETTING_NAMES.flatMap((name) =>
    CASES.map((how) => [how === 'missing' ? `\`${name}\`` : '', how, cell(name, how)]),
  );
  const text = `# What is said of each setting

Written by \`test/settings.test.ts\`: every binding, variable and secret, and the sentence for each way of being wrong beside a
good configuration for live mode. It stands in the log, in \`npm run doctor\`, and in \`/healthz\` for the operator. _Fine_ is what
may be left out.

${tableOf([['setting', 'it is', 'what is said'], ...rows])}
`;
  await expect(text).toMatchFileSnapshot('../docs/SETTINGS.md');
});

/** A table as the formatter leaves it. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[], fill: string) =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width, fill)).join(' | ')} |`;
  const [head = [], ...rest] = rows;
  return [line(head, ' '), line([], '-'), ...rest.map((row) => line(row, ' '))].join('\n');
}
