/**
 * The 249 countries of ISO 3166-1 alpha-2, and `XK`: Kosovo has no code of ISO's, and the European Commission and Stripe
 * write it so. https://www.iso.org/iso-3166-country-codes.html
 */
const COUNTRIES = new Set(
  (
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC ' +
    'CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB ' +
    'GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE ' +
    'KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT ' +
    'MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU ' +
    'RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ ' +
    'UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'
  ).split(' '),
);

/** What people write for a country that has another code: `EL` is Greece on VAT numbers. */
const MEANT: Readonly<Record<string, string>> = { UK: 'GB', EL: 'GR', EN: 'GB', SF: 'FI', JA: 'JP' };

/** Whether a text is a country's code, in capitals. */
export const isCountry = (code: string): boolean => COUNTRIES.has(code);

/** What is wrong with a country, as a sentence that proposes what was meant; null where nothing is. */
export function countryProblem(code: string): string | null {
  if (isCountry(code)) return null;
  const meant = MEANT[code];
  return meant === undefined
    ? 'Give a country by its two letters (ISO 3166-1), such as GB.'
    : `${code} is no country of ISO 3166-1: did you mean ${meant}?`;
}
