import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BusinessIdentity, newIdentity } from '../business/identity.ts';
import type { Ports } from './ports.ts';

/** The secrets that a local stack generates once and saves, so that links in old mails still work tomorrow. */
export interface Secrets {
  readonly stripeSecretKey: string;
  readonly webhookSecret: string;
  readonly connectWebhookSecret: string;
  readonly linkKeys: string;
  readonly deploymentId: string;
  readonly operatorKey: string;
  readonly business: BusinessIdentity;
}

/** Reads the secrets of this state directory, or makes them. They open nothing outside this machine. */
export async function localSecrets(stateDirectory: string): Promise<Secrets> {
  const file = join(stateDirectory, 'secrets.json');
  const random = (bytes: number) => randomBytes(bytes).toString('base64url');
  const operatorKey = random(32);
  if (existsSync(file)) {
    const known = JSON.parse(await readFile(file, 'utf8'));
    // A directory of an earlier version has none.
    if (known.operatorKey === undefined) await writeWhole(file, written({ ...known, operatorKey }));
    return { operatorKey, ...known };
  }
  const secrets: Secrets = {
    stripeSecretKey: `sk_test_${randomBytes(24).toString('hex')}`,
    webhookSecret: `whsec_${random(24)}`,
    connectWebhookSecret: `whsec_${random(24)}`,
    linkKeys: `k1:${random(32)}`,
    operatorKey,
    deploymentId: `local-${randomBytes(4).toString('hex')}`,
    business: newIdentity(false, Date.now()),
  };
  await mkdir(stateDirectory, { recursive: true });
  await writeWhole(file, written(secrets));
  return secrets;
}

const written = (secrets: Secrets): string => `${JSON.stringify(secrets, null, 2)}\n`;

/** The Worker's variables: those that may appear in a process list, and the secret ones. */
export interface AppVariables {
  readonly open: Readonly<Record<string, string>>;
  readonly secret: Readonly<Record<string, string>>;
}

export function appVariables(secrets: Secrets, ports: Ports): AppVariables {
  return {
    open: {
      APP_URL: `http://localhost:${ports.app}`,
      DEPLOYMENT_ID: secrets.deploymentId,
      STRIPE_API_URL: `http://127.0.0.1:${ports.sandbox}`,
      // wrangler takes from a file only the secrets that wrangler.toml requires, and these may be left out.
      STRIPE_CONNECT_WEBHOOK_SECRETS: secrets.connectWebhookSecret,
      OPERATOR_KEY: secrets.operatorKey,
      EMAIL_TRANSPORT: 'smtp',
      EMAIL_FROM: 'billing@example.test',
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String(ports.smtp),
      // The loopback interface needs no encryption.
      SMTP_SECURITY: 'none',
      EMAIL_RETURN_DOMAIN: 'bounces.localhost',
    },
    secret: {
      STRIPE_SECRET_KEY: secrets.stripeSecretKey,
      STRIPE_WEBHOOK_SECRETS: secrets.webhookSecret,
      LINK_KEYS: secrets.linkKeys,
    },
  };
}

/** Writes the secret ones as an env file for `wrangler dev --env-file`; returns its path. */
export async function writeEnvFile(stateDirectory: string, { secret }: AppVariables): Promise<string> {
  const file = join(stateDirectory, 'app.env');
  const lines = Object.entries(secret).map(([name, value]) => `${name}="${value}"`);
  await writeWhole(file, `${lines.join('\n')}\n`);
  return file;
}

/** By rename, so that a start cut short leaves the old file or the new one, and never half of it. */
async function writeWhole(file: string, text: string): Promise<void> {
  await writeFile(`${file}.part`, text, { mode: 0o600 });
  await chmod(`${file}.part`, 0o600);
  await rename(`${file}.part`, file);
}
