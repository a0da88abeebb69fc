import { BRITISH_FORM, isBritish } from './britain.ts';
import { isLuhn } from './check-digits.ts';
import type { TaxIdKind } from './kinds.ts';
import {
  isAbn,
  isBrn,
  isBusinessNumber,
  isCnpj,
  isCodiceFiscale,
  isGstin,
  isIrd,
  isJapaneseRegistration,
  isOrgnr,
  isSiret,
  isUid,
} from './national.ts';
import { isSpanishNumber } from './spain.ts';

/** How a kind is written, without what groups it, and whether its check digits agree where its law defines any. */
type Rule = {
  readonly form: RegExp;
  readonly agrees?: (compact: string) => boolean;
  readonly example: string;
};

/** A German number has ten or eleven digits by its state, thirteen for the whole country; grouped by slashes. */
const STEUERNUMMER = /^(?=(?:\/?\d){10,13}$)\d{2,5}\/?\d{3,4}\/?\d{4,5}$/;

/** All kinds but those of the Union, whose rule is their member state's. */
export const RULES: Readonly<Record<Exclude<TaxIdKind, 'eu_vat'>, Rule>> = {
  eu_oss_vat: { form: /^(EU|IM)\d{9,10}$/, example: 'EU123456789' },
  gb_vat: {
    form: new RegExp(`^GB${BRITISH_FORM.source.slice(1)}`),
    agrees: (n) => isBritish(n.slice(2)),
    example: 'GB980780684',
  },
  us_ein: { form: /^\d{9}$/, example: '12-3456789' },
  ca_bn: { form: /^\d{9}([A-Z]{2}\d{4})?$/, agrees: isBusinessNumber, example: '123456782' },
  ca_gst_hst: { form: /^\d{9}RT\d{4}$/, agrees: isBusinessNumber, example: '123456782 RT0001' },
  ca_qst: { form: /^\d{10}(TQ\d{4})?$/, example: '1234567890 TQ0001' },
  ch_uid: { form: /^CHE\d{9}(MWST|TVA|IVA|HR)?$/, agrees: isUid, example: 'CHE-100.155.212 MWST' },
  no_orgnr: { form: /^\d{9}(MVA)?$/, agrees: isOrgnr, example: '995 525 828 MVA' },
  is_vat: { form: /^\d{5,6}$/, example: '123456' },
  au_abn: { form: /^(1[1-9]|[2-9]\d)\d{9}$/, agrees: isAbn, example: '51 824 753 556' },
  nz_gst: { form: /^([1-9]\d{7}|1\d{8})$/, agrees: isIrd, example: '49-091-850' },
  in_gst: { form: /^\d{2}[A-Z]{5}\d{4}[A-Z][0-9A-Z]Z[0-9A-Z]$/, agrees: isGstin, example: '27AAPFU0939F1ZV' },
  sg_gst: {
    form: /^(M[0-9A-Z]\d{7}[0-9A-Z]|\d{8,9}[A-Z]|[TSR]\d{2}[A-Z]{2}\d{4}[A-Z])$/,
    example: 'M90363213X',
  },
  jp_trn: { form: /^T\d{13}$/, agrees: isJapaneseRegistration, example: 'T5835678256246' },
  kr_brn: { form: /^\d{10}$/, agrees: isBrn, example: '116-82-00276' },
  za_vat: { form: /^4\d{9}$/, example: '4123456789' },
  ae_trn: { form: /^\d{15}$/, example: '123456789012345' },
  br_cnpj: { form: /^[0-9A-Z]{12}\d{2}$/, agrees: isCnpj, example: '16.727.230/0001-97' },
  mx_rfc: { form: /^[A-ZÑ&]{3,4}\d{6}[0-9A-Z]{3}$/, example: 'GODE561231GR8' },
  de_stnr: { form: STEUERNUMMER, example: '29/815/08156' },
  fr_siren: { form: /^\d{9}$/, agrees: isLuhn, example: '732 829 320' },
  fr_siret: { form: /^\d{14}$/, agrees: isSiret, example: '732 829 320 00074' },
  es_nif: { form: /^[A-Z0-9]\d{7}[A-Z0-9]$/, agrees: isSpanishNumber, example: 'B58378431' },
  it_cf: {
    form: /^([A-Z]{6}[0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]|\d{11})$/,
    agrees: (n) => (n.length === 11 ? isLuhn(n) : isCodiceFiscale(n)),
    example: 'RCCMNL83S18D969H',
  },
  other: { form: /^.+$/, example: 'as it is printed' },
};

/** A number of the kind that is right by all rules, to show how it is written. */
export const exampleOf = (kind: TaxIdKind): string =>
  kind === 'eu_vat' ? 'DE136695976' : RULES[kind].example;
