import { env } from 'cloudflare:test';
import { eq } from 'drizzle-orm';
import { createReturnPaths } from '../../../src/adapters/links/return-path.ts';
import { createWebhookVerifier } from '../../../src/adapters/stripe/verify-webhook.ts';
import { createApp } from '../../../src/app.ts';
import { openDatabase } from '../../../src/db/database.ts';
import { connections, merchants, payments, slots } from '../../../src/db/schema/index.ts';
import { createDeps } from '../../../src/deps.ts';
import { parseLocalDate } from '../../../src/domain/calendar.ts';
import { parseCurrency } from '../../../src/domain/currency.ts';
import type { Outcome } from '../../../src/domain/outcome.ts';
import { collectInvoice } from '../../../src/operations/collection/collect-invoice.ts';
import { wakeAccount } from '../../../src/operations/connections/sweep-accounts.ts';
import { type Context, newId, type QueueMessage } from '../../../src/operations/core/context.ts';
import { createCustomer } from '../../../src/operations/customers/create.ts';
import { storeKept } from '../../../src/operations/inbox/store-event.ts';
import { workEvent } from '../../../src/operations/inbox/work-event.ts';
import { createDraft } from '../../../src/operations/invoices/create-draft.ts';
import { finalizeInvoice } from '../../../src/operations/invoices/finalize.ts';
import { runJob } from '../../../src/operations/outbox/run-job.ts';
import { runSwept } from '../../../src/operations/outbox/run-swept.ts';
import { sweepPayments } from '../../../src/operations/watch/sweep.ts';

import { OPEN_BRAKES } from './context.ts';

export const SANDBOX = 'http://127.0.0.1:12111';

/** The value of a result that a test does not expect to be refused. */
export function must<T>(result: Outcome<T>): T {
  if (result.kind !== 'done') throw new Error(`not done: ${JSON.stringify(result)}`);
  return result.value;
}

/** A sent message: what the transport was given. */
export type Posted = {
  readonly to: string;
  readonly subject: string;
  readonly messageId: string;
  readonly text: string;
};

/**
 * A business on the test's D1, with the app in front of it and our Stripe behind it. Time is a value that the
 * test moves; what is enqueued waits until `work()`.
 */
export async function openShop() {
  const shift = { ms: 0 };
  const enqueued: QueueMessage[] = [];
  const posted: Posted[] = [];
  /** Addresses that the mail server refuses for good. */
  const refusing = new Set<string>();
  const delaying = new Set<string>();
  const real = await createDeps(env);
  const returnPaths = createReturnPaths(real.config.linkKeys);
  const trips = { count: 0 };
  const ctx: Context = {
    ...real.ctx,
    db: openDatabase(countTrips(env.DB, trips)),
    now: () => real.ctx.now() + shift.ms,
    // A tenth of it is waited, and the rest is skipped on the clock: whom it waits for goes on meanwhile.
    pause: async (ms) => {
      await real.ctx.pause(ms / 10);
      shift.ms += Math.floor(ms * 0.9);
    },
    enqueue: async (work) => {
      enqueued.push(...work);
    },
    log: () => undefined,
    // All tests share one Stripe: another shop's objects there are not this one's.
    deploymentId: `test-${crypto.randomUUID()}`,
  };
  const app = createApp(async () => ({
    ...real,
    ctx,
    // Mails are drawn by what only a built Worker loads: they are tested with the views.
    documents: { ...real.documents, mail: async ({ merchant }) => `<p>${merchant.footer ?? ''}</p>` },
    brakes: OPEN_BRAKES,
    verifier: async () => createWebhookVerifier(real.config.stripe.webhookSecrets, ctx.now),
  }));
  const merchantId = newId(ctx, 'mer');
  const connectionId = newId(ctx, 'con');
  const now = ctx.now();
  await ctx.db.batch([
    ctx.db.update(connections).set({ state: 'disconnected' }),
    ctx.db.insert(merchants).values({
      id: merchantId,
      legalName: 'Northwind Ltd',
      displayName: 'Northwind',
      email: 'billing@northwind.test',
      address: { line1: '1 Harbour Street', town: 'Portland', country: 'US' },
      brandColor: '#1f4b99',
      bankDetails: 'Bank of Portland\nIBAN XX00',
      locale: 'en',
      timeZone: 'America/New_York',
      defaultCurrency: 'USD',
      invoiceSeries: 'NW-',
      paymentLinks: true,
      receiptsBy: 'quittance',
      collectPolicy: 'never',
      publicSavedMethod: false,
      createdAt: now,
      updatedAt: now,
    }),
    ctx.db.insert(connections).values({
      id: connectionId,
      merchantId,
      account: 'self',
      livemode: false,
      state: 'active',
      createdAt: now,
      eventsWatermark: 0,
    }),
  ]);
  const scope = { merchantId, livemode: false };

  const mailer = async () => ({
    transport: {
      send: async (email: Posted) => {
        if (refusing.has(email.to)) {
          return { kind: 'refused', permanent: true, reason: 'RCPT TO: 501 5.1.3 bad address' } as const;
        }
        if (delaying.has(email.to)) {
          return { kind: 'refused', permanent: false, reason: 'RCPT TO: 450 4.2.0 try again later' } as const;
        }
        posted.push({ to: email.to, subject: email.subject, messageId: email.messageId, text: email.text });
        return { kind: 'accepted' } as const;
      },
    },
    from: 'billing@billing.test',
    render: async ({ template }: { template: string }) => ({ subject: template, html: '', text: '' }),
    renderForCustomer: async ({ template }: { template: string }) => ({
      subject: template,
      html: '',
      text: '',
    }),
    renderForStaff: async ({ template }: { template: string }) => ({
      subject: template,
      html: '',
      text: '',
    }),
    pdf: async () => new Uint8Array(),
    receipt: async () => new Uint8Array(),
    eInvoice: async () => '',
    returnPaths,
  });

  return {
    ctx,
    scope,
    connectionId,
    posted,
    refusing,
    /** Addresses that the mail server does not take mail for now. */
    delaying,
    advance: (ms: number) => {
      shift.ms += ms;
    },
    /** A finalized invoice over `amount` minor units, with its links' paths. */
    async invoice(amount: number, currency = 'USD', lineCount = 1, invoiceId = newId(ctx, 'inv')) {
      const customerId = newId(ctx, 'cus');
      const customer = {
        legalName: 'Payer Inc',
        email: `${customerId}@payer.test`,
        label: null,
        contactName: null,
        billingEmails: [],
        telephone: null,
        url: null,
        taxStatus: 'TAXED',
        address: { line1: '2 Mill Lane', town: 'Salem', country: 'US' },
        customerAliases: [],
        locale: null,
        externalIds: [],
      };
      must(await createCustomer(ctx, { scope, customerId, commandId: customerId, customer }));
      const draft = {
        customerId,
        currency: parseCurrency(currency),
        dueDate: parseLocalDate('2030-01-31'),
        notes: null,
        paymentLink: true,
        lines: Array.from({ length: lineCount }, (_, index) => ({
          description: `Work ${index + 1}`,
          quantity: '1',
          unitAmount: amount,
          discount: null,
          taxRates: [],
        })),
      };
      must(await createDraft(ctx, { scope, invoiceId, commandId: invoiceId, draft }));
      must(await finalizeInvoice(ctx, { scope, invoiceId, commandId: `${invoiceId}/finalize` }));
      const path = async (purpose: 'view' | 'pay') =>
        new URL(await ctx.links.url(purpose, { id: invoiceId, version: 1 })).pathname;
      return { invoiceId, customerId, payPath: await path('pay'), viewPath: await path('view') };
    },
    request: (path: string, init: RequestInit = {}) =>
      app.fetch(new Request(`https://billing.test${path}`, { redirect: 'manual', ...init }), env, {
        waitUntil: () => undefined,
        passThroughOnException: () => undefined,
        props: {},
      }),
    /** Runs what was enqueued, until nothing is left. */
    async work() {
      for (let next = enqueued.shift(); next !== undefined; next = enqueued.shift()) {
        if (next.kind === 'outbox') await runJob(ctx, mailer, next.id);
        else if (next.kind === 'inbox') await workEvent(ctx, next);
        else if (next.kind === 'sweep') await runSwept(ctx, next);
        else if (next.kind === 'collect') await collectInvoice(ctx, next.invoiceId);
        else if (next.kind === 'account') await wakeAccount(ctx, next);
        else await storeKept(ctx, next);
      }
    },
    enqueued,
    /** How often D1 was asked since the test set it to 0. */
    trips,
    /** The sweep of some minutes later. */
    async sweepSoon() {
      shift.ms += 4 * 60_000;
      await sweepPayments(ctx);
    },
    payments: () => ctx.db.select().from(payments).where(eq(payments.merchantId, merchantId)),
    slots: () =>
      ctx.db
        .select({ invoiceId: slots.invoiceId, paymentId: slots.paymentId })
        .from(slots)
        .innerJoin(payments, eq(payments.id, slots.paymentId))
        .where(eq(payments.merchantId, merchantId)),
  };
}

