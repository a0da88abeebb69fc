import type { invoices, merchants } from '../../db/schema/index.ts';
import { addressLines } from '../../domain/invoice/address.ts';
import type { MerchantView, TransferView } from '../../domain/invoice/view.ts';
import { customerReference } from '../../domain/profile/customer-reference.ts';
import { type BusinessNames, invoiceNames, nameAt } from '../../domain/profile/names.ts';
import type { Profile } from '../../domain/profile/profile.ts';
import { type Transfer, transferFor, transferOfIssued } from '../../domain/profile/transfer.ts';
import { printedTaxIds } from '../../domain/tax-id/printed.ts';
import type { Context } from '../core/context.ts';
import { profileOf } from './profile.ts';

type Merchant = typeof merchants.$inferSelect;
type Invoice = typeof invoices.$inferSelect;
type Linking = Pick<Context, 'links'>;

/** A merchant as pages show it now, its address as the reader's language writes it. */
export const merchantView = (
  ctx: Linking,
  merchant: Merchant,
  locale: string,
  isAtHome = false,
): MerchantView => shown(ctx, merchant.id, profileOf(merchant), merchant, { locale, isAtHome });

/**
 * The merchant as an invoice shows it: as it was when the invoice was finalized, a draft's as it is now. `printed` is the
 * version that it was finalized with, null where that is still in force; `isAtHome` where its customer is in the same country.
 */
export function merchantOfInvoice(
  ctx: Linking,
  { invoice, merchant, printed }: InvoiceOfMerchant,
  locale: string,
  isAtHome = false,
): MerchantView {
  const { parties } = invoice;
  if (parties === null) return merchantView(ctx, merchant, locale, isAtHome);
  const profile = printed ?? profileOf(merchant);
  const party = parties.merchant;
  const frozen: Profile = {
    ...profile,
    address: party.address,
    email: party.email ?? profile.email,
    telephone: party.telephone ?? profile.telephone,
    website: party.website ?? profile.website,
    taxId: party.taxId ?? profile.taxId,
    taxIds: party.taxIds ?? profile.taxIds,
  };
  return shown(ctx, merchant.id, frozen, invoiceNames({ parties }, merchant), { locale, isAtHome });
}

export type InvoiceOfMerchant = {
  readonly invoice: Invoice;
  readonly merchant: Merchant;
  readonly printed: Profile | null;
};

/** How the invoice can be paid by bank transfer; null where the merchant says nothing of it. */
export function transferOfInvoice({ invoice, merchant, printed }: InvoiceOfMerchant): TransferView | null {
  const now = profileOf(merchant);
  const { transfer, isReplaced } =
    invoice.parties === null
      ? { transfer: transferFor(invoice.currency, now), isReplaced: false }
      : transferOfIssued(invoice.currency, printed ?? now, now);
  const { address } = isReplaced ? now : (printed ?? now);
  const view = transferWithReference(transfer, { invoice, isReplaced });
  return view === null ? null : { ...view, address };
}

/** A way of transfer with the reference that its business asks for. */
export function transferWithReference(
  transfer: Transfer | null,
  { invoice, isReplaced }: { readonly invoice: Pick<Invoice, 'customerId'>; readonly isReplaced: boolean },
): TransferView | null {
  if (transfer === null) return null;
  const reference = asksForCustomer(transfer) ? customerReference(invoice.customerId) : null;
  return { to: transfer, reference, isReplaced };
}

/** The version of the profile whose bank accounts a copy that is printed now names. */
export const printedVersion = (page: InvoiceOfMerchant): number =>
  transferOfInvoice(page)?.isReplaced === true
    ? page.merchant.profileVersion
    : (page.invoice.profileVersion ?? 1);

const asksForCustomer = (transfer: Transfer): boolean =>
  transfer.kind === 'accounts' && transfer.accounts.every(({ reference }) => reference === 'customer');

const shown = (
  { links }: Linking,
  merchantId: string,
  profile: Profile,
  names: BusinessNames,
  { locale, isAtHome }: { readonly locale: string; readonly isAtHome: boolean },
): MerchantView => ({
  name: nameAt('page', names),
  legalName: nameAt('party', names),
  agreementName: nameAt('agreement', names),
  email: profile.email,
  addressLines: addressLines(profile.address, locale, { isAtHome }),
  telephone: profile.telephone,
  website: profile.website,
  taxIds: printedTaxIds(profile),
  logoUrl: profile.logo === null ? profile.logoUrl : links.page(`/logo/${merchantId}/${profile.logo.hash}`),
  logoSize: profile.logo,
  brandColor: profile.brandColor,
  footer: profile.footer,
});
