import { parseLocalDate } from '../calendar.ts';
import { parseCurrency } from '../currency.ts';
import type { Profile } from '../profile/profile.ts';
import { buildEInvoice } from './build.ts';
import { brokenRules } from './rules/check.ts';
import type { BrokenRule } from './rules/rule.ts';
import type { EInvoiceSource } from './source.ts';

/** What a profile lacks for the e-invoices that its business chose, whatever it sells; nothing where it chose none. */
export function profileGaps(profile: Profile): readonly BrokenRule[] {
  const source = specimen(profile);
  if (source === null) return [];
  const words = { dueOnReceipt: 'Due', discount: 'Discount', language: 'en', taxNote: () => '' };
  const broken = brokenRules({ invoice: buildEInvoice(source, words), source });
  return broken.filter(({ path }) => path.startsWith('profile.'));
}

/** An invoice of the business in which nothing is wrong but what its profile lacks. */
function specimen(profile: Profile): EInvoiceSource | null {
  const { eInvoice: format, legalName, displayName, address, email, telephone, taxId, taxIds } = profile;
  const currency = parseCurrency('EUR');
  const issuedOn = parseLocalDate('2026-01-31');
  if (format === null || currency === null || issuedOn === null) return null;
  const taxes = [
    { name: 'VAT', percentage: '20', inclusive: false, category: 'standard', amount: 2_000 },
  ] as const;
  return {
    format,
    kind: 'invoice',
    number: '1',
    issuedOn,
    dueOn: issuedOn,
    currency,
    locale: 'en',
    seller: { name: legalName, displayName, address, email, telephone, taxId, taxIds },
    buyer: {
      name: 'Customer',
      address: { town: 'Town', postcode: '1', country: address.country ?? 'DE' },
      email: 'customer@example.com',
      telephone: null,
      taxId: null,
      taxIds: [{ kind: 'eu_vat', value: 'DE136695976' }],
    },
    references: { purchaseOrder: null, buyerReference: '1', contract: null, customFields: [] },
    supply: { from: issuedOn, to: issuedOn },
    notes: null,
    footer: null,
    lines: [
      {
        description: 'Item',
        note: null,
        supply: null,
        quantity: '1',
        unitAmount: 10_000,
        discount: 0,
        amount: 10_000,
        taxes,
      },
    ],
    adjustments: [],
    total: 12_000,
    prepaid: 0,
    withheld: 0,
    rounding: 0,
    preceding: [],
    accounts: [],
    customerReference: '',
    takesOnlinePayment: true,
  };
}
