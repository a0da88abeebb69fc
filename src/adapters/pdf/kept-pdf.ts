import type { EInvoiceSource } from '../../domain/e-invoice/source.ts';
import type { InvoiceView } from '../../domain/invoice/view.ts';
import type { ReceiptView } from '../../domain/receipt/view.ts';

type Draw = (view: InvoiceView, eInvoice: EInvoiceSource | null) => Promise<Uint8Array>;
type Kept = Pick<Cache, 'match' | 'put'>;

/** Raised with every change of how an invoice is drawn, so that no older drawing is given out. */
const DRAWING = 7;
const KEPT_SECONDS = 24 * 3600;

/**
 * Draws a finalised invoice once for all that it shows (its version, what was paid, the language, the merchant, its e-invoice), and
 * keeps it for a day. The key is a hash of all that is drawn: whoever asks has been shown the invoice first, and what has
 * changed has another key. A cache that fails costs a drawing, no document.
 */
export const keptPdf =
  (draw: Draw, cache: Kept): ((...drawn: Parameters<Draw> | [InvoiceView]) => Promise<Uint8Array>) =>
  async (view, eInvoice = null) => {
    if (view.status === 'draft' || view.number === '') return draw(view, eInvoice);
    return kept(cache, { view, eInvoice }, () => draw(view, eInvoice));
  };

/** The same of a receipt: what it says of refunds and of the journal's head is part of the key. */
export const keptReceipt =
  (draw: (view: ReceiptView) => Promise<Uint8Array>, cache: Kept) =>
  (receipt: ReceiptView): Promise<Uint8Array> =>
    kept(cache, { receipt }, () => draw(receipt));

async function kept(cache: Kept, drawn: Drawn, draw: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const key = await keyOf(drawn);
  const known = await cache.match(key).catch(() => undefined);
  if (known !== undefined) return new Uint8Array(await known.arrayBuffer());
  const pdf = await draw();
  const headers = { 'Content-Type': 'application/pdf', 'Cache-Control': `max-age=${KEPT_SECONDS}` };
  await cache.put(key, new Response(Uint8Array.from(pdf), { headers })).catch(() => undefined);
  return pdf;
}

type Drawn =
  | { readonly view: InvoiceView; readonly eInvoice: EInvoiceSource | null }
  | { readonly receipt: ReceiptView };

/** An address of no host, so that nobody can ask for it from outside. */
async function keyOf(drawn: Drawn): Promise<string> {
  const bytes = new TextEncoder().encode(`${DRAWING}\n${JSON.stringify(drawn)}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `https://pdf.quittance.invalid/${Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
