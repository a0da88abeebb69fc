import { createHash, createHmac } from 'node:crypto';
import { join } from 'node:path';
import { Response as Answer, convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';
import { type AccountState, liveVersion, type Module, type StoredScript, type Version } from './state.ts';

const UNIQUE_KEY = 'miniflare-D1DatabaseObject';

/** Where the runtime looks for the database of this id: by the Durable Object that it keeps it in. */
export function databaseFile(id: string): string {
  const key = createHash('sha256').update(UNIQUE_KEY).digest();
  const name = createHmac('sha256', key).update(id).digest().subarray(0, 16);
  const check = createHmac('sha256', key).update(name).digest().subarray(0, 16);
  return join('d1', UNIQUE_KEY, `${Buffer.concat([name, check]).toString('hex')}.sqlite`);
}

export interface Runtime {
  /** Answers a request as the deployed Worker; 404 where there is none. */
  fetch(request: Request): Promise<Response>;
  /** Fires the cron trigger once. */
  tick(): Promise<void>;
  /** The Worker is started anew before its next request. */
  changed(script: StoredScript): void;
  close(): Promise<void>;
}

/** Runs what was deployed last in workerd, over the databases of the account. */
export function createRuntime(account: AccountState, directory: string): Runtime {
  let script: StoredScript | null = null;
  let running: { readonly version: string; readonly miniflare: Miniflare } | null = null;
  let starting: Promise<unknown> = Promise.resolve();

  const current = async (): Promise<Miniflare | null> => {
    const version = script === null ? null : liveVersion(script);
    if (version === null) return null;
    if (running?.version === version.id) return running.miniflare;
    await running?.miniflare.dispose();
    running = {
      version: version.id,
      miniflare: new Miniflare(convertV4MiniflareOptions(optionsOf(account, directory, version))),
    };
    await running.miniflare.ready;
    return running.miniflare;
  };
  /** One start at a time. */
  const started = (): Promise<Miniflare | null> => {
    const next = starting.then(current);
    starting = next.catch(() => undefined);
    return next;
  };
  return {
    fetch: async (request) => {
      const miniflare = await started();
      if (miniflare === null) return new Response('There is nothing here yet.', { status: 404 });
      const { method, url } = request;
      const hasBody = method !== 'GET' && method !== 'HEAD';
      const answer = await miniflare.dispatchFetch(url, {
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
      const worker = await (await started())?.getWorker();
      await worker?.scheduled({ cron: script.crons[0] ?? '' });
    },
    changed: (to) => {
      script = to;
    },
    close: async () => {
      await starting;
      await running?.miniflare.dispose();
    },
  };
}

function optionsOf(account: AccountState, directory: string, version: Version) {
  const of = (type: string) => version.bindings.filter((binding) => binding.type === type);
  const queueNames = of('queue').map(({ queue_name = '' }) => queue_name);
  const consumed = [...account.queues.values()].filter(
    ({ name, consumers }) => consumers.length > 0 || queueNames.includes(name),
  );
  return {
    log: new Log(LogLevel.ERROR),
    cf: false,
    resourcePersistencePath: directory,
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
    email: { send_email: of('send_email').map(({ name }) => ({ name })) },
    queueProducers: Object.fromEntries(of('queue').map(({ name, queue_name = '' }) => [name, queue_name])),
    ratelimits: Object.fromEntries(
      of('ratelimit').map(({ name, namespace_id = '', simple = { limit: 1 } }) => [
        name,
        { namespace_id, simple },
      ]),
    ),
    queueConsumers: Object.fromEntries(
      consumed.map(({ name }) => [name, { maxBatchSize: 10, maxBatchTimeout: 0, maxRetries: 5 }]),
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
