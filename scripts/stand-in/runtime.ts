import { createHash, createHmac } from 'node:crypto';
import { join } from 'node:path';
import { Response as Answer, convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';
import {
  type AccountState,
  liveShares,
  type Module,
  type Share,
  type StoredScript,
  type Version,
} from './state.ts';

const UNIQUE_KEY = 'miniflare-D1DatabaseObject';

/** Where the runtime looks for the database of this id: by the Durable Object that it keeps it in. */
export function databaseFile(id: string): string {
  const key = createHash('sha256').update(UNIQUE_KEY).digest();
  const name = createHmac('sha256', key).update(id).digest().subarray(0, 16);
  const check = createHmac('sha256', key).update(name).digest().subarray(0, 16);
  return join('d1', UNIQUE_KEY, `${Buffer.concat([name, check]).toString('hex')}.sqlite`);
}

export interface Runtime {
  /** Answers a request as the deployed Worker, by one of the versions that share the traffic; 404 where there is none. */
  fetch(request: Request): Promise<Response>;
  /** How many requests each version answered. */
  readonly answered: ReadonlyMap<string, number>;
  /** Fires the cron trigger once. */
  tick(): Promise<void>;
  /** The Worker is started anew before its next request. */
  changed(script: StoredScript): void;
  close(): Promise<void>;
}

type Running = { readonly key: string; readonly shares: readonly Share[]; readonly miniflare: Miniflare };

/** Runs what was deployed last in workerd, over the databases of the account. Versions that share the traffic run at once. */
export function createRuntime(account: AccountState, directory: string): Runtime {
  let script: StoredScript | null = null;
  let running: Running | null = null;
  let starting: Promise<unknown> = Promise.resolve();
  const answered = new Map<string, number>();
  let requests = 0;

  const current = async (): Promise<Running | null> => {
    const shares = script === null ? [] : liveShares(script);
    const key = shares.map(({ version, percentage }) => `${version.id}@${percentage}`).join();
    if (key === '') return null;
    if (running?.key === key) return running;
    await running?.miniflare.dispose();
    const workers = shares.map(({ version }, at) => optionsOf(account, version, at === 0));
    const miniflare = new Miniflare(convertV4MiniflareOptions({ ...commonOf(directory), workers }));
    running = { key, shares, miniflare };
    await miniflare.ready;
    return running;
  };
  /** One start at a time. */
  const started = (): Promise<Running | null> => {
    const next = starting.then(current);
    starting = next.catch(() => undefined);
    return next;
  };
  return {
    fetch: async (request) => {
      const run = await started();
      if (run === null) return new Response('There is nothing here yet.', { status: 404 });
      const version = versionFor(run.shares, requests);
      requests += 1;
      answered.set(version, (answered.get(version) ?? 0) + 1);
      const worker = await run.miniflare.getWorker(version);
      const { method, url } = request;
      const hasBody = method !== 'GET' && method !== 'HEAD';
      const answer = await worker.fetch(url, {
        method,
        headers: [...request.headers],
        redirect: 'manual',
        ...(hasBody && { body: await request.arrayBuffer() }),
      });
      const body = [101, 204, 304].includes(answer.status) ? null : await answer.arrayBuffer();
      return new Response(body, { status: answer.status, headers: [...answer.headers] });
    },
    tick: async () => {
      if (script === null || script.crons.length === 0) return;
      const run = await started();
      const worker = await run?.miniflare.getWorker(run.shares[0]?.version.id);
      await worker?.scheduled({ cron: script.crons[0] ?? '' });
    },
    answered,
    changed: (to) => {
      script = to;
    },
    close: async () => {
      await starting;
      await running?.miniflare.dispose();
    },
  };
}

/** The version that answers a request: of a hundred, each has its share, spread evenly. */
function versionFor(shares: readonly Share[], request: number): string {
  let below = 0;
  // Coprime to a hundred: every hundredth comes once.
  const at = (request * 61) % 100;
  for (const { version, percentage } of shares) {
    below += percentage;
    if (at < below) return version.id;
  }
  return shares[0]?.version.id ?? '';
}

const commonOf = (directory: string) => ({
  log: new Log(LogLevel.ERROR),
  cf: false as const,
  resourcePersistencePath: directory,
});

/** A version as a Worker of its own, over the same databases. A queue has one consumer, which is the greater share's. */
function optionsOf(account: AccountState, version: Version, isFirst: boolean) {
  const of = (type: string) => version.bindings.filter((binding) => binding.type === type);
  const queueNames = of('queue').map(({ queue_name = '' }) => queue_name);
  const consumed = [...account.queues.values()].filter(
    ({ name, consumers }) => consumers.length > 0 || queueNames.includes(name),
  );
  return {
    name: version.id,
    modules: version.modules
      .filter(({ type }) => !type.includes('source-map'))
      .toSorted((a, b) => Number(b.name === version.main) - Number(a.name === version.main))
      .map(moduleOf),
    modulesRoot: '/',
    compatibilityDate: version.compatibilityDate,
    compatibilityFlags: [...version.compatibilityFlags],
    bindings: Object.fromEntries(
      [...of('plain_text'), ...of('secret_text')].map(({ name, text = '' }) => [name, text]),
    ),
    d1Databases: Object.fromEntries(of('d1').map(({ name, id = '' }) => [name, id])),
    r2Buckets: Object.fromEntries(of('r2_bucket').map(({ name, bucket_name = '' }) => [name, bucket_name])),
    email: { send_email: of('send_email').map(({ name }) => ({ name })) },
    queueProducers: Object.fromEntries(of('queue').map(({ name, queue_name = '' }) => [name, queue_name])),
    ratelimits: Object.fromEntries(
      of('ratelimit').map(({ name, namespace_id = '', simple = { limit: 1 } }) => [
        name,
        { namespace_id, simple },
      ]),
    ),
    queueConsumers: Object.fromEntries(
      (isFirst ? consumed : []).map(({ name }) => [
        name,
        { maxBatchSize: 10, maxBatchTimeout: 0, maxRetries: 5 },
      ]),
    ),
    serviceBindings: Object.fromEntries(
      of('assets').map(({ name }) => [
        name,
        (request: { url: string }) => assetOf(account, version, request.url),
      ]),
    ),
  };
}

function moduleOf({ name, type, content }: Module) {
  const path = `/${name}`;
  const text = content.toString('utf8');
  if (type.startsWith('application/javascript+module'))
    return { type: 'ESModule' as const, path, contents: text };
  if (type.startsWith('application/wasm'))
    return { type: 'CompiledWasm' as const, path, contents: new Uint8Array(content) };
  if (type.startsWith('text/plain')) return { type: 'Text' as const, path, contents: text };
  return { type: 'Data' as const, path, contents: new Uint8Array(content) };
}

function assetOf(account: AccountState, version: Version, url: string) {
  const blob = account.blobs.get(version.assets.get(decodeURIComponent(new URL(url).pathname)) ?? '');
  return blob === undefined ? new Answer(null, { status: 404 }) : new Answer(new Uint8Array(blob));
}
