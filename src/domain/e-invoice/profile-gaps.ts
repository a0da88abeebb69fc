import { parseLocalDate } from '../calendar.ts';
import { parseCurrency } from '../currency.ts';
import type { Profile } from '../profile/profile.ts';
import { buildEInvoice } from './build.ts';
import { brokenRules } from './rules/check.ts';
import type { BrokenRule } from './rules/rule.ts';
import type { EInvoiceSource, EInvoiceWords, SourceParty } from './source.ts';

const WORDS: EInvoiceWords = { dueOnReceipt: 'Due', discount: 'Discount', language: 'en', taxNote: () => '' };

/** What a profile lacks for the e-invoices that its business chose, whatever it sells; nothing where it chose none. */
export function profileGaps(profile: Profile): readonly BrokenRule[] {
  return gapsOf(profile, 'profile.', wholeBuyer(profile));
}

/** The same of one customer, before anything is drafted for them. */
export const customerGaps = (profile: Profile, buyer: SourceParty): readonly BrokenRule[] =>
  gapsOf(profile, 'customer.', buyer);

function gapsOf(profile: Profile, whose: string, buyer: SourceParty): readonly BrokenRule[] {
  const source = specimen(profile, buyer);
  if (source === null) return [];
  const broken = brokenRules({ invoice: buildEInvoice(source, WORDS), source });
  return broken.filter(({ path }) => path.startsWith(whose));
}

/** A customer of whom nothing is missing. */
const wholeBuyer = ({ address }: Profile): SourceParty => ({
  name: 'Customer',
  address: { town: 'Town', postcode: '1', country: address.country ?? 'DE' },
  email: 'customer@example.com',
  telephone: null,
  taxId: null,
  taxIds: [{ kind: 'eu_vat', value: 'DE136695976' }],
});

/** An invoice of the business in which nothing is wrong but what its profile or the customer lacks. */
function specimen(profile: Profile, buyer: SourceParty): EInvoiceSource | null {
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
    buyer,
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
