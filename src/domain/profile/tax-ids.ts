import type { FieldProblem } from '../rejection.ts';

/** A tax id with its kind; `other` is printed as it is. */
export type TaxId = { readonly kind: TaxIdKind; readonly value: string };

type Kind = { readonly label: string; readonly pattern: RegExp; readonly example: string };

/** How each kind is printed and written. A value is checked without the spaces that people group it by. */
const KINDS = {
  eu_vat: { label: 'VAT', pattern: /^(?!GB)[A-Z]{2}[0-9A-Z+*]{2,12}$/, example: 'DE123456789' },
  gb_vat: { label: 'VAT', pattern: /^GB(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/, example: 'GB123456789' },
  us_ein: { label: 'EIN', pattern: /^\d{2}-?\d{7}$/, example: '12-3456789' },
  ca_bn: { label: 'BN', pattern: /^\d{9}([A-Z]{2}\d{4})?$/, example: '123456789RT0001' },
  ch_uid: {
    label: 'UID',
    pattern: /^CHE-?\d{3}\.?\d{3}\.?\d{3}(MWST|TVA|IVA)?$/,
    example: 'CHE-123.456.789 MWST',
  },
  no_orgnr: { label: 'Org.nr.', pattern: /^\d{9}(MVA)?$/, example: '123456789 MVA' },
  au_abn: { label: 'ABN', pattern: /^\d{11}$/, example: '51 824 753 556' },
  nz_gst: { label: 'GST', pattern: /^\d{8,9}$/, example: '123456789' },
  in_gst: {
    label: 'GSTIN',
    pattern: /^\d{2}[A-Z]{5}\d{4}[A-Z][0-9A-Z]Z[0-9A-Z]$/,
    example: '12ABCDE3456F1Z1',
  },
  sg_gst: { label: 'GST', pattern: /^[A-Z0-9]{9,10}$/, example: 'M12345678X' },
  jp_trn: { label: '登録番号', pattern: /^T\d{13}$/, example: 'T1234567890123' },
  de_stnr: { label: 'Steuernummer', pattern: /^[\d/]{10,14}$/, example: '29/815/08156' },
  fr_siret: { label: 'SIRET', pattern: /^\d{14}$/, example: '732 829 320 00074' },
  other: { label: '', pattern: /^.+$/, example: 'as it is printed' },
} as const satisfies Readonly<Record<string, Kind>>;

export type TaxIdKind = keyof typeof KINDS;
export const TAX_ID_KINDS = [
  'eu_vat',
  'gb_vat',
  'us_ein',
  'ca_bn',
  'ch_uid',
  'no_orgnr',
  'au_abn',
  'nz_gst',
  'in_gst',
  'sg_gst',
  'jp_trn',
  'de_stnr',
  'fr_siret',
  'other',
] as const satisfies readonly TaxIdKind[];

export const MOST_TAX_IDS = 5;

export function taxIdProblems(ids: readonly TaxId[]): readonly FieldProblem[] {
  const wrong = ids.flatMap(({ kind, value }, index) => {
    const { pattern, example } = KINDS[kind];
    if (pattern.test(value.replaceAll(/\s/g, ''))) return [];
    return [{ path: `taxIds[${index}].value`, message: `Write it like ${example}, or choose another kind.` }];
  });
  const printed = ids.map(taxIdText);
  const twice = printed.findIndex((text, index) => printed.indexOf(text) !== index);
  return twice === -1
    ? wrong
    : [...wrong, { path: `taxIds[${twice}]`, message: 'This one is listed twice.' }];
}

/** A tax id as it is printed: `VAT DE123456789`. */
export const taxIdText = ({ kind, value }: TaxId): string => `${KINDS[kind].label} ${value}`.trim();

/** All that is printed: those with a kind, else the single text that a business may still have. */
export const taxIdTexts = (of: {
  readonly taxId: string | null;
  readonly taxIds: readonly TaxId[];
}): readonly string[] => {
  if (of.taxIds.length > 0) return of.taxIds.map(taxIdText);
  return of.taxId === null || of.taxId.trim() === '' ? [] : [of.taxId];
};
