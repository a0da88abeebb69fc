import { createRequire } from 'node:module';
import type { Validator } from '../api/exchange.ts';
import { STRIPE_LIMITS } from '../api/limits.ts';
import { postClockMove } from '../core/move-clock.ts';
import { parseLinks } from './links.ts';
import { helpText, readOptions, UsageError, type Values } from './options.ts';
import { type RunningSandbox, type StartOptions, startSandbox } from './start.ts';

/** Runs the sandbox as a process until a signal. A failure to start prints a sentence and exits with 1. */
export async function run(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
  let port = 12111;
  try {
    const { values, help, version } = readOptions(args, environment);
    if (help || version) {
      console.log(help ? helpText() : packageVersion());
      return;
    }
    const options = await startOptions(values);
    port = options.port ?? port;
    const running = await startSandbox(options);
    endBySignal(running);
    console.log(greeting(running, options));
  } catch (error) {
    console.error(`sandbox: ${sentence(error, port)}`);
    process.exit(1);
  }
}

/** Parses the options. Throws a UsageError for an invalid value. */
async function startOptions(read: Values): Promise<StartOptions> {
  const port = Number(read('port') ?? 12111);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new UsageError(`${read('port')} is not a port.`);
  }
  const limits = read('rate-limits');
  if (limits !== undefined && limits !== 'live' && limits !== 'sandbox') {
    throw new UsageError(`${limits} are no rate limits. Use live or sandbox.`);
  }
  const legacy = read('legacy-platform');
  const clockWebhook = read('clock-webhook');
  const validator = await validatorFor(read('validate'));
  return {
    port,
    ...given('host', read('host')),
    ...given('file', read('data')),
    ...given('baseUrl', read('base-url')),
    ...given('seed', read('seed')),
    webhooks: {
      concurrency: 4,
      ...given('url', read('webhook-url')),
      ...given('secret', read('webhook-secret')),
      ...given('connectUrl', read('connect-webhook-url')),
      ...given('connectSecret', read('connect-webhook-secret')),
    },
    secretKeys: listed(read('secret-keys')),
    account: given('name', read('merchant')),
    oauth: { redirectUris: listed(read('redirect-uris')), ...given('clientId', read('client-id')) },
    links: parseLinks(listed(read('links'))),
    ...given('validator', validator),
    ...(legacy === undefined ? {} : { legacyPlatform: legacy === 'true' || legacy === '1' }),
    ...(limits === undefined ? {} : { limits: STRIPE_LIMITS[limits] }),
    ...(clockWebhook === undefined ? {} : { onClockMoved: postClockMove(clockWebhook) }),
  };
}

function given<K extends string, V>(name: K, value: V | undefined): { [key in K]?: V } {
  const result: { [key in K]?: V } = {};
  if (value !== undefined) result[name] = value;
  return result;
}

const listed = (text = ''): string[] => text.split(',').filter((part) => part !== '');

/** `1` validates all requests, for your own code; `accepted` only accepted ones, for trying what Stripe refuses. */
async function validatorFor(requests: string | undefined): Promise<Validator | undefined> {
  if (requests === undefined) return undefined;
  // The SDK is optional, so it is loaded only for validation.
  const { createValidator } = await import('../validator.ts').catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    throw new UsageError('--validate needs the SDK whose types it checks: npm install stripe.', {
      cause: error,
    });
  });
  return createValidator({ requests: requests === 'accepted' ? 'accepted' : 'all' });
}

function endBySignal(running: RunningSandbox): void {
  const stop = async (): Promise<void> => {
    await running.close();
    process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

/** The first line gives the URL; the rest helps a first-time user. */
function greeting(
  { url, port }: RunningSandbox,
  { file, host = '127.0.0.1', secretKeys = [] }: StartOptions,
): string {
  const key = secretKeys.length === 0 ? 'sk_test_anything' : 'one of its secret keys';
  return `sandbox: Stripe on ${url} (${file ?? 'in memory'})
sandbox: new Stripe('${key}', { host: '${host}', port: ${port}, protocol: 'http' })
sandbox: what it holds can be seen on ${url}/; all options: --help`;
}

function sentence(error: unknown, port: number): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE') {
    return `port ${port} is taken. Stop what listens there, or choose another with --port or PORT.`;
  }
  return error instanceof UsageError ? error.message : `cannot start: ${error.message}`;
}

function packageVersion(): string {
  const { version }: { version: string } = createRequire(import.meta.url)('stripe-sandbox/package.json');
  return version;
}
