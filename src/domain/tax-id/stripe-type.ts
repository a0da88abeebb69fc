import { compact, type TaxId } from './kinds.ts';

/** A type of Stripe's list, and the value as that type is written. */
export type TaxIdAtStripe = NonNullable<ReturnType<typeof stripeTaxId>>;

/**
 * A tax id as Stripe takes it, its type of Stripe's closed list and its value as the documentation shows; null for one
 * that Stripe has no type for.
 * https://docs.stripe.com/billing/customer/tax-ids#supported-tax-id
 */
export function stripeTaxId(id: TaxId) {
  const text = compact(id);
  switch (id.kind) {
    case 'eu_vat':
    case 'eu_oss_vat':
    case 'gb_vat':
    case 'ca_gst_hst':
    case 'is_vat':
    case 'au_abn':
    case 'nz_gst':
    case 'in_gst':
    case 'sg_gst':
    case 'jp_trn':
    case 'za_vat':
    case 'ae_trn':
    case 'mx_rfc':
    case 'fr_siren':
    case 'fr_siret':
    case 'it_cf':
      return { type: id.kind, value: text } as const;
    case 'us_ein':
      return { type: 'us_ein', value: `${text.slice(0, 2)}-${text.slice(2)}` } as const;
    case 'ca_bn':
      if (text.length > 9 && text.slice(9, 11) !== 'RT') return null;
      return { type: text.length === 9 ? 'ca_bn' : 'ca_gst_hst', value: text } as const;
    case 'ca_qst':
      return text.length > 10 ? ({ type: 'ca_qst', value: text } as const) : null;
    case 'ch_uid':
      return swiss(text);
    case 'no_orgnr':
      return { type: 'no_vat', value: `${text.slice(0, 9)}MVA` } as const;
    case 'kr_brn':
      return { type: 'kr_brn', value: `${text.slice(0, 3)}-${text.slice(3, 5)}-${text.slice(5)}` } as const;
    case 'br_cnpj':
      return {
        type: 'br_cnpj',
        value: text.replace(/^(..)(...)(...)(....)(..)$/, '$1.$2.$3/$4-$5'),
      } as const;
    case 'de_stnr':
      return { type: 'de_stn', value: text.replaceAll('/', '') } as const;
    case 'es_nif':
      return { type: 'es_cif', value: text } as const;
    case 'other':
      return null;
    default:
      return id.kind satisfies never;
  }
}

/** With the letters of a VAT registration it is a VAT number, without them a number of the register of companies. */
function swiss(text: string) {
  const grouped = text.slice(0, 12).replace(/^CHE(...)(...)(...)$/, 'CHE-$1.$2.$3');
  const suffix = text.slice(12);
  return suffix === '' || suffix === 'HR'
    ? ({ type: 'ch_uid', value: `${grouped} HR` } as const)
    : ({ type: 'ch_vat', value: `${grouped} ${suffix}` } as const);
}
