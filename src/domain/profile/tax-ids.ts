import type { FieldProblem } from '../rejection.ts';
import { type TaxIdFault, taxIdFault } from '../tax-id/check.ts';
import { compact, type TaxId, type TaxIdKind } from '../tax-id/kinds.ts';
import { exampleOf } from '../tax-id/rules.ts';

export { TAX_ID_KINDS, type TaxId } from '../tax-id/kinds.ts';

export const MOST_TAX_IDS = 5;

/** What stands before each kind where a text is in no reader's language: as its own authority calls it. */
const LABELS: Readonly<Record<TaxIdKind, string>> = {
  eu_vat: 'VAT',
  eu_oss_vat: 'VAT',
  gb_vat: 'VAT',
  us_ein: 'EIN',
  ca_bn: 'BN',
  ca_gst_hst: 'GST/HST',
  ca_qst: 'QST',
  ch_uid: 'UID',
  no_orgnr: 'Org.nr.',
  is_vat: 'VSK',
  au_abn: 'ABN',
  nz_gst: 'GST',
  in_gst: 'GSTIN',
  sg_gst: 'GST',
  jp_trn: '登録番号',
  kr_brn: '사업자등록번호',
  za_vat: 'VAT',
  ae_trn: 'TRN',
  br_cnpj: 'CNPJ',
  mx_rfc: 'RFC',
  de_stnr: 'Steuernummer',
  fr_siren: 'SIREN',
  fr_siret: 'SIRET',
  es_nif: 'NIF',
  it_cf: 'C.F.',
  other: '',
};

export function taxIdProblems(ids: readonly TaxId[]): readonly FieldProblem[] {
  const wrong = ids.flatMap((id, index) => {
    const fault = taxIdFault(id);
    return fault === null ? [] : [{ path: `taxIds[${index}].value`, message: sentence(id, fault) }];
  });
  const same = ids.map((id) => `${id.kind} ${compact(id)}`);
  const twice = same.findIndex((text, index) => same.indexOf(text) !== index);
  return twice === -1
    ? wrong
    : [...wrong, { path: `taxIds[${twice}]`, message: 'This one is listed twice.' }];
}

function sentence({ kind }: TaxId, found: TaxIdFault): string {
  switch (found.fault) {
    case 'form':
      return `Write it like ${exampleOf(kind)}, or choose another kind.`;
    case 'check_digits':
      return 'Its check digits do not agree with the others: look for a mistyped digit.';
    case 'country':
      if (found.country === 'GR') return 'Greek VAT numbers begin with EL: write EL in place of GR.';
      return found.kind === null
        ? `${found.country} is no member state of the EU: choose another kind.`
        : `${found.country} is no member state of the EU: choose ${found.kind}.`;
    default:
      return found satisfies never;
  }
}

/** A tax id as it is printed: `VAT DE123456789`. */
export const taxIdText = ({ kind, value }: TaxId): string => `${LABELS[kind]} ${value}`.trim();

/** All that is printed: those with a kind, else the single text that a business may still have. */
export const taxIdTexts = (of: {
  readonly taxId: string | null;
  readonly taxIds: readonly TaxId[];
}): readonly string[] => {
  if (of.taxIds.length > 0) return of.taxIds.map(taxIdText);
  return of.taxId === null || of.taxId.trim() === '' ? [] : [of.taxId];
};
