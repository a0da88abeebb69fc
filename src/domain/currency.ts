declare const brand: unique symbol;

/** An active ISO 4217 alphabetic code, in upper case. */
export type Currency = string & { readonly [brand]: 'Currency' };

/**
 * ISO 4217 list one (currencies and funds), without what nobody can owe: precious metals (XAG XAU XPD XPT),
 * units of account between institutions (XAD XBA XBB XBC XBD XDR XSU XUA), and XTS and XXX.
 * Withdrawn codes are out: ANG became XCG in 2025, BGN became EUR in 2026, ZWL became ZWG in 2024.
 */
const CODES: ReadonlySet<string> = new Set(
  `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF
  CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP
  GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT
  LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR
  NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN
  SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF
  XCD XCG XOF XPF YER ZAR ZMW ZWG`.split(/\s+/),
);

/** Every currency that an invoice may be in. */
export const CURRENCIES: readonly Currency[] = [...CODES].filter(isCurrency);

const WITHOUT_MINOR_UNIT: ReadonlySet<string> = new Set(
  'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '),
);
const THREE_DECIMALS: ReadonlySet<string> = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));
const FOUR_DECIMALS: ReadonlySet<string> = new Set('CLF UYW'.split(' '));

/** Takes a code in upper or lower case (`usd`, `USD`); null for anything that is not an active currency. */
export function parseCurrency(code: string): Currency | null {
  // ASCII only: toUpperCase alone would also turn other letters into these (the Turkish dotless i).
  if (!/^(?:[A-Z]{3}|[a-z]{3})$/.test(code)) return null;
  const upper = code.toUpperCase();
  return isCurrency(upper) ? upper : null;
}

/**
 * How many decimals the minor unit has by ISO 4217. This is ours: Stripe counts some currencies otherwise
 * (MGA, ISK, UGX), and only its adapter converts. MGA and MRU are divided by five and still have 2 by the list.
 */
export function exponent(currency: Currency): 0 | 2 | 3 | 4 {
  if (WITHOUT_MINOR_UNIT.has(currency)) return 0;
  if (THREE_DECIMALS.has(currency)) return 3;
  if (FOUR_DECIMALS.has(currency)) return 4;
  return 2;
}

function isCurrency(code: string): code is Currency {
  return CODES.has(code);
}
