import { describe, expect, it } from 'vitest';
import { epcCode } from '../../../src/domain/profile/epc-code.ts';

const account = {
  currency: 'EUR',
  holder: 'Northwind Studio GmbH',
  numbers: { kind: 'iban', iban: 'DE89370400440532013000', bic: 'COBADEFFXXX' },
} as const;
const asked = { amountMinor: 156_920, reference: 'NW-2026-0042' };

describe('the code of a SEPA transfer', () => {
  it('holds what the guidelines of the EPC want, in their order', () => {
    expect(epcCode(account, asked)?.split('\n')).toEqual([
      'BCD',
      '002',
      '1',
      'SCT',
      'COBADEFFXXX',
      'Northwind Studio GmbH',
      'DE89370400440532013000',
      'EUR1569.20',
      '',
      '',
      'NW-2026-0042',
    ]);
  });

  it.each([
    [1, 'EUR0.01'],
    [10, 'EUR0.10'],
    [100, 'EUR1.00'],
    [99_999_999_999, 'EUR999999999.99'],
  ])('writes %i cents as %s', (amountMinor, written) => {
    expect(epcCode(account, { ...asked, amountMinor })).toContain(`\n${written}\n`);
  });

  it('is none for nothing, too much, another currency, another country or other numbers', () => {
    for (const amountMinor of [0, -1, 100_000_000_000])
      expect(epcCode(account, { ...asked, amountMinor })).toBeNull();
    expect(epcCode({ ...account, currency: 'USD' }, asked)).toBeNull();
    const abroad = { kind: 'iban', iban: 'BR1800360305000010009795493C1', bic: null } as const;
    expect(epcCode({ ...account, numbers: abroad }, asked)).toBeNull();
    const american = { kind: 'us', routingNumber: '110000000', accountNumber: '1' } as const;
    expect(epcCode({ ...account, numbers: american }, asked)).toBeNull();
  });

  it('keeps to one line a field, whatever the names are, and to the most bytes that are read', () => {
    const holder = `Zeile\neins ${'Ä'.repeat(80)}`;
    const code = epcCode({ ...account, holder }, asked) ?? '';
    expect(code.split('\n')).toHaveLength(11);
    expect([...(code.split('\n')[5] ?? '')]).toHaveLength(70);
    expect(
      epcCode({ ...account, holder: '😀'.repeat(70) }, { ...asked, reference: 'x'.repeat(40) }),
    ).toBeNull();
    expect(epcCode({ ...account, holder: ' \n ' }, asked)).toBeNull();
    expect(epcCode(account, { ...asked, reference: 'x'.repeat(141) })).toBeNull();
  });
});
