/** Every kind of tax id that is told apart; `other` is printed as it is. */
export const TAX_ID_KINDS = [
  'eu_vat',
  'eu_oss_vat',
  'gb_vat',
  'us_ein',
  'ca_bn',
  'ca_gst_hst',
  'ca_qst',
  'ch_uid',
  'no_orgnr',
  'is_vat',
  'au_abn',
  'nz_gst',
  'in_gst',
  'sg_gst',
  'jp_trn',
  'kr_brn',
  'za_vat',
  'ae_trn',
  'br_cnpj',
  'mx_rfc',
  'de_stnr',
  'fr_siren',
  'fr_siret',
  'es_nif',
  'it_cf',
  'other',
] as const;

export type TaxIdKind = (typeof TAX_ID_KINDS)[number];

/** A tax id with its kind, the value as its owner writes it. */
export type TaxId = { readonly kind: TaxIdKind; readonly value: string };

/** The value without what people group it by: spaces, and the dots and dashes of a kind that has none of its own. */
export const compact = ({ kind, value }: TaxId): string => {
  const tight = value.replaceAll(/\s/g, '').toUpperCase();
  switch (kind) {
    case 'eu_vat':
    case 'eu_oss_vat':
    case 'gb_vat':
    case 'ca_bn':
    case 'ca_gst_hst':
    case 'ca_qst':
    case 'ch_uid':
    case 'no_orgnr':
    case 'au_abn':
    case 'nz_gst':
    case 'in_gst':
    case 'sg_gst':
    case 'jp_trn':
    case 'za_vat':
    case 'ae_trn':
    case 'fr_siren':
    case 'fr_siret':
    case 'es_nif':
    case 'it_cf':
    case 'is_vat':
    case 'kr_brn':
    case 'br_cnpj':
    case 'us_ein':
      return tight.replaceAll(/[.\-/]/g, '');
    case 'de_stnr':
    case 'mx_rfc':
    case 'other':
      return tight;
    default:
      return kind satisfies never;
  }
};
