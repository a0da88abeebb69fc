import { newIdentity } from '../../scripts/business/identity.ts';
import { businessSql } from '../../scripts/business/sql.ts';
import { demoApi } from '../../scripts/demo/api.ts';
import { DEMO_BUSINESS } from '../../scripts/demo/business.ts';
import { runSql } from './migrate.ts';
import type { Workbench } from './workbench.ts';

/** A business, a customer and a finalized invoice of ten lines, made through the API; returns its page's path. */
export async function makeSampleInvoice({ app, database }: Workbench): Promise<string> {
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
  const { id } = await api.post<{ id: string }>(
    '/invoices',
    { customerId: customer.id, currency: 'USD', dueDate: inThirtyDays(), lines: LINES, notes: NOTES },
    'bench-invoice',
  );
  const { hostedInvoiceUrl } = await api.post<{ hostedInvoiceUrl: string }>(
    `/invoices/${id}/finalize`,
    {},
    'bench-finalize',
  );
  return new URL(hostedInvoiceUrl).pathname;
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
