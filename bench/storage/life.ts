import { createMemoryStore, createSandbox, type Sandbox } from '#stripe-sandbox';
import { createLinks } from '../../src/adapters/links/links.ts';
import { createStripeClient, stripeFor } from '../../src/adapters/stripe/client.ts';
import { recentSessions } from '../../src/adapters/stripe/recent-sessions.ts';
import { stripeRules } from '../../src/adapters/stripe/rules.ts';
import { openDatabase } from '../../src/db/database.ts';
import { parseCurrency } from '../../src/domain/currency.ts';
import { readStripeEvents } from '../../src/operations/catch-up/read-stripe-events.ts';
import { linkOrder } from '../../src/operations/checkout/order.ts';
import { payCart } from '../../src/operations/checkout/pay-cart.ts';
import { collectInvoice } from '../../src/operations/collection/collect-invoice.ts';
import { type Context, newId, type QueueMessage } from '../../src/operations/core/context.ts';
import type { Mailer } from '../../src/operations/emails/mailer.ts';
import { workEvent } from '../../src/operations/inbox/work-event.ts';
import { createDraft } from '../../src/operations/invoices/create-draft.ts';
import { sendInvoice } from '../../src/operations/invoices/send.ts';
import { runJob } from '../../src/operations/outbox/run-job.ts';
import { runSwept } from '../../src/operations/outbox/run-swept.ts';
import { reconcileDaily } from '../../src/operations/reconciliation/reconcile-daily.ts';
import { pruneOld, TICKS_A_ROUND } from '../../src/operations/retention/prune-old.ts';
import { sweepPayments } from '../../src/operations/watch/sweep.ts';
import { nameInvoices } from '../../src/views/invoice-naming.ts';
import { writeLinkTerms } from '../../src/views/link-terms.ts';
import type { SqliteD1 } from '../../test/simulation/ports/sqlite-d1.ts';
import { bindingOver } from '../collecting/binding.ts';
import { MERCHANT, makeFirst, openBusiness } from '../collecting/portfolio.ts';

const START = Date.UTC(2026, 10, 3, 14);
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const SCOPE = { merchantId: MERCHANT, livemode: false };

/** A deployment in this process: the real operations over SQLite, and the sandbox, by a clock that is moved by hand. */
export async function openLife(store: SqliteD1) {
  let at = START;
  const sandbox = createSandbox({
    store: createMemoryStore(),
    baseUrl: 'http://stripe.test',
    now: () => at,
    seed: 'bench',
    webhooks: { mode: 'off' },
    account: { payouts: 'manual' },
  });
  globalThis.fetch = (input, init) => sandbox.fetch(new Request(input, init));
  openBusiness(store, START);
  store.exec("UPDATE merchants SET collect_policy = 'never'");
  const queue: QueueMessage[] = [];
  const ctx = contextOf(store, () => at, queue);
  const { customerId, invoiceId } = await makeFirst(ctx, sandbox);
  const work = () => workOff(ctx, queue);
  await work();

  /** An invoice of two lines that is made, mailed and paid by its link; its events are read, its books kept. */
  async function payOne(): Promise<void> {
    const id = newId(ctx, 'inv');
    const line = { quantity: '1', unitAmount: 42_000, discount: null, taxRates: [] };
    const draft = {
      customerId,
      currency: parseCurrency('USD'),
      dueDate: null,
      notes: null,
      paymentLink: true,
      lines: [
        { ...line, description: 'Consulting in November' },
        { ...line, description: 'Travel to Portland and back' },
      ],
    };
    done(await createDraft(ctx, { scope: SCOPE, invoiceId: id, commandId: id, draft }));
    done(await sendInvoice(ctx, { scope: SCOPE, invoiceId: id, commandId: `${id}/send`, to: null }));
    await work();
    done(await payCart(ctx, linkOrder({ id, version: 1 })));
    const [payment] = store.look(
      'SELECT stripe_session_id AS id FROM payments ORDER BY claimed_at DESC LIMIT 1',
    );
    await payThere(sandbox, String(payment?.id));
    at += 5 * MINUTE_MS;
    await readStripeEvents(ctx);
    await sweepPayments(ctx);
    await work();
    // Cron reads the events all day: where it did not, money would be paused.
    for (let minutes = 0; minutes < 24 * 60; minutes += 9) {
      at += 9 * MINUTE_MS;
      await readStripeEvents(ctx);
    }
    await reconcileDaily(ctx);
    await work();
    const [invoice] = store.look('SELECT status FROM invoices WHERE id = ?', id);
    if (invoice?.status !== 'paid') throw new Error(`the invoice is ${String(invoice?.status)}`);
  }

  /** Time passes until what ends has ended. */
  async function letEnd(days: number): Promise<void> {
    at += days * DAY_MS;
    for (let tick = 0; tick < 2 * TICKS_A_ROUND; tick += 1) {
      await pruneOld(ctx);
      at += MINUTE_MS;
    }
  }
  return { invoiceId, payOne, letEnd };
}

const done = ({ kind, ...rest }: { readonly kind: string }): void => {
  if (!['done', 'redirect'].includes(kind)) throw new Error(JSON.stringify({ kind, ...rest }));
};

async function payThere(sandbox: Sandbox, session: string): Promise<void> {
  const paid = await sandbox.fetch(
    new Request(`http://stripe.test/_sandbox/checkout/${session}/pay`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ card: '4242424242424242' }),
    }),
  );
  if (!paid.ok) throw new Error(await paid.text());
}

async function workOff(ctx: Context, queue: QueueMessage[]): Promise<void> {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (next.kind === 'outbox') await runJob(ctx, async () => MAILER, next.id);
    else if (next.kind === 'inbox') await workEvent(ctx, next);
    else if (next.kind === 'sweep') await runSwept(ctx, next);
    else if (next.kind === 'collect') await collectInvoice(ctx, next.invoiceId);
  }
}

function contextOf(store: SqliteD1, now: () => number, queue: QueueMessage[]): Context {
  const stripe = createStripeClient({ secretKey: 'sk_test_bench', apiUrl: new URL('http://stripe.test') });
  const recent = recentSessions(now);
  return {
    db: openDatabase(bindingOver(store, async (_, perform) => perform())),
    now,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    pause: async () => undefined,
    enqueue: async (work) => void queue.push(...work),
    stripe: async (account) => stripeFor(stripe, account, recent),
    rules: stripeRules,
    links: createLinks('https://billing.test', [{ id: 1, secret: new Uint8Array(32).fill(7) }]),
    linkTerms: writeLinkTerms,
    nameInvoices,
    log: () => undefined,
    livemode: false,
    deploymentId: 'bench',
    messageDomain: 'billing.test',
  };
}

const rendered = async () => ({ subject: '', html: '', text: '' });
const MAILER: Mailer = {
  transport: { send: async () => ({ kind: 'accepted' }) },
  from: 'billing@billing.test',
  render: rendered,
  renderForCustomer: rendered,
  renderForStaff: rendered,
  pdf: async () => new Uint8Array(),
  receipt: async () => new Uint8Array(),
  eInvoice: async () => '',
  returnPaths: { token: async (emailId: string) => emailId, open: async () => null },
};
