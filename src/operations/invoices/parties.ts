import type { customers, invoices, merchants, Parties } from '../../db/schema/index.ts';
import { recipientsOf } from '../core/queue-message.ts';

/** Whose invoice is issued, and to whom. */
export type IssuingFacts = {
  readonly invoice: typeof invoices.$inferSelect;
  readonly merchant: typeof merchants.$inferSelect;
  readonly customer: typeof customers.$inferSelect;
};

/** The parties as they are now, frozen on the invoice from here on. */
export const partiesOf = ({ merchant, customer }: Omit<IssuingFacts, 'invoice'>): Parties => ({
  merchant: {
    name: merchant.legalName,
    displayName: merchant.displayName,
    address: merchant.address,
    email: merchant.email,
    telephone: merchant.telephone,
    website: merchant.website,
    taxId: merchant.taxId,
    taxIds: merchant.taxIds,
  },
  customer: {
    name: customer.legalName,
    address: customer.address,
    email: recipientsOf(customer)[0] ?? null,
    telephone: customer.telephone,
    website: customer.url,
    taxId: null,
    taxIds: customer.taxIds,
  },
  locale: customer.locale ?? merchant.locale,
});
