import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderEvidencePdf } from '../../src/adapters/pdf/evidence-pdf.ts';
import { renderInvoicePdf } from '../../src/adapters/pdf/invoice-pdf.ts';
import { renderReceiptPdf } from '../../src/adapters/pdf/receipt-pdf.ts';
import { renderStatementPdf } from '../../src/adapters/pdf/statement-pdf.ts';
import type { ReceiptView } from '../../src/domain/receipt/view.ts';
import type { InvoiceView } from '../../src/views/model.ts';
import { evidence } from './evidence-fixture.ts';
import { creditNote } from './fixtures.ts';
import { INVOICES } from './gallery.ts';
import { fullReceipt, receipt, refundReceipt } from './receipt-fixture.ts';
import { statement } from './statement-fixture.ts';

type Document = { readonly name: string; readonly pdf: Uint8Array };

const CREDIT_NOTE = creditNote({ offDue: 20_000, refunded: 20_000, asCredit: 10_000, outside: 2_307 });

const RECEIPTS: Readonly<Record<string, ReceiptView>> = {
  payment: receipt(),
  whole: fullReceipt(),
  refund: refundReceipt(),
  returned: receipt({ returned: { amount: 156_920, on: '2027-01-20' } }),
};

const loadFont = async (name: string): Promise<Uint8Array> =>
  new Uint8Array(await readFile(join('assets', name)));

/** Every document that can be saved, in every state, by name, in a language. */
export async function documentsGallery(
  locale: string,
  wanted: (name: string) => boolean = () => true,
): Promise<readonly Document[]> {
  const all: Readonly<Record<string, InvoiceView>> = { ...INVOICES, 'credit-note': CREDIT_NOTE };
  const documents: Document[] = [];
  for (const [state, view] of Object.entries(all)) {
    const name = `pdf-${state}`;
    if (!wanted(name)) continue;
    documents.push({ name, pdf: await renderInvoicePdf({ ...view, locale }, { loadFont }) });
  }
  for (const [state, view] of Object.entries(RECEIPTS)) {
    const name = `pdf-receipt-${state}`;
    if (wanted(name))
      documents.push({ name, pdf: await renderReceiptPdf({ ...view, locale }, { loadFont }) });
  }
  if (wanted('pdf-statement')) {
    const pdf = await renderStatementPdf(statement({ locale }), { loadFont });
    documents.push({ name: 'pdf-statement', pdf });
  }
  if (wanted('pdf-evidence') && locale.startsWith('en')) {
    documents.push({ name: 'pdf-evidence', pdf: await renderEvidencePdf(evidence(), { loadFont }) });
  }
  return documents;
}
