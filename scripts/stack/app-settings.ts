import { existsSync } from 'node:fs';
import { readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../tools.ts';
import type { Ports } from './ports.ts';
import { type Secrets, writeWhole } from './settings.ts';

/** The Worker's variables that anybody may read. */
const openVariables = (secrets: Secrets, ports: Ports): Readonly<Record<string, string>> => ({
  APP_URL: `http://localhost:${ports.app}`,
  DEPLOYMENT_ID: secrets.deploymentId,
  // The sandbox takes any.
  STRIPE_CONNECT_CLIENT_ID: 'ca_local',
  STRIPE_API_URL: `http://127.0.0.1:${ports.sandbox}`,
  EMAIL_TRANSPORT: 'smtp',
  EMAIL_FROM: 'billing@example.test',
  SMTP_HOST: '127.0.0.1',
  SMTP_PORT: String(ports.smtp),
  // The loopback interface needs no encryption.
  SMTP_SECURITY: 'none',
  EMAIL_RETURN_DOMAIN: 'bounces.localhost',
  // A receiver that somebody writes runs here, too.
  WEBHOOKS_LOCAL: 'on',
});

const secretVariables = (secrets: Secrets) => ({
  STRIPE_SECRET_KEY: secrets.stripeSecretKey,
  STRIPE_WEBHOOK_SECRETS: secrets.webhookSecret,
  STRIPE_CONNECT_WEBHOOK_SECRETS: secrets.connectWebhookSecret,
  LINK_KEYS: secrets.linkKeys,
  OPERATOR_KEY: secrets.operatorKey,
});

const SECRET_VARIABLES: readonly (keyof ReturnType<typeof secretVariables>)[] = [
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRETS',
  'STRIPE_CONNECT_WEBHOOK_SECRETS',
  'LINK_KEYS',
  'OPERATOR_KEY',
];

const configIn = (stateDirectory: string): string => join(stateDirectory, 'app.toml');
/** wrangler takes it from beside the configuration, and nothing of the developer's shell overrides it. */
const secretsIn = (stateDirectory: string): string => join(stateDirectory, '.dev.vars');

/** Writes what the app is started with, a configuration of the stack's own beside a file of its secrets; its path. */
export async function writeAppSettings(
  stateDirectory: string,
  secrets: Secrets,
  ports: Ports,
): Promise<string> {
  const settings = await readFile(join(ROOT, 'wrangler.toml'), 'utf8');
  await writeSecretVariables(stateDirectory, secrets);
  await writeWhole(configIn(stateDirectory), localConfig(settings, openVariables(secrets, ports)));
  return configIn(stateDirectory);
}

/**
 * Gives a running app the secrets as they are now: both files are read again when the configuration was touched, and requests
 * are held until the Worker runs with them.
 */
export async function renewAppSecrets(stateDirectory: string, secrets: Secrets): Promise<void> {
  await writeSecretVariables(stateDirectory, secrets);
  const config = configIn(stateDirectory);
  if (existsSync(config)) await utimes(config, new Date(), new Date());
}

const writeSecretVariables = (stateDirectory: string, secrets: Secrets): Promise<void> =>
  writeWhole(
    secretsIn(stateDirectory),
    Object.entries(secretVariables(secrets))
      .map(([name, value]) => `${name}="${value}"\n`)
      .join(''),
  );

/** The deployment's configuration for one stack on this machine: paths from the root, variables and names of secrets its own. */
export function localConfig(settings: string, variables: Readonly<Record<string, string>>): string {
  const vars = Object.entries(variables).map(([name, value]) => `${name} = ${JSON.stringify(value)}\n`);
  return (
    settings
      .replace(
        /^(main|directory|migrations_dir)( *= *)"([^"]+)"/gm,
        (_, name, is, path) => `${name}${is}${JSON.stringify(join(ROOT, path))}`,
      )
      .replace(/"(\.\/stubs\/[^"]+)"/g, (_, path) => JSON.stringify(join(ROOT, path)))
      // On this machine a bucket costs nothing, and needs nobody's consent.
      .replace(/^# (\[\[r2_buckets\]\])\n# (binding = .*)\n# (bucket_name = .*)$/m, '$1\n$2\n$3')
      .replace(/^\[secrets\]\nrequired = .*$/m, `[secrets]\nrequired = ${JSON.stringify(SECRET_VARIABLES)}`)
      .replace(/^\[vars\]\n(?:[^[\n][^\n]*\n)*/m, `[vars]\n${vars.join('')}`)
  );
}
