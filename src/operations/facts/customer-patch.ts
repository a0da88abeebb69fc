import type { Address, customers } from '../../db/schema/index.ts';
import type { CustomerInput } from './customer-input.ts';

/** A change of some fields: what is omitted stays as it is. An address is changed by its parts. */
export type CustomerPatch = Partial<Omit<CustomerInput, 'address' | 'taxStatus'>> & {
  readonly taxStatus?: string;
  readonly address?: Partial<Address>;
};

/** A customer as it stands, as a writer would give it; its external ids are kept where none is named. */
export const inputOfRow = (row: typeof customers.$inferSelect): CustomerInput => ({
  legalName: row.legalName,
  label: row.label,
  contactName: row.contactName,
  email: row.email,
  billingEmails: row.billingEmails,
  telephone: row.telephone,
  url: row.url,
  taxStatus: row.taxStatus,
  address: row.address,
  customerAliases: row.customerAliases,
  locale: row.locale,
  contacts: row.contacts,
  taxIds: row.taxIds,
  parentId: row.parentId,
  externalIds: [],
});

/** A customer with some fields changed. */
export const patched = (
  row: typeof customers.$inferSelect,
  { address, ...patch }: CustomerPatch,
): CustomerInput => ({ ...inputOfRow(row), ...patch, address: { ...row.address, ...address } });
