import type { AlarmWay } from './adapters/alarms/port.ts';
import { webhookAlarms } from './adapters/alarms/webhook.ts';
import { bindingBrakes } from './adapters/brakes/bindings.ts';
import type { Brakes } from './adapters/brakes/port.ts';
import { sandboxClock } from './adapters/clock/sandbox-clock.ts';
import { cacheCopies } from './adapters/copies/cache-copies.ts';
import type { Copies } from './adapters/copies/port.ts';
import type { EmailWebhooks, MailReports, ReadSendingEvent, ReturnPaths } from './adapters/email/types.ts';
import { r2Files } from './adapters/files/r2.ts';
import { createLinks } from './adapters/links/links.ts';
import type { Links } from './adapters/links/port.ts';
import { createReturnPaths } from './adapters/links/return-path.ts';
import { keptPdf, keptReceipt } from './adapters/pdf/kept-pdf.ts';
import type { StripePort } from './adapters/stripe/port.ts';
import type { StripeResult } from './adapters/stripe/port-result.ts';
import { recentSessions } from './adapters/stripe/recent-sessions.ts';
import { stripeRules } from './adapters/stripe/rules.ts';
import type { Turnstile } from './adapters/turnstile/port.ts';
import { createTurnstile } from './adapters/turnstile/turnstile.ts';
import type { Webhooks } from './adapters/webhooks/port.ts';
import { resolveByHttps } from './adapters/webhooks/resolve.ts';
import { signedHeaders } from './adapters/webhooks/sign.ts';
import { createWebhooks } from './adapters/webhooks/webhooks.ts';
import { type Config, configOf, type Env } from './config.ts';
import { openDatabase } from './db/database.ts';
import { databaseFor } from './db/databases.ts';
import { agreedLinkKeys, agreedOwner, type Compared, heldSecrets, notCompared } from './deps-keys.ts';
import type { LinkTerms } from './domain/collection/link-keeps.ts';
import type { EInvoiceSource } from './domain/e-invoice/source.ts';
import type { HeldSecrets } from './domain/held-secrets.ts';
import { NotSetUp } from './domain/set-up.ts';
import type { Context, QueueMessage } from './operations/core/context.ts';
import type { Mailer } from './operations/emails/mailer.ts';
import type { EventVerifier } from './operations/inbox/receive-event.ts';
import { loadOwnLogo } from './operations/merchants/read-logo.ts';
import type { Duty } from './operations/watch/watch-tick.ts';
import type { Documents } from './routes/env.ts';

/** The Worker's dependencies, for one request, tick or batch. */
export type Deps = {
  readonly config: Config;
  readonly ctx: Context;
  readonly brakes: Brakes;
  /** Null where Turnstile is not used. */
  readonly turnstile: Turnstile | null;
  readonly mailer: () => Promise<Mailer>;
  readonly documents: Documents;
  /** What pages showed, for when D1 is silent. */
  readonly copies: Copies;
  readonly verifier: () => Promise<EventVerifier>;
  /** Reads reports about our messages; loaded when one comes. */
  readonly reports: () => Promise<MailReports>;
  readonly emailWebhooks: () => Promise<EmailWebhooks>;
  readonly sendingEvents: () => Promise<ReadSendingEvent>;
  /** How the person on duty is reached, and by which limits the deployment is judged. */
  readonly duty: Duty;
  /** The secrets that this Worker runs with, by their fingerprints. */
  readonly held: () => Promise<HeldSecrets>;
};

/** https://developers.cloudflare.com/queues/platform/limits/ */
const QUEUE_BATCH = 100;

/** Built once per isolate and configuration, since importing keys and opening clients is slow. */
type Lasting = {
  readonly links: Links;
  readonly ownHosts: readonly string[];
  readonly returnPaths: ReturnPaths;
  readonly stripe: (account: string) => Promise<StripePort>;
  readonly askAccount: () => Promise<StripeResult<string>>;
  readonly owner: Compared;
  readonly copies: Copies;
  /** Whether its link keys are those that links were made with, by the database. */
  readonly linkKeys: Map<number, Compared>;
};
const lasting = new WeakMap<Config, Lasting>();

/** Logs one line of JSON an event: names, ids and counts, never anything secret or personal. */
const log: Context['log'] = (event, fields) => console.log(JSON.stringify({ event, ...fields }));

/** What is the same for every request. */
const FIXED = {
  random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  rules: stripeRules,
  linkTerms: async (terms: LinkTerms) => {
    const { writeLinkTerms } = await import('./views/link-terms.ts');
    return writeLinkTerms(terms);
  },
  nameInvoices: async (locale: string) => {
    const { nameInvoices } = await import('./views/invoice-naming.ts');
    return nameInvoices(locale);
  },
  log,
} satisfies Partial<Context>;

