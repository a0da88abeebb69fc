import { type ApiInvoice, type DemoApi, demoApi } from './api.ts';
import { DEMO_CUSTOMERS, type DemoCustomer } from './customers.ts';
import { DEMO_INVOICES, type DemoInvoicePlan } from './invoices.ts';
import { payByLink } from './pay.ts';

const DAY_MS = 86_400_000;
const FIRST_PAUSE_MS = 60_000;

export interface DemoTarget {
  readonly app: string;
  readonly sandbox: string;
  readonly apiKey: string;
  /** When this demo was first started, ms since the epoch: its dates count from there, also when seeding resumes. */
  readonly since: number;
}

/** An invoice for a script that drives the demo; `number` is null for a draft, a link null where there is none. */
export type DemoInvoice = Pick<
  ApiInvoice,
  'number' | 'status' | 'currency' | 'hostedInvoiceUrl' | 'paymentUrl'
>;

/**
 * Makes the demo's customers and invoices through the public API, and takes each invoice to its state, paying by
 * its link where that is its fate. Every request has a key of its own for ever, so it can be taken up again.
 */
export async function seedDemo({ app, sandbox, apiKey, since }: DemoTarget): Promise<void> {
  const api = demoApi(app, apiKey);
  const customers = new Map<DemoCustomer, string>();
  for (const [name, customer] of Object.entries(DEMO_CUSTOMERS)) {
    const { id } = await api.post<{ id: string }>('/customers', customer, `demo-customer-${name}`);
    if (isCustomer(name)) customers.set(name, id);
  }
  for (const plan of DEMO_INVOICES) {
    const { customer, currency, dueInDays, lines, notes, name } = plan;
    const body = {
      customerId: customers.get(customer),
      currency,
      dueDate: new Date(since + dueInDays * DAY_MS).toISOString().slice(0, 10),
      // Each invoice demonstrates a state, which an automatic charge would change.
      collectPolicy: 'never',
      lines,
      ...(notes === undefined ? {} : { notes }),
    };
    const { id } = await api.post<ApiInvoice>('/invoices', body, `demo-invoice-${name}`);
    await takeToItsFate(api, sandbox, plan, id);
  }
}

async function takeToItsFate(
  api: DemoApi,
  sandbox: string,
  plan: DemoInvoicePlan,
  id: string,
): Promise<void> {
  const act = (verb: string, body: unknown = {}) =>
    api.post<ApiInvoice>(`/invoices/${id}/${verb}`, body, `demo-invoice-${plan.name}-${verb}`);
  if (plan.fate === 'draft') return;
  const { paymentUrl } = await act('send');
  switch (plan.fate) {
    case 'open':
      return;
    case 'void':
      await act('void');
      return;
    case 'uncollectible':
      await act('mark-uncollectible');
      return;
    case 'paid offline':
      await act('record-payment', { method: 'bank_transfer', reference: 'Transfer 4471' });
      return;
    case 'paid by card':
      if (await isPaid(api, id)) return;
      if (paymentUrl === null) throw new Error(`The invoice ${plan.name} has no payment link.`);
      await payByLink(paymentUrl, sandbox);
      await untilPaid(api, id);
      return;
    default:
      plan.fate satisfies never;
  }
}

/** The webhook brings the outcome, within a second or two. */
async function untilPaid(api: DemoApi, id: string): Promise<void> {
  const deadline = Date.now() + FIRST_PAUSE_MS;
  while (!(await isPaid(api, id))) {
    if (Date.now() > deadline) throw new Error('A paid invoice was not marked paid: did the webhook arrive?');
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function isPaid(api: DemoApi, id: string): Promise<boolean> {
  return (await api.get<ApiInvoice>(`/invoices/${id}`)).status === 'paid';
}

interface InvoicePage {
  readonly data: readonly ApiInvoice[];
  readonly nextCursor: string | null;
}

/** Every invoice as it stands now, in the order they were made. */
export async function demoInvoices({
  app,
  apiKey,
}: Pick<DemoTarget, 'app' | 'apiKey'>): Promise<readonly DemoInvoice[]> {
  const api = demoApi(app, apiKey);
  const all: ApiInvoice[] = [];
  let after: string | null = '';
  do {
    const page: InvoicePage = await api.get(`/invoices?limit=100${after}`);
    all.push(...page.data);
    after = page.nextCursor === null ? null : `&startingAfter=${encodeURIComponent(page.nextCursor)}`;
  } while (after !== null);
  return all
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ number, status, currency, hostedInvoiceUrl, paymentUrl }) => ({
      number,
      status,
      currency,
      hostedInvoiceUrl,
      paymentUrl,
    }));
}

function isCustomer(name: string): name is DemoCustomer {
  return name in DEMO_CUSTOMERS;
}
