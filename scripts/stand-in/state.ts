import { randomUUID } from 'node:crypto';

/** What an account at Cloudflare holds, as far as a deployment of ours touches it. */
export interface AccountState {
  readonly id: string;
  readonly name: string;
  readonly subdomain: string;
  readonly databases: Map<string, StoredDatabase>;
  readonly queues: Map<string, StoredQueue>;
  readonly scripts: Map<string, StoredScript>;
  /** Custom domains: the host, and the Worker that answers there. */
  readonly domains: Map<string, string>;
  /** The domains of the account, each with the DNS records that stand there. */
  readonly zones: Map<string, readonly { readonly type: string; readonly name: string }[]>;
  /** Files for the import of SQL, by the name that the upload was given. */
  readonly uploads: Map<string, string>;
  /** Which of Cloudflare's events are told to which queue. */
  readonly subscriptions: StoredSubscription[];
  /** The names of R2's buckets; null until R2 is switched on. */
  buckets: Set<string> | null;
  /** Static assets by their hash. */
  readonly blobs: Map<string, Buffer>;
}

export interface StoredDatabase {
  readonly id: string;
  readonly name: string;
  readonly file: string;
}

export interface StoredQueue {
  readonly id: string;
  readonly name: string;
  consumers: readonly StoredConsumer[];
}

export interface StoredSubscription {
  readonly id: string;
  readonly name: string;
  readonly source: { readonly type: string; readonly zone_id?: string; readonly domain?: string };
  readonly destination: { readonly type: string; readonly queue_id: string };
  readonly events: readonly string[];
}

export interface StoredConsumer {
  readonly consumerId: string;
  readonly script: string;
  readonly deadLetterQueue: string | null;
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface Binding {
  readonly type: string;
  readonly name: string;
  readonly text?: string;
  readonly id?: string;
  readonly queue_name?: string;
  readonly bucket_name?: string;
  /** Of a rate limit. */
  readonly namespace_id?: string;
  readonly simple?: { readonly limit: number; readonly period?: 10 | 60 };
}

export interface Module {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

export interface Version {
  readonly id: string;
  readonly main: string;
  readonly modules: readonly Module[];
  readonly bindings: readonly Binding[];
  readonly compatibilityDate: string;
  readonly compatibilityFlags: readonly string[];
  readonly assets: ReadonlyMap<string, string>;
  readonly createdOn: string;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface StoredDeployment {
  readonly id: string;
  readonly createdOn: string;
  readonly versions: readonly { readonly version_id: string; readonly percentage: number }[];
}

export interface StoredScript {
  readonly name: string;
  readonly versions: Map<string, Version>;
  live: string | null;
  /** The newest last. */
  readonly deployments: StoredDeployment[];
  crons: readonly string[];
  workersDev: boolean;
}

export const newAccount = (): AccountState => ({
  id: randomUUID().replaceAll('-', ''),
  name: 'Harbour & Vane',
  subdomain: 'harbour-vane',
  databases: new Map(),
  queues: new Map(),
  scripts: new Map(),
  domains: new Map(),
  zones: new Map(),
  uploads: new Map(),
  buckets: null,
  blobs: new Map(),
  subscriptions: [],
});

export interface Share {
  readonly version: Version;
  readonly percentage: number;
}

/** The versions that share the traffic, the greatest share first; none before the first deployment. */
export const liveShares = ({ deployments, versions }: StoredScript): readonly Share[] =>
  (deployments.at(-1)?.versions ?? [])
    .flatMap(({ version_id, percentage }) => {
      const version = versions.get(version_id);
      return version === undefined || percentage === 0 ? [] : [{ version, percentage }];
    })
    .toSorted((a, b) => b.percentage - a.percentage);

/** The version with the greatest share; null before the first deployment. */
export const liveVersion = (script: StoredScript): Version | null =>
  script.live === null ? null : (script.versions.get(script.live) ?? null);