/** The composition root: the only place that sees every layer. `database` is the code of the one that is worked on. */
export async function createDeps(env: Env, database = 0): Promise<Deps> {
  const config = readConfig(env);
  const kept = lasting.get(config) ?? createLasting(config);
  const { links, stripe, returnPaths, askAccount } = kept;
  const now = config.stripe.isSandbox ? await sandboxClock(config.stripe.apiUrl) : () => Date.now();
  const ctx: Context = {
    db: openDatabase(databaseFor(env, database) ?? env.DB),
    database,
    now,
    ...FIXED,
    enqueue: async (work) => {
      try {
        for (let start = 0; start < work.length; start += QUEUE_BATCH) {
          await env.WORK.sendBatch(
            work.slice(start, start + QUEUE_BATCH).map((one) => queued(one, database)),
          );
        }
      } catch (error) {
        // Anything not enqueued is picked up by cron within a minute.
        log('enqueue_failed', { error: error instanceof Error ? error.name : 'unknown' });
      }
    },
    keepInQueue: async (webhook) => {
      await env.WORK.sendBatch([queued(webhook, database)]);
    },
    stripe,
    links,
    files: env.FILES === undefined ? null : r2Files(env.FILES, log),
    livemode: config.stripe.livemode,
    deploymentId: config.deploymentId,
    mailsPerKeyADay: config.mailsPerKeyADay,
    connect: config.stripe.connect,
    messageDomain: config.email.from.slice(config.email.from.lastIndexOf('@') + 1),
    webhooks: webhooksFor(config, kept.ownHosts, now),
  };
  const compared = kept.linkKeys.get(database) ?? notCompared();
  kept.linkKeys.set(database, compared);
  // A database that cannot tell the one cannot tell the other: nobody waits twice.
  if (await agreedLinkKeys(ctx, config, compared))
    await agreedOwner({ ...ctx, db: openDatabase(env.DB) }, config, kept.owner, askAccount);
  const eInvoice = async (source: EInvoiceSource): Promise<string> => {
    const { renderEInvoice } = await import('./views/e-invoice.ts');
    return renderEInvoice(source);
  };
  const pdf = keptPdf(async (view, source): Promise<Uint8Array> => {
    const { renderInvoicePdf } = await import('./adapters/pdf/invoice-pdf.ts');
    const loadLogo = (url: string) => loadOwnLogo(ctx, url);
    const facturX = source?.format === 'factur_x' ? await eInvoice(source) : null;
    return renderInvoicePdf(view, { loadFont: (name) => loadFont(env, name), loadLogo, facturX });
  }, caches.default);
  const receipt = keptReceipt(async (view): Promise<Uint8Array> => {
    const { renderReceiptPdf } = await import('./adapters/pdf/receipt-pdf.ts');
    const loadLogo = (url: string) => loadOwnLogo(ctx, url);
    return renderReceiptPdf(view, { loadFont: (name) => loadFont(env, name), loadLogo });
  }, caches.default);
  const reports = async (): Promise<MailReports> => {
    const { createMailReports } = await import('./adapters/email/reports/read-report.ts');
    return createMailReports(returnPaths);
  };
  return {
    config,
    ctx,
    duty: {
      ways: alarmWays(config, { returnPaths, now, messageDomain: ctx.messageDomain }),
      databaseLimitBytes: config.operator.databaseLimitBytes,
    },
    brakes: bindingBrakes(ratesOf(env), config.deploymentId),
    turnstile: config.turnstile === null ? null : createTurnstile(config.turnstile, log),
    documents: {
      pdf,
      receipt,
      statement: async (view) => {
        const { renderStatementPdf } = await import('./adapters/pdf/statement-pdf.ts');
        const loadLogo = (url: string) => loadOwnLogo(ctx, url);
        return renderStatementPdf(view, { loadFont: (name) => loadFont(env, name), loadLogo });
      },
      evidence: async (view) => {
        const { renderEvidencePdf } = await import('./adapters/pdf/evidence-pdf.ts');
        const loadLogo = (url: string) => loadOwnLogo(ctx, url);
        return renderEvidencePdf(view, { loadFont: (name) => loadFont(env, name), loadLogo });
      },
      eInvoice,
      mail: async (view, setting) => {
        const { renderEmail } = await import('./views/email/render.ts');
        return (await renderEmail({ template: 'invoice_sent' }, view, setting)).html;
      },
    },
    copies: kept.copies,
    held: () => heldSecrets(config),
    mailer: async () => {
      const { renderCustomerEmail, renderEmail, renderStaffEmail } = await import('./views/email/render.ts');
      return {
        transport: await openTransport(config, now),
        from: config.email.from,
        render: renderEmail,
        renderForCustomer: renderCustomerEmail,
        renderForStaff: renderStaffEmail,
        pdf,
        receipt,
        eInvoice,
        returnPaths,
      };
    },
    reports,
    emailWebhooks: async () => {
      const { createEmailWebhooks } = await import('./adapters/email/reports/webhook.ts');
      return createEmailWebhooks(config.email.webhookSecrets, await reports(), now);
    },
    sendingEvents: async () => (await import('./adapters/email/reports/sending-events.ts')).readSendingEvent,
    verifier: async () => {
      const { createWebhookVerifier } = await import('./adapters/stripe/verify-webhook.ts');
      return createWebhookVerifier(config.stripe.webhookSecrets, now);
    },
  };
}

