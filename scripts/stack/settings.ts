import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BusinessIdentity, newIdentity } from '../business/identity.ts';

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

/** By rename, so that a start cut short leaves the old file or the new one, and never half of it. */
export async function writeWhole(file: string, text: string): Promise<void> {
  await writeFile(`${file}.part`, text, { mode: 0o600 });
  await chmod(`${file}.part`, 0o600);
  await rename(`${file}.part`, file);
}
