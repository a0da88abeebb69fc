import { isCountry } from '../../country.ts';
import type { EInvoiceParty } from '../types.ts';
import { type BrokenRule, type Check, isSaid, unless } from './rule.ts';

/** Names, countries and identifiers of both parties (BR-06 to BR-11, BR-CO-09, BR-CO-26). */
export const partyRules: Check = ({ invoice: { seller, buyer } }) => [
  ...unless(isSaid(seller.name), 'BR-06', 'profile.legalName', 'Your profile has no legal name: give one.'),
  ...unless(isSaid(buyer.name), 'BR-07', 'customer.legalName', 'The customer has no name: give one.'),
  ...country(seller, ['BR-09', 'profile.address.country', 'Your profile’s address']),
  ...country(buyer, ['BR-11', 'customer.address.country', 'The customer’s address']),
  ...unless(
    seller.id !== null || seller.legalId !== null || seller.vatId !== null,
    'BR-CO-26',
    'profile.taxIds',
    'Nothing identifies you: add your VAT number or the number of your register to the profile’s tax ids.',
  ),
  ...prefixed(seller, 'profile.taxIds', 'Your VAT number'),
  ...prefixed(buyer, 'customer.taxIds', 'The customer’s VAT number'),
];

const country = (
  { address }: EInvoiceParty,
  [rule, path, what]: readonly [string, string, string],
): readonly BrokenRule[] =>
  unless(
    address.country !== null && isCountry(address.country),
    rule,
    path,
    `${what} has no country: give its two letters by ISO 3166, such as DE.`,
  );

/** A VAT identifier begins with its country; Greece writes EL there, and Northern Ireland XI. */
const prefixed = ({ vatId }: EInvoiceParty, path: string, what: string): readonly BrokenRule[] =>
  unless(
    vatId === null || isCountry(vatId.slice(0, 2)) || /^(EL|XI)/.test(vatId),
    'BR-CO-09',
    path,
    `${what} has to begin with the two letters of its country.`,
  );
