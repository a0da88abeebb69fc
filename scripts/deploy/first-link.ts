import { demoApi } from '../demo/api.ts';
import type { Run } from './run-context.ts';

/** Sends an invoice to the business itself, once, and gives its link. */
export async function firstLink(run: Run): Promise<string | null> {
  const { identity } = run.state;
  if (identity === undefined)
    return 'The first API key was shown before: send an invoice with it, as the README says.';
  const api = demoApi(run.appUrl, identity.apiKey);
  // The keys of the requests below are forgotten after a day.
  const { data } = await api.get<{ data: readonly Sent[] }>('/invoices?limit=1');
  if (data[0] !== undefined && data[0].hostedInvoiceUrl !== null) return data[0].hostedInvoiceUrl;
  const { name, email, currency = 'USD' } = run.answers.business;
  const customer = { legalName: `${name ?? 'Ours'} (test)`, email };
  const { id: customerId } = await api.post<{ id: string }>('/customers', customer, 'first-customer');
  const dueDate = new Date(identity.createdAt + 14 * 86_400_000).toISOString().slice(0, 10);
  const lines = [{ description: 'A first invoice, to try the link', quantity: '1', unitAmount: 5_000 }];
  const draft = { customerId, currency: currency.toUpperCase(), dueDate, collectPolicy: 'never', lines };
  const { id } = await api.post<{ id: string }>('/invoices', draft, 'first-invoice');
  const sent = await api.post<Sent>(`/invoices/${id}/send`, {}, 'first-invoice-send');
  return sent.hostedInvoiceUrl;
}

interface Sent {
  readonly hostedInvoiceUrl: string | null;
}
