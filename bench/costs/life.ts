import { createHmac } from 'node:crypto';
import { newIdentity } from '../../scripts/business/identity.ts';
import { businessSql } from '../../scripts/business/sql.ts';
import { demoApi } from '../../scripts/demo/api.ts';
import { DEMO_BUSINESS } from '../../scripts/demo/business.ts';
import { runSql } from '../harness/migrate.ts';
import { type Counted, SECRET } from './worker.ts';

/** The events that the README has an endpoint send. */
const DELIVERED =
  /^(?:checkout\.session\.|payment_intent\.|payment_method\.|setup_intent\.|refund\.|charge\.refunded|charge\.dispute\.|mandate\.updated|customer\.(?:updated|deleted))/;

const LINES = [
  { description: 'Consulting in November', quantity: '2', unitAmount: 42_000 },
  { description: 'Travel to Portland and back', quantity: '1', unitAmount: 18_500 },
];

/** The stages of an invoice that is paid by its link, each to be counted by itself. */
export async function openBusiness(counted: Counted) {
  const { origin, sandbox, database, must } = counted;
  const identity = newIdentity(false, Date.now());
  await runSql(database, businessSql(DEMO_BUSINESS, identity));
  const api = demoApi(origin, identity.apiKey);
  const work = () => must('/_work');
  let made = 0;
  const customer = async (): Promise<string> => {
    made += 1;
    const body = { legalName: `Payer ${made} Inc`, email: `payer-${made}@payer.test` };
    const { id } = await api.post<{ id: string }>('/customers', body, `customer-${made}`);
    await work();
    return id;
  };
  /** Made and sent by the API; its mail goes out with the PDF. */
  const send = async (customerId: string) => {
    made += 1;
    const body = { customerId, currency: 'USD', dueDate: '2031-01-31', lines: LINES };
    const { id } = await api.post<{ id: string }>('/invoices', body, `invoice-${made}`);
    const sent = await api.post<{ hostedInvoiceUrl: string; paymentUrl: string }>(
      `/invoices/${id}/send`,
      {},
      `send-${made}`,
    );
    await work();
    return { id, view: new URL(sent.hostedInvoiceUrl).pathname, pay: new URL(sent.paymentUrl).pathname };
  };
  /** The customer opens the invoice and its link, and is led to Stripe. */
  const open = async ({ view, pay }: { readonly view: string; readonly pay: string }): Promise<string> => {
    await must(view);
    await must(pay);
    const led = await must(pay, { method: 'POST', headers: { Origin: 'https://billing.example.test' } });
    const [, session] = /\/c\/pay\/(cs_test_\w+)/.exec(led.headers.get('location') ?? '') ?? [];
    if (session === undefined) throw new Error(`no session: ${led.status} ${await led.text()}`);
    return session;
  };
  /** Paid at Stripe; the payer comes back, and Stripe's events arrive. */
  const pay = async (session: string, since: number): Promise<void> => {
    const paid = await ask(sandbox, 'POST', `/_sandbox/checkout/${session}/pay`, {
      card: '4242424242424242',
    });
    if (!paid.ok) throw new Error(await paid.text());
    const answer = await ask(sandbox, 'GET', `/v1/checkout/sessions/${session}`);
    const { success_url: back }: { success_url: string } = await answer.json();
    await must(new URL(back).pathname);
    await work();
    for (const event of await eventsSince(sandbox, since)) {
      const at = Math.floor(Date.now() / 1000);
      const body = JSON.stringify(event);
      const mac = createHmac('sha256', SECRET).update(`${at}.${body}`).digest('hex');
      const headers = { 'Stripe-Signature': `t=${at},v1=${mac}` };
      await must('/webhooks/stripe', { method: 'POST', body, headers });
    }
    await work();
  };
  /** Cron, a minute later. */
  const tick = async (): Promise<void> => {
    const moved = await ask(sandbox, 'POST', '/_sandbox/clock', { advanceMs: 60_000 });
    if (!moved.ok) throw new Error(await moved.text());
    await must('/_tick');
    await work();
  };
  return { customer, send, open, pay, tick };
}

type Asked = Pick<Counted['sandbox'], 'fetch'>;

const ask = (sandbox: Asked, method: string, path: string, body?: object): Promise<Response> =>
  sandbox.fetch(
    new Request(`http://127.0.0.1:12111${path}`, {
      method,
      headers: { Authorization: 'Bearer sk_test_costs', 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );

const seen = new Set<string>();

async function eventsSince(sandbox: Asked, since: number): Promise<readonly object[]> {
  const answer = await ask(sandbox, 'GET', `/v1/events?limit=100&created[gte]=${since}`);
  const { data }: { data: readonly { id: string; type: string }[] } = await answer.json();
  const fresh = data.filter(({ id, type }) => DELIVERED.test(type) && !seen.has(id));
  for (const { id } of fresh) seen.add(id);
  return fresh.toReversed();
}
