import { readFileSync } from 'node:fs';
import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Given } from '../business/details.ts';
import type { BusinessIdentity } from '../business/identity.ts';
import { ROOT } from '../tools.ts';
import type { MailSettings } from './mail.ts';

/**
 * What this machine remembers of a deployment. Only what a run needs that is cut off, or asks for again otherwise: whether a
 * step is done, Cloudflare and Stripe are asked.
 */
export interface DeployState {
  readonly deploymentId?: string;
  readonly accountId?: string;
  readonly worker?: string;
  readonly business?: Given;
  readonly mail?: MailSettings;
  readonly domain?: string | null;
  readonly url?: string | null;
  /** Whose key it was, and of which mode. */
  readonly pinned?: { readonly account: string; readonly livemode: boolean };
  /** The business's ids and its first API key, until the key has been shown. */
  readonly identity?: BusinessIdentity;
  /** Where it answers. */
  readonly appUrl?: string;
  /** Opens the operator's report, for `npm run doctor`. */
  readonly operatorKey?: string;
  /** An endpoint that was made and whose secret the Worker does not have yet. */
  readonly webhook?: { readonly id: string; readonly secret: string };
  readonly mailTried?: boolean;
}

export interface StateFile {
  read(): Promise<DeployState>;
  /** Adds what is given, and writes the whole by rename: cut off, the old file or the new one is there. */
  write(more: { readonly [Name in keyof DeployState]: DeployState[Name] | undefined }): Promise<DeployState>;
}

const fileOf = (directory: string, environment: string): string =>
  join(directory, `.deploy.${environment}.json`);

/** Where the deployment answers that was made from here; null where none was. */
export function deployedAt(environment: string): string | null {
  try {
    const { appUrl }: DeployState = JSON.parse(readFileSync(fileOf(ROOT, environment), 'utf8'));
    return appUrl ?? null;
  } catch {
    return null;
  }
}

/** The file of an environment: for this user alone, and ignored by git. */
export function stateFile(directory: string, environment: string): StateFile {
  const file = fileOf(directory, environment);
  const read = async (): Promise<DeployState> => {
    try {
      return JSON.parse(await readFile(file, 'utf8'));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
      throw new Error(
        `${file} cannot be read. It can be moved away: the next run asks for what stood in it.`,
      );
    }
  };
  return {
    read,
    write: async (more) => {
      const state: DeployState = JSON.parse(JSON.stringify({ ...(await read()), ...more }));
      await writeFile(`${file}.part`, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
      await chmod(`${file}.part`, 0o600);
      await rename(`${file}.part`, file);
      return state;
    },
  };
}
