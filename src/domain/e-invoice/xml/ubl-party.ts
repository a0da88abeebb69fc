import type { EInvoice, EInvoiceAddress, EInvoiceParty, Identifier } from '../types.ts';
import { type Element, el } from './write.ts';

/** The two parties, where they stand in an invoice and in a credit note alike. */
export const parties = ({ seller, buyer }: EInvoice): readonly (Element | null)[] => [
  el('cac:AccountingSupplierParty', [party(seller)]),
  el('cac:AccountingCustomerParty', [party(buyer)]),
];

function party({ name, tradingName, id, legalId, vatId, taxId, endpoint, address, contact }: EInvoiceParty) {
  return el('cac:Party', [
    identifier('cbc:EndpointID', endpoint),
    el('cac:PartyIdentification', [el('cbc:ID', id)]),
    el('cac:PartyName', [el('cbc:Name', tradingName)]),
    el('cac:PostalAddress', addressParts(address)),
    taxScheme(vatId, 'VAT'),
    // Whatever is not called VAT is the other tax number (BT-32).
    taxScheme(taxId, 'TAX'),
    el('cac:PartyLegalEntity', [el('cbc:RegistrationName', name), identifier('cbc:CompanyID', legalId)]),
    contact === null
      ? null
      : el('cac:Contact', [
          el('cbc:Name', contact.name),
          el('cbc:Telephone', contact.telephone),
          el('cbc:ElectronicMail', contact.email),
        ]),
  ]);
}

export const addressParts = (address: EInvoiceAddress): readonly (Element | null)[] => [
  el('cbc:StreetName', address.line1),
  el('cbc:AdditionalStreetName', address.line2),
  el('cbc:CityName', address.city),
  el('cbc:PostalZone', address.postcode),
  el('cbc:CountrySubentity', address.region),
  el('cac:Country', [el('cbc:IdentificationCode', address.country)]),
];

const identifier = (name: string, given: Identifier | null): Element | null =>
  given === null ? null : el(name, given.id, { schemeID: given.scheme });

const taxScheme = (id: string | null, scheme: 'VAT' | 'TAX'): Element | null =>
  id === null
    ? null
    : el('cac:PartyTaxScheme', [el('cbc:CompanyID', id), el('cac:TaxScheme', [el('cbc:ID', scheme)])]);
