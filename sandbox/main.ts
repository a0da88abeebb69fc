import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { STRIPE_LIMITS } from './api/limits.ts';
import { postClockMove } from './core/move-clock.ts';
import { createSandbox } from './sandbox.ts';
import { listen, type Server } from './serve.ts';
import { createMemoryStore } from './store/memory.ts';
import { createSqliteStore } from './store/sqlite.ts';

// The sandbox as a process. Every option is also an environment variable; the option wins.
const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    host: { type: 'string' },
    data: { type: 'string' },
    'base-url': { type: 'string' },
    'webhook-url': { type: 'string' },
    'webhook-secret': { type: 'string' },
    'connect-webhook-url': { type: 'string' },
    'connect-webhook-secret': { type: 'string' },
    'secret-keys': { type: 'string' },
    seed: { type: 'string' },
    merchant: { type: 'string' },
    'client-id': { type: 'string' },
    'redirect-uris': { type: 'string' },
    'legacy-platform': { type: 'string' },
    'rate-limits': { type: 'string' },
    'clock-webhook': { type: 'string' },
    validate: { type: 'string' },
  },
});
const read = (option: keyof typeof values, variable: string): string | undefined =>
  values[option] ?? (process.env[variable] || undefined);

const port = Number(read('port', 'PORT') ?? 12111);
const host = read('host', 'HOST') ?? '127.0.0.1';
if (!Number.isInteger(port) || port < 1 || port > 65_535) {
  console.error(`sandbox: ${read('port', 'PORT')} is not a port.`);
  process.exit(1);
}
const file = read('data', 'DATA');
if (file !== undefined) mkdirSync(dirname(file), { recursive: true });

const [url, secret] = [read('webhook-url', 'WEBHOOK_URL'), read('webhook-secret', 'WEBHOOK_SECRET')];
const connectUrl = read('connect-webhook-url', 'CONNECT_WEBHOOK_URL');
const connectSecret = read('connect-webhook-secret', 'CONNECT_WEBHOOK_SECRET');
const seed = read('seed', 'SEED');
const name = read('merchant', 'MERCHANT');
const clientId = read('client-id', 'CONNECT_CLIENT_ID');
const redirectUris = (read('redirect-uris', 'CONNECT_REDIRECT_URIS') ?? '')
  .split(',')
  .filter((uri) => uri !== '');
const legacy = read('legacy-platform', 'LEGACY_PLATFORM');
const limits = read('rate-limits', 'RATE_LIMITS');
const clockWebhook = read('clock-webhook', 'CLOCK_WEBHOOK');
if (limits !== undefined && limits !== 'live' && limits !== 'sandbox') {
  console.error(`sandbox: ${limits} are no rate limits. Use live or sandbox.`);
  process.exit(1);
}
// For tests: `1` where our own code asks, `accepted` where somebody tries what Stripe refuses. Its parts are no dependency
// of a sandbox that runs without.
const validate = read('validate', 'VALIDATE');
const validator =
  validate === undefined
    ? undefined
    : (await import('./schema/validator.ts')).createValidator({
        requests: validate === 'accepted' ? 'accepted' : 'all',
      });
const baseUrl = read('base-url', 'SANDBOX_URL') ?? `http://localhost:${port}`;
const sandbox = createSandbox({
  store: file === undefined ? createMemoryStore() : createSqliteStore(file),
  baseUrl,
  webhooks: {
    concurrency: 4,
    ...(url === undefined ? {} : { url }),
    ...(secret === undefined ? {} : { secret }),
    ...(connectUrl === undefined ? {} : { connectUrl }),
    ...(connectSecret === undefined ? {} : { connectSecret }),
  },
  secretKeys: (read('secret-keys', 'SECRET_KEYS') ?? '').split(',').filter((key) => key !== ''),
  ...(validator === undefined ? {} : { validator }),
  oauth: { redirectUris, ...(clientId === undefined ? {} : { clientId }) },
  ...(legacy === undefined ? {} : { legacyPlatform: legacy === 'true' || legacy === '1' }),
  ...(limits === undefined ? {} : { limits: STRIPE_LIMITS[limits] }),
  ...(clockWebhook === undefined ? {} : { onClockMoved: postClockMove(clockWebhook) }),
  ...(seed === undefined ? {} : { seed }),
  ...(name === undefined ? {} : { account: { name } }),
});

let server: Server | undefined;
const stop = async (): Promise<void> => {
  await server?.close();
  await sandbox.close();
  process.exit(0);
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);

try {
  server = await listen(sandbox, { port, host });
  console.log(`sandbox: Stripe on ${baseUrl} (${file === undefined ? 'in memory' : file})`);
} catch (error) {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  console.error(
    taken
      ? `sandbox: port ${port} is taken. Stop what listens there, or choose another with --port or PORT.`
      : `sandbox: cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exit(1);
}
