/**
 * Every type that a tax id can be made with (SDK, `CustomerCreateTaxIdParams.Type`), as one text; `unknown` can only be read.
 */
const NAMES =
  'ad_nrt ae_trn al_tin am_tin ao_tin ar_cuit au_abn au_acn au_arn au_wpn aw_tin az_tin ba_tin bb_tin bd_bin bf_ifu bg_uic ' +
  'bh_vat bj_ifu bo_tin br_cnpj br_cpf bs_tin bw_vat by_tin ca_bn ca_gst_hst ca_pst_bc ca_pst_mb ca_pst_sk ca_qst cd_nif ' +
  'ch_uid ch_vat ci_vat cl_tin cm_niu cn_tin co_nit cr_tin cv_nif cz_dic de_stn do_rcn ec_ruc eg_tin es_cif et_tin ' +
  'eu_oss_vat eu_vat fo_vat fr_siren fr_siret fr_spi gb_vat ge_vat gh_tin gi_tin gn_nif hk_br hr_oib hu_tin ic_nif id_npwp ' +
  'il_vat in_gst is_kt is_vat it_cf jp_cn jp_rn jp_trn ke_pin kg_tin kh_tin kr_brn kz_bin la_tin li_uid li_vat lk_vat ' +
  'ma_vat md_cf md_vat me_pib mk_vat mr_nif mu_vat mx_rfc my_frp my_itn my_sst mz_nuit ng_tin no_vat no_voec np_pan nz_bn ' +
  'nz_gst om_vat pe_ruc ph_tin pl_nip pt_nif py_ruc ro_tin rs_pib ru_inn ru_kpp sa_vat sg_gst sg_uen si_tin sm_coe ' +
  'sn_ninea sr_fin sv_nit th_vat tj_tin tr_tin tt_bir tt_vat tw_vat tz_vat ua_vat ug_tin us_ein uy_ruc uz_tin uz_vat ve_rif ' +
  'vn_tin za_vat zm_tin zw_tin';
export const TAX_ID_TYPES: readonly string[] = NAMES.split(' ');

/** Letters in front of a European number, and what follows them, by the examples of the documentation. */
const MEMBERS =
  /^(ATU\d{8}|BE[01]\d{9}|BG\d{9,10}|CY\d{8}[A-Z]|CZ\d{8,10}|DE\d{9}|DK\d{8}|EE\d{9}|EL\d{9}|ES[A-Z0-9]\d{7}[A-Z0-9]|FI\d{8}|FR[A-Z0-9]{2}\d{9}|HR\d{11}|HU\d{8}|IE[0-9A-Z+*]{8,9}|IT\d{11}|LT(\d{9}|\d{12})|LU\d{8}|LV\d{11}|MT\d{8}|NL\d{9}B\d{2}|PL\d{10}|PT\d{9}|RO\d{2,10}|SE\d{12}|SI\d{8}|SK\d{10}|XI\d{9}(\d{3})?)$/;

/** How each is written, where the documentation's example says it (docs.stripe.com/billing/customer/tax-ids). */
const FORMS: Readonly<Record<string, RegExp>> = {
  ae_trn: /^\d{15}$/,
  au_abn: /^\d{11}$/,
  br_cnpj: /^[0-9A-Z]{2}\.[0-9A-Z]{3}\.[0-9A-Z]{3}\/[0-9A-Z]{4}-\d{2}$/,
  ca_bn: /^\d{9}$/,
  ca_gst_hst: /^\d{9}RT\d{4}$/,
  ca_qst: /^\d{10}TQ\d{4}$/,
  ch_uid: /^CHE-\d{3}\.\d{3}\.\d{3} HR$/,
  ch_vat: /^CHE-\d{3}\.\d{3}\.\d{3} (MWST|TVA|IVA)$/,
  de_stn: /^\d{10,13}$/,
  es_cif: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  eu_oss_vat: /^(EU|IM)\d{9,10}$/,
  eu_vat: MEMBERS,
  fr_siren: /^\d{9}$/,
  fr_siret: /^\d{14}$/,
  gb_vat: /^GB(\d{9}|\d{12}|(GD|HA)\d{3})$/,
  in_gst: /^\d{2}[A-Z]{5}\d{4}[A-Z][0-9A-Z]Z[0-9A-Z]$/,
  is_vat: /^\d{5,6}$/,
  it_cf: /^([A-Z0-9]{16}|\d{11})$/,
  jp_trn: /^T\d{13}$/,
  kr_brn: /^\d{3}-\d{2}-\d{5}$/,
  mx_rfc: /^[A-ZÑ&]{3,4}\d{6}[0-9A-Z]{3}$/,
  no_vat: /^\d{9}MVA$/,
  nz_gst: /^\d{8,9}$/,
  sg_gst: /^[A-Z0-9]{9,10}$/,
  us_ein: /^\d{2}-\d{7}$/,
  za_vat: /^4\d{9}$/,
};

/** Whether Stripe takes a value for a type. One whose form nobody here knows is any text. */
export const isWritten = (type: string, value: string): boolean => FORMS[type]?.test(value) ?? value !== '';

/** Types whose numbers Stripe looks up at their authority, some time later ("automatic validation"). */
export const LOOKED_UP: ReadonlySet<string> = new Set(['au_abn', 'eu_vat', 'gb_vat']);

/** Letters that are no country's code. */
const OTHERS: Readonly<Record<string, string>> = { EL: 'GR', XI: 'GB' };

/** The country of a number: by its type, and of a European one by its letters. */
export function countryOf(type: string, value: string): string | null {
  if (type === 'eu_oss_vat') return null;
  const letters = (type === 'eu_vat' ? value : type).slice(0, 2).toUpperCase();
  return OTHERS[letters] ?? letters;
}
