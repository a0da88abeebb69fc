import { compact, type TaxId } from '../tax-id/kinds.ts';
import type { Identifier } from './types.ts';

/**
 * A tax id as a VAT identifier, with the country before it (BR-CO-09); null for one that is none: a number for income tax,
 * or a register's.
 */
function asVatId(id: TaxId): string | null {
  const value = compact(id);
  switch (id.kind) {
    case 'eu_vat':
    case 'gb_vat':
    case 'ch_uid':
      return value;
    case 'no_orgnr':
      // Norway's tax office wants MVA behind the number of whoever is registered for VAT.
      return value.endsWith('MVA') ? `NO${value}` : null;
    case 'is_vat':
      return `IS${value}`;
    case 'es_nif':
      return `ES${value}`;
    case 'eu_oss_vat':
    case 'us_ein':
    case 'ca_bn':
    case 'ca_gst_hst':
    case 'ca_qst':
    case 'au_abn':
    case 'nz_gst':
    case 'in_gst':
    case 'sg_gst':
    case 'jp_trn':
    case 'kr_brn':
    case 'za_vat':
    case 'ae_trn':
    case 'br_cnpj':
    case 'mx_rfc':
    case 'de_stnr':
    case 'fr_siren':
    case 'fr_siret':
    case 'it_cf':
    case 'other':
      return null;
    default:
      return id.kind satisfies never;
  }
}

/** A party's VAT identifier, the Union's own first. */
export function vatIdOf(ids: readonly TaxId[]): string | null {
  const own = ids.find(({ kind }) => kind === 'eu_vat');
  return own === undefined ? (ids.map(asVatId).find((id) => id !== null) ?? null) : compact(own);
}

/** What a party is registered by for taxes where it is no VAT identifier, as it writes it: a Steuernummer, an EIN. */
export const otherTaxIdOf = (ids: readonly TaxId[]): string | null =>
  ids.find((id) => asVatId(id) === null && id.kind !== 'fr_siren' && id.kind !== 'fr_siret')?.value ?? null;

/** Registers whose number is a part of the VAT identifier, with their code of ISO 6523. */
const WITHIN_VAT_ID: readonly { readonly form: RegExp; readonly scheme: string }[] = [
  { form: /^BE(\d{10})$/, scheme: '0208' },
  { form: /^FR..(\d{9})$/, scheme: '0002' },
  { form: /^SE(\d{10})01$/, scheme: '0007' },
  { form: /^DK(\d{8})$/, scheme: '0184' },
];

/** The number of a party in a register that everybody knows; null where no tax id says one. */
export function legalIdOf(ids: readonly TaxId[]): Identifier | null {
  for (const id of ids) {
    const scheme = SCHEMES[id.kind];
    if (scheme !== undefined) return { id: compact(id).replace(/MVA$|MWST$|TVA$|IVA$|HR$/, ''), scheme };
  }
  const vatId = vatIdOf(ids) ?? '';
  for (const { form, scheme } of WITHIN_VAT_ID) {
    const number = form.exec(vatId)?.[1];
    // Denmark writes its number with the country before it.
    if (number !== undefined) return { id: scheme === '0184' ? `DK${number}` : number, scheme };
  }
  return null;
}

/** ISO 6523 codes of registers whose number is a kind of its own. */
const SCHEMES: Readonly<Partial<Record<TaxId['kind'], string>>> = {
  fr_siren: '0002',
  fr_siret: '0009',
  no_orgnr: '0192',
  ch_uid: '0183',
  au_abn: '0151',
  it_cf: '0210',
  jp_trn: '0221',
};
