import { endpointOf } from './endpoint.ts';
import type { EInvoiceFormat } from './format.ts';
import type { SourceParty } from './source.ts';
import { legalIdOf, otherTaxIdOf, vatIdOf } from './tax-ids.ts';
import type { EInvoiceParty } from './types.ts';

type Manner = {
  readonly format: EInvoiceFormat;
  /** Nothing is subject to VAT: then no VAT identifier may stand on the invoice (BR-O-02). */
  readonly withoutVat: boolean;
};

export function sellerOf(
  party: SourceParty & { readonly displayName: string },
  manner: Manner,
): EInvoiceParty {
  const said = partyOf(party, manner);
  const vatId = vatIdOf(party.taxIds);
  const taxId = otherTaxIdOf(party.taxIds) ?? (party.taxIds.length === 0 ? orNull(party.taxId) : null);
  // A seller has to be known by something (BR-CO-26): by its VAT identifier, though it must not be called one.
  const id = said.vatId === null && said.legalId === null ? (vatId ?? taxId) : null;
  return {
    ...said,
    tradingName: party.displayName === party.name ? null : party.displayName,
    id,
    taxId,
    contact: { name: party.displayName, telephone: orNull(party.telephone), email: orNull(party.email) },
  };
}

export function buyerOf(party: SourceParty, manner: Manner): EInvoiceParty {
  const said = partyOf(party, manner);
  const { email, telephone } = party;
  const isReachable = orNull(email) !== null || orNull(telephone) !== null;
  return {
    ...said,
    contact: isReachable ? { name: party.name, telephone: orNull(telephone), email: orNull(email) } : null,
  };
}

function partyOf(
  { name, address, email, taxIds }: SourceParty,
  { format, withoutVat }: Manner,
): EInvoiceParty {
  return {
    name,
    tradingName: null,
    id: null,
    legalId: legalIdOf(taxIds),
    vatId: withoutVat ? null : vatIdOf(taxIds),
    taxId: null,
    endpoint: endpointOf(format, { email: orNull(email), taxIds }),
    address: {
      line1: orNull(address.line1),
      line2: orNull(address.line2),
      city: orNull(address.town),
      postcode: orNull(address.postcode),
      region: orNull(address.region),
      country: orNull(address.country)?.toUpperCase() ?? null,
    },
    contact: null,
  };
}

const orNull = (text: string | null | undefined): string | null =>
  text === undefined || text === null || text.trim() === '' ? null : text.trim();
