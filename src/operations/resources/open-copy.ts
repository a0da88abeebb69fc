import { selectProfile } from '../../db/queries/profiles.ts';
import type { InvoiceView, TransferView } from '../../domain/invoice/view.ts';
import { type Done, done, type Refused, refused } from '../../domain/outcome.ts';
import { stillTakes, transferFor } from '../../domain/profile/transfer.ts';
import type { Context } from '../core/context.ts';
import { transferWithReference } from '../facts/merchant-view.ts';
import { profileOf } from '../facts/profile.ts';
import { openPage } from './open-documents.ts';
import type { LinkRejection } from './open-hosted-invoice.ts';
import { drawInvoice } from './show-invoice.ts';

/** What a printed copy of an invoice has to say. */
export type InvoiceCopy = {
  readonly view: InvoiceView;
  /** The bank details that a copy of that version names; null for none. */
  readonly transfer: TransferView | null;
  /** Whether they still take money. */
  readonly isInForce: boolean;
};

/**
 * What a copy says that was printed with the bank details of a version of the profile. Only those that were in force while
 * the invoice could be printed are told. Rejects as a view link does.
 */
export async function openCopy(
  ctx: Context,
  { token, version }: { readonly token: string; readonly version: number },
): Promise<Done<InvoiceCopy> | Refused<LinkRejection>> {
  const opened = await openPage(ctx, token);
  if (opened.kind !== 'done') return opened;
  const page = opened.value;
  const { invoice, merchant } = page;
  const now = profileOf(merchant);
  const [first, last] = [invoice.profileVersion ?? 1, merchant.profileVersion];
  const isOfIt = invoice.parties !== null && Number.isInteger(version) && version >= first && version <= last;
  const [kept] = isOfIt && version < last ? await selectProfile(ctx.db, merchant.id, version) : [];
  const printed = version === last ? now : kept?.profile;
  if (!isOfIt || printed === undefined) return refused({ code: 'not_found', what: 'link' });
  const transfer = transferFor(invoice.currency, printed);
  const { view } = await drawInvoice(ctx, page);
  return done({
    view,
    transfer: transferWithReference(transfer, { invoice, isReplaced: false }),
    isInForce: transfer !== null && stillTakes(transfer, now),
  });
}
