import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { convertV4MiniflareOptions, Miniflare, type V4WorkerOptions } from 'miniflare';
import { ROOT } from '../../scripts/tools.ts';
import { RATE_BINDINGS } from '../../src/domain/configuration.ts';
import { benchWorker, type Deployment } from './deployment.ts';

/** Bound as deployed, and so high that what is measured is never braked. */
const RATES = Object.fromEntries(
  Object.values(RATE_BINDINGS).map((name, place) => [
    name,
    { namespace_id: String(4101 + place), simple: { limit: 100_000_000, period: 60 as const } },
  ]),
);

/** The static assets that are deployed beside the Worker. */
export const assets = async (request: { readonly url: string }): Promise<Response> =>
  new Response(await readFile(join(ROOT, 'assets', new URL(request.url).pathname)));

export const esModule = (path: string, contents: string) => ({ type: 'ESModule' as const, path, contents });

/** What a deployed Worker is bound to, with a database of this name. Nothing is outside of it. */
export const boundTo = (database: string, bindings: Readonly<Record<string, string>>) => ({
  bindings: { ...bindings },
  d1Databases: { DB: database },
  queueProducers: { WORK: { queueName: database } },
  ratelimits: RATES,
  serviceBindings: { ASSETS: assets },
  outboundService: () => new Response('nothing is outside', { status: 502 }),
});

/** The deployed Worker behind one that answers with what D1 read and wrote for a request. */
export const countedReads = async ({ code }: Deployment) => [
  esModule('counted-reads.js', await benchWorker('counted-reads')),
  esModule('deployed.js', code),
];

/** A socket on the loopback interface that leads straight to a Worker: nothing of Miniflare's stands in between. */
export const STRAIGHT = { unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }] };

/** One workerd with these Workers, on the date and with the flags of the deployment. */
export function openMiniflare(
  { compatibilityDate, compatibilityFlags }: Deployment,
  workers: readonly V4WorkerOptions[],
): Miniflare {
  return new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port: 0,
      cf: false,
      // What a Worker logs is not what is measured.
      handleRuntimeStdio: (stdout: Readable, stderr: Readable) => {
        stdout.resume();
        stderr.pipe(process.stderr);
      },
      workers: workers.map((worker) => ({ compatibilityDate, compatibilityFlags, ...worker })),
    }),
  );
}
