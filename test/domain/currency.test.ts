import { describe, expect, it } from 'vitest';
import { type Currency, exponent, parseCurrency } from '../../src/domain/currency.ts';

function currency(code: string): Currency {
  const parsed = parseCurrency(code);
  if (parsed === null) throw new Error(`${code} is not a currency`);
  return parsed;
}

describe('currencies', () => {
  it('are read in upper or lower case and kept in upper', () => {
    expect(parseCurrency('usd')).toBe('USD');
    expect(parseCurrency('USD')).toBe('USD');
  });

  it.each(['', 'US', 'USDX', ' USD', 'USD\n', 'Usd', 'ıqd', '840', '€', '__proto__', 'toString'])(
    'nothing else is read: %j',
    (text) => expect(parseCurrency(text)).toBeNull(),
  );

  it.each('XAU XAG XPD XPT XDR XSU XUA XAD XBA XBB XBC XBD XTS XXX'.split(' '))('%s is not money', (code) =>
    expect(parseCurrency(code)).toBeNull(),
  );

  it.each('ANG BGN BYR CUC DEM HRK LTL MRO SLL STD VEF ZMK ZWL'.split(' '))('%s has been withdrawn', (code) =>
    expect(parseCurrency(code)).toBeNull(),
  );

  it('everything that the platform still lists and ISO has not withdrawn is there', () => {
    const gone = new Set('ANG BGN CUC HRK SLL ZWL XDR XSU XUA'.split(' '));
    const missing = Intl.supportedValuesOf('currency').filter(
      (code) => !gone.has(code) && !parseCurrency(code),
    );
    expect(missing).toEqual([]);
  });

  it('have the decimals of ISO 4217', () => {
    const byExponent = (list: string) => [
      ...new Set(list.split(' ').map((code) => exponent(currency(code)))),
    ];
    expect(byExponent('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF')).toEqual([0]);
    expect(byExponent('USD EUR GBP CHF MGA MRU HUF TWD IDR CRC')).toEqual([2]);
    expect(byExponent('BHD IQD JOD KWD LYD OMR TND')).toEqual([3]);
    expect(byExponent('CLF UYW')).toEqual([4]);
  });
});
