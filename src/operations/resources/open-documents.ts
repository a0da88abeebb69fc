import { type InvoicePage, readInvoicePage } from '../../db/queries/invoice-page.ts';
import type { EInvoiceSource } from '../../domain/e-invoice/source.ts';
import type { InvoiceView } from '../../domain/invoice/view.ts';
import { type Done, done, type Refused, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { issuedEInvoice } from '../facts/issued-e-invoice.ts';
import type { LinkRejection } from './open-hosted-invoice.ts';
import { drawInvoice, EVERY_LINE } from './show-invoice.ts';

/** What the documents of an invoice, or of a credit note, are made of. */
export type InvoiceDocuments = {
  readonly view: InvoiceView;
  /** Null where its business sends no e-invoices, or sent none when it was issued. */
  readonly eInvoice: EInvoiceSource | null;
};

/** The invoice behind a view link, with all of its lines. Rejects with `not_found` and `link_rotated`. */
export async function openDocuments(
  ctx: Context,
  { token }: { readonly token: string },
): Promise<Done<InvoiceDocuments> | Refused<LinkRejection>> {
  const opened = await openPage(ctx, token);
  if (opened.kind !== 'done') return opened;
  const { view } = await drawInvoice(ctx, opened.value);
  return done({ view, eInvoice: await issuedEInvoice(ctx, opened.value) });
}

/** What a view link's documents are read from. */
export async function openPage(
  ctx: Context,
  token: string,
): Promise<Done<InvoicePage> | Refused<LinkRejection>> {
  const target = await ctx.links.open('view', token);
  const page = target === null ? null : await readInvoicePage(ctx.db, target.id, EVERY_LINE);
  if (page === null) return refused({ code: 'not_found', what: 'link' });
  return page.invoice.linkVersion === target?.version ? done(page) : refused({ code: 'link_rotated' });
}
