import type { EInvoiceAddress, EInvoiceParty, Identifier } from '../types.ts';
import { type Element, el } from './write.ts';

/** A seller or buyer of the Cross Industry Invoice. */
export function tradeParty(name: string, party: EInvoiceParty): Element | null {
  const { legalId, tradingName, endpoint, address, contact } = party;
  return el(name, [
    el('ram:ID', party.id),
    el('ram:Name', party.name),
    el('ram:SpecifiedLegalOrganization', [
      identifier('ram:ID', legalId),
      el('ram:TradingBusinessName', tradingName),
    ]),
    contact === null
      ? null
      : el('ram:DefinedTradeContact', [
          el('ram:PersonName', contact.name),
          el('ram:TelephoneUniversalCommunication', [el('ram:CompleteNumber', contact.telephone)]),
          el('ram:EmailURIUniversalCommunication', [el('ram:URIID', contact.email)]),
        ]),
    postalAddress(address),
    el('ram:URIUniversalCommunication', [identifier('ram:URIID', endpoint)]),
    registration(party.vatId, 'VA'),
    registration(party.taxId, 'FC'),
  ]);
}

export const postalAddress = (address: EInvoiceAddress): Element | null =>
  el('ram:PostalTradeAddress', [
    el('ram:PostcodeCode', address.postcode),
    el('ram:LineOne', address.line1),
    el('ram:LineTwo', address.line2),
    el('ram:CityName', address.city),
    el('ram:CountryID', address.country),
    el('ram:CountrySubDivisionName', address.region),
  ]);

const identifier = (name: string, given: Identifier | null): Element | null =>
  given === null ? null : el(name, given.id, { schemeID: given.scheme });

const registration = (id: string | null, schemeID: 'VA' | 'FC'): Element | null =>
  el('ram:SpecifiedTaxRegistration', [el('ram:ID', id, { schemeID })]);
