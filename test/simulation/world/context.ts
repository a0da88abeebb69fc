import type { EmailTransport } from '../../../src/adapters/email/transport.ts';
import { createLinks } from '../../../src/adapters/links/links.ts';
import { createStripeClient, stripeFor } from '../../../src/adapters/stripe/client.ts';
import { recentSessions } from '../../../src/adapters/stripe/recent-sessions.ts';
import { stripeRules } from '../../../src/adapters/stripe/rules.ts';
import { createWebhookVerifier } from '../../../src/adapters/stripe/verify-webhook.ts';
import { openDatabase } from '../../../src/db/database.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import type { Mailer } from '../../../src/operations/emails/mailer.ts';
import type { EventVerifier } from '../../../src/operations/inbox/receive-event.ts';
import { nameInvoices } from '../../../src/views/invoice-naming.ts';
import { writeLinkTerms } from '../../../src/views/link-terms.ts';
import type { Random } from '../kernel/random.ts';
import type { Scheduler } from '../kernel/scheduler.ts';
import { SECRETS } from '../ports/events.ts';
import { LINK_SECRET } from './link-secret.ts';

export const DEPLOYMENT = 'simulation';

/** One isolate of the Worker: its own memory and its own idea of the time. */
export type Isolate = {
  readonly ctx: Context;
  readonly mailer: () => Promise<Mailer>;
  readonly verifier: EventVerifier;
};

type Parts = {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly binding: D1Database;
  readonly enqueue: Context['enqueue'];
  readonly transport: EmailTransport;
  /** How far the isolate's clock is off, ms. */
  readonly skewMs: number;
  readonly log: (event: string, fields: Readonly<Record<string, unknown>>) => void;
};

/** The composition root of the simulation: the Worker's own parts, with ports in place of the world. */
export function createIsolate(parts: Parts): Isolate {
  const { scheduler, random } = parts;
  const now = () => scheduler.now() + parts.skewMs;
  const stripe = createStripeClient({
    secretKey: 'sk_test_simulation',
    apiUrl: new URL('http://stripe.test'),
  });
  const recent = recentSessions(now);
  const ctx: Context = {
    db: openDatabase(parts.binding),
    now,
    random: random.bytes,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    enqueue: parts.enqueue,
    stripe: async (account) => stripeFor(stripe, account, recent),
    rules: stripeRules,
    links: createLinks('https://billing.test', [{ id: 1, secret: LINK_SECRET }]),
    linkTerms: writeLinkTerms,
    nameInvoices,
    log: parts.log,
    livemode: false,
    deploymentId: DEPLOYMENT,
    messageDomain: 'billing.test',
  };
  // A page says no more than the view that it is drawn from, links included.
  const rendered = ({ template }: { readonly template: string }, view: object) => ({
    subject: template,
    html: '',
    text: JSON.stringify(view),
  });
  return {
    ctx,
    mailer: async () => ({
      transport: parts.transport,
      from: 'billing@billing.test',
      render: async (message, view) => rendered(message, view),
      renderForCustomer: async (message, view) => rendered(message, view),
      renderForStaff: async (message, view) => rendered(message, view),
      pdf: async () => new Uint8Array(),
      receipt: async () => new Uint8Array(),
      eInvoice: async () => '',
      returnPaths: { token: async (emailId: string) => emailId, open: async () => null },
    }),
    verifier: createWebhookVerifier({ account: [SECRETS.account], connect: [SECRETS.connect] }, now),
  };
}
