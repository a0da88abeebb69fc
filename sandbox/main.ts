import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
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
