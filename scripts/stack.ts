import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BusinessDetails } from './business/details.ts';
import { DEMO_BUSINESS } from './demo/business.ts';
import type { Report } from './mailbox/report.ts';
import { startMailbox } from './mailbox.ts';
import type { Child } from './stack/child.ts';
import { startClockWebhook } from './stack/clock-webhook.ts';
import { otherPages } from './stack/pages.ts';
import { firstOf, type Place, prepareDatabase, startApp, startSandbox } from './stack/parts.ts';
import { freePorts, type Ports } from './stack/ports.ts';
import { localSecrets } from './stack/settings.ts';
import { waitUntilReady } from './stack/wait.ts';

const FIRST_PAUSE_MS = 120_000;
const A_DAYS_TICKS = 24;

export interface StackOptions {
  /** Unless given, free ones are taken. */
  readonly ports?: Ports;
  /** An absolute path; whatever is in it already is kept. */
  readonly stateDirectory: string;
  /** Unless given, the demo's business. */
  readonly business?: BusinessDetails;
  /** Whether the sandbox answers 500 to, and keeps on record, what does not fit the SDK's types. For tests. */
  readonly validate?: boolean;
  /** Cron ticks for one move of the sandbox's clock, at most: an hour each, as far as they go. Unless given, a day's. */
  readonly mostTicks?: number;
  /** Whether the parts' own output is shown besides being logged. */
  readonly verbose?: boolean;
  /** Called with each step of the start, in a few words. */
  readonly onStep?: (step: string) => void;
}

/** Where a running stack is, and what opens it. */
export interface StackPlace {
  /** Addresses without a trailing slash. */
  readonly app: string;
  readonly sandbox: string;
  readonly mailbox: string;
  readonly ports: Ports;
  readonly stateDirectory: string;
  /** Of the one business, `qk_test_…`. */
  readonly apiKey: string;
  /** Opens the operator's report and lists. */
  readonly operatorKey: string;
  /** The one secret key that the sandbox takes, `sk_test_…`. */
  readonly stripeKey: string;
  /** When this state directory was first used, in milliseconds since the epoch. */
  readonly since: number;
  /** What the sandbox signs webhooks with, for a test that forges or repeats one. */
  readonly webhookSecret: string;
}

export interface Stack extends StackPlace {
  /** A sentence with the last lines of its log, once a part has ended without being asked to. */
  readonly died: Promise<string>;
  /** Fires the app's cron trigger once, and waits until the tick ends. */
  tick(): Promise<void>;
  /** Ends every part; resolves when none of their processes is left. */
  stop(): Promise<void>;
}

/**
 * Brings up everything Quittance needs, offline: database, Stripe sandbox, mail server with mailbox, and the app.
 * Resolves once the app says that it is ready. Where a part does not come up, the others are stopped and it
 * rejects with a StartFailure whose message says why.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { stateDirectory, verbose = false, validate = false, mostTicks = A_DAYS_TICKS } = options;
  const { business = DEMO_BUSINESS, onStep = () => undefined } = options;
  // Links and keys of this machine's payers lie in it.
  await mkdir(stateDirectory, { recursive: true, mode: 0o700 });
  const ports = options.ports ?? (await freePorts());
  const secrets = await localSecrets(stateDirectory);
  const place: Place = { stateDirectory, ports, secrets, verbose, validate };
  const children: Child[] = [];
  const closing: (() => Promise<void>)[] = [];
  const begun = (child: Child) => {
    children.push(child);
    closing.push(child.stop);
    return child;
  };
  const stop = async () => {
    await Promise.all(closing.splice(0).map((close) => close()));
  };

  try {
    onStep('the database, the Stripe sandbox and the mailbox');
    const appUrl = `http://127.0.0.1:${ports.app}`;
    const mailbox = await startMailbox({
      smtpPort: ports.smtp,
      httpPort: ports.mailbox,
      directory: join(stateDirectory, 'mailbox'),
      links: otherPages(ports, 'mailbox'),
      onReport: (report) => void handOver(appUrl, report),
    });
    closing.push(mailbox.close);
    const clock = await startClockWebhook((at) => tick(appUrl, at), mostTicks);
    closing.push(clock.close);
    const sandbox = begun(startSandbox(place, business, clock.url));
    const sandboxUrl = `http://127.0.0.1:${ports.sandbox}`;
    await Promise.all([
      prepareDatabase(place, business),
      waitUntilReady(sandbox, `${sandboxUrl}/_sandbox/state`, FIRST_PAUSE_MS),
    ]);
    onStep('the app');
    const app = begun(await startApp(place));
    await waitUntilReady(app, `${appUrl}/.well-known/security.txt`, FIRST_PAUSE_MS);
    // After a night without cron the app is not ready until a tick has caught up.
    if (!(await fetch(`${appUrl}/healthz`)).ok) await tick(appUrl);
    await waitUntilReady(app, `${appUrl}/healthz`, FIRST_PAUSE_MS);
    return {
      app: `http://localhost:${ports.app}`,
      sandbox: `http://localhost:${ports.sandbox}`,
      mailbox: mailbox.url,
      ports,
      stateDirectory,
      apiKey: secrets.business.apiKey,
      operatorKey: firstOf(secrets.operatorKey),
      stripeKey: secrets.stripeSecretKey,
      since: secrets.business.createdAt,
      webhookSecret: firstOf(secrets.webhookSecret),
      died: Promise.race(children.map(withItsLastWords)),
      tick: () => tick(appUrl),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function withItsLastWords(child: Child): Promise<string> {
  const sentence = await child.died;
  return `${sentence} Its last lines:\n${child.lastLines(15)}`;
}

/** The local runtime receives no mail by itself; this is the address at which it takes one. */
async function handOver(appUrl: string, { from, to, raw }: Report): Promise<void> {
  const envelope = new URLSearchParams({ from, to });
  try {
    const answer = await fetch(`${appUrl}/cdn-cgi/local/email?${envelope}`, { method: 'POST', body: raw });
    if (!answer.ok) throw new Error(await answer.text());
  } catch (error) {
    console.error(`The app did not take a delivery report: ${error}`);
  }
}

/** The local runtime fires no cron by itself; this is the address it keeps for doing it by hand. */
export async function tick(appUrl: string, at?: number): Promise<void> {
  const cron = encodeURIComponent('* * * * *');
  const answer = await fetch(
    `${appUrl}/cdn-cgi/local/scheduled?cron=${cron}${at === undefined ? '' : `&time=${at}`}`,
    {
      signal: AbortSignal.timeout(60_000),
    },
  );
  const text = await answer.text();
  if (!answer.ok) throw new Error(`The cron trigger answered ${answer.status}: ${text.slice(0, 300)}`);
}
