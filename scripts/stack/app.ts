import { watch, watchFile } from 'node:fs';
import { join } from 'node:path';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';
import { unstable_getMiniflareWorkerOptions as workerOptions } from 'wrangler';
import { ROOT } from '../tools.ts';
import { bundle } from './app/bundle.ts';
import { openFront } from './app/front.ts';

const [config = '', port = '', persisted = '', folder = ''] = process.argv.slice(2);
const LOOKS_EVERY_MS = 100;
const QUIET_MS = 300;

/** What runs: the Worker and its bindings as they are on disk now. */
const asOnDisk = () => {
  const { workerOptions: bound } = workerOptions(config);
  return convertV4MiniflareOptions({
    host: '127.0.0.1',
    port: 0,
    cf: false,
    log: new Log(LogLevel.WARN),
    logRequests: false,
    unsafeTriggerHandlers: true,
    resourcePersistencePath: join(persisted, 'v3'),
    workers: [
      {
        ...bound,
        name: 'quittance',
        modulesRoot: folder,
        modules: [{ type: 'ESModule', path: join(folder, 'index.js') }],
      },
    ],
  });
};

/** Names stay whole, for whoever reads an error. */
const bundled = () => bundle(config, folder, ['--minify=false']);

const front = await openFront(Number(port), (line) => console.log(line));
await bundled();
const miniflare = new Miniflare(asOnDisk());
front.leadTo(Number((await miniflare.ready).port));
console.log('The app runs.');

/** One after the other: whoever asks meanwhile waits for what runs in the end. */
let renewing: Promise<void> = Promise.resolve();
function renew(isSourceNew: boolean): void {
  renewing = renewing.then(async () => {
    try {
      if (isSourceNew) await bundled();
      await front.hold();
      await miniflare.setOptions(asOnDisk());
      console.log('The app runs anew.');
    } catch (error) {
      console.error(String(error));
    }
    front.leadTo(Number((await miniflare.ready).port));
  });
}

watchFile(config, { interval: LOOKS_EVERY_MS }, () => renew(false));
let changed: NodeJS.Timeout | undefined;
watch(join(ROOT, 'src'), { recursive: true }, () => {
  clearTimeout(changed);
  changed = setTimeout(() => renew(true), QUIET_MS);
});

process.once('SIGTERM', async () => {
  await Promise.all([front.close(), miniflare.dispose()]);
  process.exit(0);
});
