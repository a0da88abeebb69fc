import { newIdentity } from '../../scripts/business/identity.ts';
import { businessSql } from '../../scripts/business/sql.ts';
import { demoApi } from '../../scripts/demo/api.ts';
import { DEMO_BUSINESS } from '../../scripts/demo/business.ts';
import { runSql } from './migrate.ts';
import type { Workbench } from './workbench.ts';

type Paths = { readonly view: string; readonly pay: string };

/** As {@link makeSampleInvoices}, one: its page's path. */
export async function makeSampleInvoice(bench: Pick<Workbench, 'app' | 'database'>): Promise<string> {
  const [made] = await makeSampleInvoices(bench, 1);
  if (made === undefined) throw new Error('no invoice was made');
  return made.view;
}

/** A business, a customer and finalized invoices of ten lines, made through the API; returns the paths of their pages. */
export async function makeSampleInvoices(
  { app, database }: Pick<Workbench, 'app' | 'database'>,
  count: number,
): Promise<Paths[]> {
  const identity = newIdentity(false, Date.now());
  await runSql(database, businessSql(DEMO_BUSINESS, identity));
  const api = demoApi(app.origin, identity.apiKey);
  const customer = await api.post<{ id: string }>(
    '/customers',
    {
      legalName: 'Juniper & Sons GmbH',
      email: 'accounts@juniper.example',
      billingEmails: ['books@juniper.example'],
      address: { line1: 'Lindenstraße 14', town: 'Hamburg', postcode: '20095', country: 'DE' },
    },
    'bench-customer',
  );
  const made: Paths[] = [];
  for (let at = 0; at < count; at += 1) {
    const { id } = await api.post<{ id: string }>(
      '/invoices',
      { customerId: customer.id, currency: 'USD', dueDate: inThirtyDays(), lines: LINES, notes: NOTES },
      `bench-invoice-${at}`,
    );
    const { hostedInvoiceUrl: view, paymentUrl: pay } = await api.post<{
      hostedInvoiceUrl: string;
      paymentUrl: string;
    }>(`/invoices/${id}/finalize`, {}, `bench-finalize-${at}`);
    made.push({ view: new URL(view).pathname, pay: new URL(pay).pathname });
  }
  return made;
}

const NOTES = 'Thank you for your business.\nPlease quote the invoice number with a transfer.';

/** Ten different lines, with decimal quantities, a discount and a tax. */
const LINES = Array.from({ length: 10 }, (_, index) => ({
  description: `Work package ${index + 1}: survey, drawings & revisions`,
  quantity: index % 3 === 0 ? `${index + 1}.5` : String(index + 1),
  unitAmount: 12_000 + 375 * index,
  ...(index === 4 && { discount: { kind: 'percentage', percentage: '10' } }),
  ...(index % 2 === 0 && { taxRates: [{ name: 'Sales tax', percentage: '8.875', inclusive: false }] }),
}));

const inThirtyDays = (): string => new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
