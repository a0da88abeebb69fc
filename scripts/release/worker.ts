import type { Place } from '../database/database.ts';
import { configured, succeed } from '../database/wrangler.ts';
import { keepingSecrets } from './kept-secrets.ts';

/** A version of the Worker that has traffic, or had some. */
export interface Version {
  readonly id: string;
  /** What was said when it was uploaded. */
  readonly message: string;
}

/** Which versions share the traffic, in percent. */
export type Shares = readonly { readonly id: string; readonly percent: number }[];

/** The deployed Worker as the commands use it. */
export interface Worker {
  /** The versions that were uploaded, the newest last. */
  readonly versions: () => Promise<readonly Version[]>;
  /** The deployments, the newest last. */
  readonly deployments: () => Promise<readonly Shares[]>;
  /** Uploads this code and gives it all traffic. */
  readonly deploy: (message: string) => Promise<void>;
  /** Uploads this code and gives it none. */
  readonly upload: (message: string) => Promise<void>;
  readonly share: (shares: Shares, message: string) => Promise<void>;
}

/** The Worker through wrangler. */
export function workerByWrangler(place: Place): Worker {
  const options = configured(place);
  return {
    versions: async () => versionsIn(await succeed(['versions', 'list', '--json', ...options])),
    deployments: async () => deploymentsIn(await succeed(['deployments', 'list', '--json', ...options])),
    deploy: async (message) => {
      await keepingSecrets((kept) => succeed(['deploy', ...options, ...kept, '--message', message]));
    },
    upload: async (message) => {
      await succeed(['versions', 'upload', ...options, '--message', message]);
    },
    share: async (shares, message) => {
      const specs = shares.map(({ id, percent }) => `${id}@${percent}%`);
      await succeed(['versions', 'deploy', ...specs, ...options, '--message', message, '--yes']);
    },
  };
}

type Listed = Readonly<Record<string, unknown>>;

/** A change of secrets makes a version of the same code, which says nothing of itself: the one before it did. */
export function versionsIn(output: string): readonly Version[] {
  let before = '';
  return listIn(output).map(({ id, annotations }) => {
    const own = textIn(annotations, 'workers/message');
    const isSameCode = textIn(annotations, 'workers/triggered_by') === 'secret';
    before = own === '' && isSameCode ? before : own;
    return { id: String(id), message: before };
  });
}

export const deploymentsIn = (output: string): readonly Shares[] =>
  listIn(output).map(({ versions }) =>
    (Array.isArray(versions) ? versions : []).map((version: Listed) => ({
      id: String(version.version_id),
      percent: Number(version.percentage),
    })),
  );

function listIn(output: string): readonly Listed[] {
  const parsed: unknown = JSON.parse(/^\[[\s\S]*^\]|^\[\]/m.exec(output)?.[0] ?? '[]');
  return Array.isArray(parsed) ? parsed : [];
}

function textIn(record: unknown, name: string): string {
  const value: unknown = typeof record === 'object' && record !== null ? Reflect.get(record, name) : null;
  return typeof value === 'string' ? value : '';
}
