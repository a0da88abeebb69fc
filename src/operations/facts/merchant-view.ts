import type { merchants } from '../../db/schema/index.ts';
import { addressLines } from '../../domain/invoice/address.ts';
import type { MerchantView } from '../../domain/invoice/view.ts';

/** A merchant as pages show it, its address as the reader's language writes it. */
export const merchantView = (merchant: typeof merchants.$inferSelect, locale: string): MerchantView => ({
  name: merchant.displayName,
  email: merchant.email,
  addressLines: addressLines(merchant.address, locale),
  telephone: merchant.telephone,
  website: merchant.website,
  taxId: merchant.taxId,
  logoUrl: merchant.logoUrl,
  brandColor: merchant.brandColor,
  bankDetails: merchant.bankDetails,
});
