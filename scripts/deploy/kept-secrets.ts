import { join } from 'node:path';
import { readSecrets, valueIn, withValue, writeSecrets } from '../keys/holder.ts';
import { ROOT } from '../tools.ts';

/** What the command makes and nobody else knows. Cloudflare gives no secret back, and changing one needs the one before. */
const MADE = ['LINK_KEYS', 'STRIPE_WEBHOOK_SECRETS', 'OPERATOR_KEY'] as const;

export interface KeptSecrets {
  /** Link keys that were made before, such as by a run that was cut off; null where there are none. */
  linkKeys(): Promise<string | null>;
  /** Written before the Worker gets them, so that nothing is lost. */
  keep(secrets: Readonly<Record<string, string>>): Promise<void>;
}

/** The file that `npm run keys -- … --secrets` takes: for this user alone, and ignored by git. */
export const secretsFile = (environment: string, directory = ROOT): string =>
  join(directory, `.secrets.${environment}`);

export function keptSecrets(directory: string, environment: string): KeptSecrets {
  const file = secretsFile(environment, directory);
  return {
    linkKeys: async () => valueIn(await readSecrets(file), 'LINK_KEYS'),
    keep: async (secrets) => {
      let text = await readSecrets(file);
      for (const name of MADE) {
        const value = secrets[name];
        if (value !== undefined && value !== 'unset') text = withValue(text, name, value);
      }
      await writeSecrets(file, text);
    },
  };
}
