import type { TaxIdKind } from '../domain/tax-id/kinds.ts';
import type { PrintedTaxId } from '../domain/tax-id/printed.ts';
import type { Words } from './i18n/en/index.ts';

/** A tax id on a line of its own: by its kind in the reader's language, and as its owner writes it. */
export function taxIdLine({ kind, value }: PrintedTaxId, { pages, taxes }: Words): string {
  if (kind === 'text') return pages.invoice.taxId(value);
  const label = labelOf(kind, taxes.ids);
  return label === null ? value : `${label} ${value}`;
}

/** What has a name in every language has it from the words; what only its own authority names is called as there. */
function labelOf(kind: TaxIdKind, ids: Words['taxes']['ids']): string | null {
  switch (kind) {
    case 'eu_vat':
    case 'gb_vat':
    case 'is_vat':
    case 'za_vat':
      return ids.vat;
    case 'eu_oss_vat':
      return ids.oneStopShop;
    case 'nz_gst':
    case 'sg_gst':
      return ids.gst;
    case 'ca_gst_hst':
      return ids.gstHst;
    case 'ca_qst':
      return ids.qst;
    case 'ca_bn':
      return ids.business;
    case 'ch_uid':
      return ids.uid;
    case 'jp_trn':
      return ids.registration;
    case 'kr_brn':
      return ids.businessRegistration;
    case 'us_ein':
      return 'EIN';
    case 'no_orgnr':
      return 'Org.nr.';
    case 'au_abn':
      return 'ABN';
    case 'in_gst':
      return 'GSTIN';
    case 'ae_trn':
      return 'TRN';
    case 'br_cnpj':
      return 'CNPJ';
    case 'mx_rfc':
      return 'RFC';
    case 'de_stnr':
      return 'Steuernummer';
    case 'fr_siren':
      return 'SIREN';
    case 'fr_siret':
      return 'SIRET';
    case 'es_nif':
      return 'NIF';
    case 'it_cf':
      return 'Codice fiscale';
    case 'other':
      return null;
    default:
      return kind satisfies never;
  }
}
