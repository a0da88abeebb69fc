import type { merchants } from '../../db/schema/index.ts';
import type { Profile } from '../../domain/profile/profile.ts';

type Merchant = typeof merchants.$inferSelect;

/** A merchant's row → the version of the profile that is in force. */
export const profileOf = (merchant: Merchant): Profile => ({
  legalName: merchant.legalName,
  displayName: merchant.displayName,
  email: merchant.email,
  replyTo: merchant.replyTo,
  telephone: merchant.telephone,
  website: merchant.website,
  address: merchant.address,
  taxId: merchant.taxId,
  taxIds: merchant.taxIds,
  currency: merchant.defaultCurrency,
  timeZone: merchant.timeZone,
  locale: merchant.locale,
  logo: merchant.logo,
  logoUrl: merchant.logoUrl,
  brandColor: merchant.brandColor,
  footer: merchant.footer,
  bankAccounts: merchant.bankAccounts,
  bankDetails: merchant.bankDetails,
  numberPrefix: merchant.invoiceSeries,
  creditNotePrefix: merchant.creditNoteSeries,
  eInvoice: merchant.eInvoice,
});

/** A profile → the columns that it stands in. */
export const profileColumns = ({ currency, numberPrefix, creditNotePrefix, ...columns }: Profile) => ({
  ...columns,
  defaultCurrency: currency,
  invoiceSeries: numberPrefix,
  creditNoteSeries: creditNotePrefix,
});