/** D1, counting each request that leaves the Worker for it: a batch is one, however much it holds. */
function countTrips(binding: D1Database, trips: { count: number }): D1Database {
  const counting = (statement: D1PreparedStatement): D1PreparedStatement =>
    new Proxy(statement, {
      get(target, name) {
        if (name === 'bind') return (...values: unknown[]) => counting(target.bind(...values));
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...values: unknown[]) => {
          trips.count += 1;
          return member.apply(target, values);
        };
      },
    });
  const inner = new WeakMap<D1PreparedStatement, D1PreparedStatement>();
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement => {
    const outer = new Proxy(counting(statement), {
      get(target, name) {
        if (name === 'bind') return (...values: unknown[]) => wrap(statement.bind(...values));
        return Reflect.get(target, name);
      },
    });
    inner.set(outer, statement);
    return outer;
  };
  return {
    prepare: (text) => wrap(binding.prepare(text)),
    batch: (statements) => {
      trips.count += 1;
      return binding.batch(statements.map((statement) => inner.get(statement) ?? statement));
    },
    exec: (text) => binding.exec(text),
    withSession: (constraint) => binding.withSession(constraint),
    dump: () => binding.dump(),
  };
}

export type Shop = Awaited<ReturnType<typeof openShop>>;

/** The id of a Checkout Session in the address that a payer was sent to. */
export function sessionIn(location: string | null): string {
  const [, session] = /\/c\/pay\/(cs_test_\w+)/.exec(location ?? '') ?? [];
  if (session === undefined) throw new Error(`no session in ${location}`);
  return session;
}

/** Pays on Stripe's page by a card number or a US bank account. */
export async function payAtStripe(
  session: string,
  method: object = { card: '4242424242424242' },
): Promise<Response> {
  return fetch(`${SANDBOX}/_sandbox/checkout/${session}/pay`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(method),
  });
}

/** The requests to Stripe, by method and path, since the log was cleared. */
export async function askedOfStripe(): Promise<{ method: string; path: string; status: number }[]> {
  const answer = await fetch(`${SANDBOX}/_sandbox/requests`);
  return answer.json();
}

export const forgetAsked = (): Promise<Response> =>
  fetch(`${SANDBOX}/_sandbox/requests`, { method: 'DELETE' });
