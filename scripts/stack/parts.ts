import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BusinessDetails } from '../business/details.ts';
import { demoMemberSql } from '../business/owner.ts';
import { businessSql } from '../business/sql.ts';
import { executeSql, WRANGLER } from '../business/store.ts';
import { placeOf } from '../database/place.ts';
import { openByWrangler, WranglerFailure } from '../database/wrangler.ts';
import { isFresh, pendingMigrations } from '../migrations/fresh.ts';
import { sealSql } from '../migrations/state.ts';
import { ROOT } from '../tools.ts';
import { writeAppSettings } from './app-settings.ts';
import { type Child, startChild } from './child.ts';
import { otherPages } from './pages.ts';
import type { Ports } from './ports.ts';
import type { Secrets } from './settings.ts';
import { StartFailure } from './wait.ts';

/** A stack's directory and verbosity. */
export interface Place {
  readonly stateDirectory: string;
  readonly ports: Ports;
  readonly secrets: Secrets;
  readonly verbose: boolean;
  /** Whether the sandbox validates against the SDK's types. */
  readonly validate: boolean;
}

/** wrangler's local database and queues, inside the stack's own directory. */
function databaseDirectory(place: Pick<Place, 'stateDirectory'>): string {
  return join(place.stateDirectory, 'state');
}

/**
 * Brings the local database up to date, and makes the one business in it unless it is there. A note beside the
 * database says what it was prepared from: where nothing is new, a start need not wait for wrangler twice.
 */
export async function prepareDatabase(
  place: Pick<Place, 'stateDirectory' | 'secrets'>,
  business: BusinessDetails,
): Promise<void> {
  const state = databaseDirectory(place);
  const note = join(state, 'prepared');
  const wanted = await fingerprint(place, business);
  if (existsSync(note) && (await readFile(note, 'utf8')) === wanted) return;
  const { merchantId, createdAt } = place.secrets.business;
  const owner = demoMemberSql(merchantId, business.owner, createdAt);
  const made = `${businessSql(business, place.secrets.business)}${owner}${sealSql()}\n`;
  if (isFresh(state)) {
    await executed(`${await pendingMigrations()}${made}`, state, 'The database could not be made');
  } else {
    await migrated(state);
    await executed(made, state, 'The business could not be made');
  }
  await writeFile(note, wanted);
}

async function migrated(state: string): Promise<void> {
  try {
    await openByWrangler(placeOf({ local: true, 'persist-to': state })).applyMigrations();
  } catch (error) {
    if (!(error instanceof WranglerFailure)) throw error;
    const hint = 'Where nothing here has to be kept, `npm run reset` begins anew.';
    throw new StartFailure(`The migrations did not apply:\n${error.message.trim()}\n${hint}`);
  }
}

async function executed(sql: string, state: string, problem: string): Promise<void> {
  const { code, output } = await executeSql(sql, { local: state });
  if (code !== 0) throw new StartFailure(`${problem}:\n${output.trim()}`);
}

/** Of the migrations there are and the business that is wanted. */
async function fingerprint(place: Pick<Place, 'secrets'>, business: BusinessDetails): Promise<string> {
  const folder = join(ROOT, 'migrations');
  const hash = createHash('sha256').update(JSON.stringify([place.secrets.business.merchantId, business]));
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  for (const name of names) hash.update(name).update(await readFile(join(folder, name)));
  return hash.digest('hex');
}

/** Stripe on this machine: stores its state in one file, calls the app's webhook endpoint and reports clock moves. */
export function startSandbox(place: Place, business: BusinessDetails, clockWebhook: string): Child {
  const { stateDirectory, ports, secrets, verbose, validate } = place;
  const webhooks = `http://localhost:${ports.app}/webhooks/stripe`;
  return startChild({
    name: 'the sandbox',
    command: [process.execPath, 'packages/stripe-sandbox/src/cli.ts'],
    environment: {
      HOST: '127.0.0.1',
      PORT: String(ports.sandbox),
      SANDBOX_URL: `http://localhost:${ports.sandbox}`,
      DATA: join(stateDirectory, 'sandbox.sqlite'),
      SECRET_KEYS: secrets.stripeSecretKey,
      WEBHOOK_URL: webhooks,
      WEBHOOK_SECRET: firstOf(secrets.webhookSecret),
      CONNECT_WEBHOOK_URL: webhooks,
      CONNECT_WEBHOOK_SECRET: firstOf(secrets.connectWebhookSecret),
      MERCHANT: business.displayName,
      // Setting it overrides a variable of the same name in the developer's shell.
      SEED: '',
      LEGACY_PLATFORM: '',
      RATE_LIMITS: '',
      CONNECT_CLIENT_ID: '',
      CONNECT_REDIRECT_URIS: '',
      CLOCK_WEBHOOK: clockWebhook,
      LINKS: otherPages(ports, 'sandbox')
        .map(({ name, url }) => `${name}=${url}`)
        .join(','),
      VALIDATE: validate ? '1' : '',
    },
    logFile: join(stateDirectory, 'logs', 'sandbox.log'),
    verbose,
  });
}

/** While a secret is changed there are two, and what is new signs. */
export const firstOf = (secrets: string): string => secrets.split(',', 1)[0] ?? '';

/** The Worker in workerd, with what wrangler.toml binds. */
export async function startApp(place: Place): Promise<Child> {
  const { stateDirectory, ports, secrets, verbose } = place;
  const config = await writeAppSettings(stateDirectory, secrets, ports);
  const folder = join(stateDirectory, 'app');
  return startChild({
    name: 'the app',
    command: [
      process.execPath,
      'scripts/stack/app.ts',
      ...[config, String(ports.app), databaseDirectory(place), folder],
    ],
    environment: { ...WRANGLER, NO_COLOR: '1', CLOUDFLARE_ENV: '' },
    logFile: join(stateDirectory, 'logs', 'app.log'),
    verbose,
  });
}
