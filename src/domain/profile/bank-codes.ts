/**
 * How long an IBAN is in each country of the SWIFT registry (release 99, 2025). One of a country that is not in it is
 * checked by its digits alone. https://www.swift.com/standards/data-standards/iban-international-bank-account-number
 */
const IBAN_LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ' +
    'ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 ' +
    'LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 ' +
    'PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** What is wrong with an IBAN without spaces, in a sentence, or null: its country, its length and its check digits. */
export function ibanProblem(iban: string): string | null {
  if (!/^[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}$/.test(iban)) {
    return 'Give an IBAN: two letters, two digits, then the account, such as DE89 3704 0044 0532 0130 00.';
  }
  const country = iban.slice(0, 2);
  const length = IBAN_LENGTHS[country];
  if (length !== undefined && iban.length !== length) {
    return `An IBAN of ${country} has ${length} characters; this one has ${iban.length}.`;
  }
  // Never 00, 01 or 99, which the calculation does not give (ISO 13616).
  const check = Number(iban.slice(2, 4));
  const isRight = check >= 2 && check <= 98 && remainderOf97(iban.slice(4) + iban.slice(0, 4)) === 1;
  return isRight ? null : 'The check digits do not fit: a character is wrong or two are swapped.';
}

/** ISO 7064, a letter counting as 10 to 35. */
export function remainderOf97(text: string): number {
  let remainder = 0;
  for (const character of text) {
    for (const digit of String(Number.parseInt(character, 36))) {
      remainder = (remainder * 10 + Number(digit)) % 97;
    }
  }
  return remainder;
}

/** Banks of these places have BICs of the country that they belong to. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  GB: ['GG', 'JE', 'IM', 'GI'],
  FR: ['GF', 'GP', 'MQ', 'RE', 'PF', 'TF', 'YT', 'NC', 'BL', 'MF', 'PM', 'WF', 'MC'],
};

/** What is wrong with a BIC (ISO 9362), in a sentence, or null. Its country has to be the IBAN's. */
export function bicProblem(bic: string, iban: string): string | null {
  if (!/^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(bic)) {
    return 'Give a BIC of 8 or 11 characters, such as COBADEFFXXX.';
  }
  const [bank, account] = [bic.slice(4, 6), iban.slice(0, 2)];
  const fits =
    bank === account || ALSO[account]?.includes(bank) === true || ALSO[bank]?.includes(account) === true;
  return fits ? null : `The BIC is of a bank in ${bank}, and the IBAN of an account in ${account}.`;
}

/** What is wrong with a routing number of the ABA, in a sentence, or null: nine digits, and 3-7-1 comes to a multiple of 10. */
export function abaProblem(routing: string): string | null {
  if (!/^[0-9]{9}$/.test(routing)) return 'Give the nine digits of the routing number.';
  const sum = [...routing].reduce(
    (total, digit, index) => total + Number(digit) * ([3, 7, 1][index % 3] ?? 0),
    0,
  );
  // Zeros alone would pass, and no bank begins with 00.
  const isRight = sum % 10 === 0 && !routing.startsWith('00');
  return isRight ? null : 'The check digit does not fit: a digit is wrong or two are swapped.';
}
