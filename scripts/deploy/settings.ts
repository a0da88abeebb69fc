import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../tools.ts';
import { type Answers, namesOf } from './answers.ts';

export const NO_DATABASE = '00000000-0000-0000-0000-000000000000';

/** wrangler's configuration of one environment, beside wrangler.toml, whose relative paths it shares. */
export const settingsFile = (environment: string): string => `wrangler.deploy.${environment}.toml`;

/** The configuration that a deployment was made with; null where none was made from here. */
export function writtenSettings(environment: string | null): string | null {
  const file = join(ROOT, settingsFile(environment ?? 'production'));
  return existsSync(file) ? file : null;
}

export interface Settings {
  readonly accountId: string;
  readonly databaseId: string | null;
  readonly deploymentId: string;
  readonly appUrl: string;
}

/** What each deployment's configuration is written from. */
export const TEMPLATE = join(ROOT, 'wrangler.toml');
const asksForFiles = (template: string): boolean => /^\[\[r2_buckets\]\]\nbinding = "FILES"$/m.test(template);

/** Whether wrangler.toml binds a bucket, for files that go with invoices. */
export const bindsFiles = async (template: string): Promise<boolean> =>
  asksForFiles(await readFile(template, 'utf8'));

/** Writes the configuration from wrangler.toml, as its template. */
export async function writeSettings(answers: Answers, settings: Settings, from = TEMPLATE): Promise<string> {
  const template = await readFile(from, 'utf8');
  const file = join(ROOT, settingsFile(answers.environment));
  await writeFile(`${file}.part`, settingsText(template, answers, settings));
  await rename(`${file}.part`, file);
  return file;
}

/** The template with this deployment's names, variables and addresses. Throws where the template has another shape. */
export function settingsText(template: string, answers: Answers, settings: Settings): string {
  const names = namesOf(answers);
  const { mail, domain } = answers;
  const isOwn = domain !== null;
  let text = template;
  const put = (key: string, from: string, to: string) => {
    const line = `${key} = ${JSON.stringify(from)}`;
    if (!text.includes(`\n${line}\n`) && !text.startsWith(`${line}\n`))
      throw new Error(`wrangler.toml has no line ${line}.`);
    text = text.replaceAll(new RegExp(`^${escaped(line)}$`, 'gm'), `${key} = ${JSON.stringify(to)}`);
  };
  put('name', 'quittance', names.worker);
  put('database_name', 'quittance', names.database);
  put('database_id', NO_DATABASE, settings.databaseId ?? NO_DATABASE);
  put('queue', 'quittance-work', names.queue);
  put('queue', 'quittance-work-dead', names.deadLetterQueue);
  put('dead_letter_queue', 'quittance-work-dead', names.deadLetterQueue);
  if (asksForFiles(template)) put('bucket_name', 'quittance-files', names.bucket);
  text = text.replaceAll(
    /^namespace_id = "(\d+)"$/gm,
    (_, id: string) => `namespace_id = "${namespaceOf(settings.deploymentId, id)}"`,
  );
  text = text.replace(/^workers_dev = \w+$/m, `workers_dev = ${!isOwn}`);
  text = text.replace(/^preview_urls = \w+$/m, 'preview_urls = false');
  const head = [
    '# Written by npm run deploy, and overwritten by its next run: change wrangler.toml, or answer anew.',
    `account_id = ${JSON.stringify(settings.accountId)}`,
    ...(isOwn ? [`routes = [{ pattern = ${JSON.stringify(domain)}, custom_domain = true }]`] : []),
  ];
  const parts = text.split(/^\[vars\]\n/m);
  const [before, vars] = parts;
  if (before === undefined || vars === undefined || parts.length > 2)
    throw new Error('wrangler.toml has no one [vars].');
  const after = vars.slice(vars.search(/^#[^\n]*\n\[|^\[/m));
  const further = furtherVariables(vars.slice(0, vars.length - after.length));
  const own = Object.entries(variablesOf(answers, settings));
  const written = own.flatMap(([key, value]) =>
    further.has(key) ? [] : [`${key} = ${JSON.stringify(value)}`],
  );
  const binding = mail.transport === 'binding' ? emailService(names.mailEventsQueue) : '';
  return `${head.join('\n')}\n${before}[vars]\n${[...written, ...further.values()].join('\n')}\n\n${binding}${after}`;
}

/** Email Service, which says by a queue what became of mail. */
const emailService = (queue: string): string => `[[send_email]]
name = "EMAIL"

[[queues.consumers]]
queue = ${JSON.stringify(queue)}
max_batch_size = 10
max_batch_timeout = 5
max_retries = 20

`;

/** What the command sets; whatever else stands under [vars] is its owner's, ALARM_EMAIL too. */
const SET =
  /^(?:APP_URL|STRIPE_API_URL|DEPLOYMENT_ID|EMAIL_TRANSPORT|EMAIL_FROM|SMTP_(?:HOST|PORT|SECURITY|USER))$/;

/** The template's further variables, each as its line. */
function furtherVariables(vars: string): ReadonlyMap<string, string> {
  const lines = vars.split('\n').map((line) => [/^(\w+) *=/.exec(line)?.[1] ?? '', line] as const);
  return new Map(lines.filter(([key]) => key !== '' && !SET.test(key)));
}

/** The Worker's variables; the secrets go another way. */
function variablesOf(answers: Answers, { deploymentId, appUrl }: Settings): Readonly<Record<string, string>> {
  const { mail, stripeUrl, business } = answers;
  return {
    APP_URL: appUrl,
    STRIPE_API_URL: stripeUrl.origin,
    DEPLOYMENT_ID: deploymentId,
    EMAIL_TRANSPORT: mail.transport,
    EMAIL_FROM: mail.from,
    ...(mail.transport === 'smtp' && {
      SMTP_HOST: mail.host,
      SMTP_PORT: String(mail.port),
      SMTP_SECURITY: mail.security,
      ...(mail.user !== null && { SMTP_USER: mail.user }),
    }),
    // The person on duty, until somebody else is named.
    ALARM_EMAIL: business.email ?? mail.from,
  };
}

/** Of this deployment alone: the account's Workers share the counts of a namespace, and one would brake the other. */
function namespaceOf(deploymentId: string, id: string): number {
  const digest = createHash('sha256').update(`${deploymentId} ${id}`).digest();
  return 1 + (digest.readUInt32BE() % 1_000_000_000);
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