/** The sentences that mend a configuration stand in the log, with no value of any setting. */
function readConfig(env: Env): Config {
  try {
    return configOf(env);
  } catch (error) {
    if (error instanceof NotSetUp) for (const problem of error.problems) log('not_set_up', problem);
    throw error;
  }
}

function createLasting(config: Config): Lasting {
  const client = async () => {
    const { createStripeClient } = await import('./adapters/stripe/client.ts');
    return createStripeClient(config.stripe);
  };
  let opened: ReturnType<typeof client> | undefined;
  const recent = recentSessions(() => Date.now());
  const made: Lasting = {
    linkKeys: new Map(),
    owner: notCompared(),
    copies: cacheCopies(() => caches.open('quittance-copies'), log),
    askAccount: async () => {
      opened ??= client();
      const { readOwnAccount } = await import('./adapters/stripe/own-account.ts');
      return readOwnAccount(await opened);
    },
    links: createLinks(config.appUrl, config.linkKeys),
    ownHosts: [new URL(config.appUrl).hostname],
    returnPaths: createReturnPaths(config.linkKeys),
    stripe: async (account) => {
      opened ??= client();
      const { stripeFor } = await import('./adapters/stripe/client.ts');
      return stripeFor(await opened, account, recent);
    },
  };
  lasting.set(config, made);
  return made;
}

/** Delays a message until its turn. https://developers.cloudflare.com/queues/configuration/batching-retries/ */
function queued(message: QueueMessage, database: number): MessageSendRequest<QueueMessage> {
  // The consumer has to look for the row where it is.
  const body = database === 0 ? message : { ...message, database };
  return message.kind === 'collect' ? { body, delaySeconds: message.delaySeconds } : { body };
}

async function openTransport(config: Config, now: () => number): Promise<Mailer['transport']> {
  if (config.email.transport === 'binding') {
    const { bindingTransport } = await import('./adapters/email/binding.ts');
    return bindingTransport(config.email.binding);
  }
  const { smtpTransport } = await import('./adapters/email/smtp.ts');
  const { host, port, security, user, password, returnDomain } = config.email.smtp;
  const credentials = user === null || password === null ? null : { user, password };
  return smtpTransport({ host, port, security, credentials, returnDomain, timeoutMs: 10_000, now });
}

function webhooksFor(config: Config, ownHosts: readonly string[], now: () => number): Webhooks {
  const ask: typeof fetch = (...given) => fetch(...given);
  const { linkKeys: keys, webhooksLocal: allowsLocal } = config;
  return createWebhooks({ keys, ownHosts, allowsLocal, resolve: resolveByHttps(ask), fetch: ask, now });
}

/** Loaded only when there is something to tell. */
function alarmWays(
  config: Config,
  given: { readonly returnPaths: ReturnPaths; readonly now: () => number; readonly messageDomain: string },
): readonly AlarmWay[] {
  const { email: to, webhook } = config.operator;
  const { now } = given;
  const mail: AlarmWay = {
    way: 'mail',
    send: async (notice) => {
      const { mailAlarm } = await import('./adapters/email/alarm-mail.ts');
      const { writeAlarmLetter } = await import('./views/alarm-letter.ts');
      const transport = () => openTransport(config, now);
      const post = { ...given, to: to ?? '', from: config.email.from, transport, write: writeAlarmLetter };
      return mailAlarm(post, notice);
    },
  };
  return [
    ...(to === null ? [] : [mail]),
    ...(webhook === null ? [] : [webhookAlarms({ ...webhook, now, sign: signedHeaders })]),
  ];
}
const ratesOf = (env: Env) => ({
  network: env.RATE_NETWORK,
  link: env.RATE_LINK,
  key: env.RATE_KEY,
  refused: env.RATE_REFUSED,
  sign_in: env.RATE_SIGN_IN,
});

async function loadFont(env: Env, name: string): Promise<Uint8Array> {
  const answer = await env.ASSETS.fetch(new Request(`https://assets.local/${name}`));
  if (!answer.ok) throw new Error(`the font ${name} is not among the assets`);
  return new Uint8Array(await answer.arrayBuffer());
}
