import type { InvoiceNaming } from '../domain/invoice/number.ts';
import { speechFor } from './i18n/speech.ts';

/** How invoices are called where a payer reads of them at Stripe, in their language. */
export async function nameInvoices(locale: string): Promise<InvoiceNaming> {
  const { invoice } = (await speechFor(locale)).words.pages;
  return { one: invoice.title, several: invoice.titleSeveral };
}
