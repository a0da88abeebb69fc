import { describe, expect, it } from 'vitest';
import { swissCode, whyNoSwissCode } from '../../../src/domain/profile/swiss-code.ts';

const IBAN = 'CH5800791123000889012';
const QR_IBAN = 'CH4431999123000889012';
const of = (iban: string, more: object = {}) =>
  ({
    currency: 'CHF',
    holder: 'Max Muster & Söhne',
    numbers: { kind: 'iban', iban, bic: null },
    ...more,
  }) as const;
const account = of(IBAN);
const address = { line1: 'Musterstrasse 123', postcode: '8000', town: 'Seldwyla', country: 'CH' };
const asked = { amountMinor: 194_975, reference: 'NW-2026-0042', number: 'NW-2026-0042' };
const lines = (...args: Parameters<typeof swissCode>) => swissCode(...args)?.split('\n') ?? null;
const [AMOUNT, CURRENCY, TYPE, REFERENCE, MESSAGE] = [18, 19, 27, 28, 29];

describe('a Swiss QR code', () => {
  it('holds what the guidelines want, element by element, with what is not said left empty', () => {
    expect(lines(account, address, asked)).toEqual([
      ...['SPC', '0200', '1'],
      IBAN,
      ...['S', 'Max Muster & Söhne', 'Musterstrasse 123', '', '8000', 'Seldwyla', 'CH'],
      ...['', '', '', '', '', '', ''],
      ...['1949.75', 'CHF'],
      ...['', '', '', '', '', '', ''],
      ...['NON', '', 'NW-2026-0042'],
      'EPD',
    ]);
  });

  it.each([
    [1, '0.01'],
    [10, '0.10'],
    [5_000, '50.00'],
    [99_999_999_999, '999999999.99'],
    [null, ''],
  ])('of %s cents says %j', (amountMinor, written) => {
    expect(lines(account, address, { ...asked, amountMinor })?.[AMOUNT]).toBe(written);
  });

  // QR references as SIX's examples have them, a creditor reference as ISO 11649 has it, and the same with a digit changed.
  it.each([
    [
      'a QR reference and a QR-IBAN',
      QR_IBAN,
      '21 00000 00003 13947 14300 09017',
      ['QRR', '210000000003139471430009017', 'NW-1'],
    ],
    [
      'another',
      'CH6431961000004421557',
      '000008207791225857421286694',
      ['QRR', '000008207791225857421286694', 'NW-1'],
    ],
    ['a QR-IBAN and a wrong digit', QR_IBAN, '210000000003139471430009018', null],
    ['a QR-IBAN and naught', QR_IBAN, '0'.repeat(27), null],
    ['a QR-IBAN and 26 digits', QR_IBAN, '21000000000313947143000901', null],
    ['a QR-IBAN and a creditor reference', QR_IBAN, 'RF18539007547034', null],
    ['a QR-IBAN and an invoice’s number', QR_IBAN, 'NW-1', null],
    ['a creditor reference', IBAN, 'RF18 5390 0754 7034', ['SCOR', 'RF18539007547034', 'NW-1']],
    [
      'a creditor reference with a wrong digit',
      IBAN,
      'RF19539007547034',
      ['NON', '', 'RF19539007547034 / NW-1'],
    ],
    [
      'a QR reference and an ordinary IBAN',
      IBAN,
      '210000000003139471430009017',
      ['NON', '', '210000000003139471430009017 / NW-1'],
    ],
    ['a customer’s reference', IBAN, 'C-12AB34CD', ['NON', '', 'C-12AB34CD / NW-1']],
    [
      'a number that is a QR reference',
      QR_IBAN,
      '210000000003139471430009017',
      ['QRR', '210000000003139471430009017', ''],
      '210000000003139471430009017',
    ],
  ] as const)('of %s', (_, iban, reference, said, given?: string) => {
    const number = given ?? 'NW-1';
    const read = lines(of(iban), address, { ...asked, reference, number });
    expect(read === null ? null : [read[TYPE], read[REFERENCE], read[MESSAGE]]).toEqual(said);
  });

  it('is for Swiss francs and euros, and for accounts of Switzerland and Liechtenstein', () => {
    expect(lines(of(IBAN, { currency: 'EUR' }), address, asked)?.[CURRENCY]).toBe('EUR');
    expect(swissCode(of('LI21088100002324013AA'), address, asked)).not.toBeNull();
    expect(swissCode(of(IBAN, { currency: 'USD' }), address, asked)).toBeNull();
    expect(swissCode(of('DE89370400440532013000'), address, asked)).toBeNull();
    const american = { kind: 'us', routingNumber: '110000000', accountNumber: '1' } as const;
    expect(swissCode({ ...account, numbers: american }, address, asked)).toBeNull();
    for (const amountMinor of [0, -1, 100_000_000_000])
      expect(swissCode(account, address, { ...asked, amountMinor })).toBeNull();
  });

  it('keeps to the guidelines’ lengths and characters', () => {
    const said = (holder: string, more: object = {}) =>
      lines({ ...account, holder }, { ...address, ...more }, asked);
    expect(said('x'.repeat(80))?.[5]).toBe('x'.repeat(70));
    expect(said('  Café “Zur Linde” –\nBasel  ')?.[5]).toBe('Café "Zur Linde" - Basel');
    expect(said('Łukasz Țepeș €')?.[5]).toBe('Łukasz Țepeș €');
    for (const holder of ['株式会社', 'Αθήνα', 'Müller 😀', ' '])
      expect(swissCode({ ...account, holder }, address, asked)).toBeNull();
    expect(said('A', { postcode: 'CH-8000' })?.[8]).toBe('8000');
    for (const [part, longest] of [
      ['line1', 70],
      ['postcode', 16],
      ['town', 35],
    ] as const) {
      expect(said('A', { [part]: '9'.repeat(longest) })).not.toBeNull();
      expect(said('A', { [part]: '9'.repeat(longest + 1) })).toBeNull();
    }
    const number = 'x'.repeat(141);
    expect(swissCode(account, address, { ...asked, reference: number, number })).toBeNull();
    expect(swissCode(account, address, { ...asked, reference: '№ 7', number: '№ 7' })).toBeNull();
  });

  it.each(['postcode', 'town', 'country'])('is none without the %s of the address, which is said', (part) => {
    const lacking = { ...address, [part]: null };
    expect(swissCode(account, lacking, asked)).toBeNull();
    expect(whyNoSwissCode(account, lacking)).toContain('postcode, town and country');
    expect(swissCode(account, { ...address, line1: null }, asked)).not.toBeNull();
  });

  it('says why invoices show none, and nothing where they do or none is to be had', () => {
    expect(whyNoSwissCode(account, address)).toBeNull();
    expect(whyNoSwissCode(of('DE89370400440532013000'), {})).toBeNull();
    expect(whyNoSwissCode(of(QR_IBAN), address)).toContain('QR-IBAN');
    expect(whyNoSwissCode(of(IBAN, { currency: 'USD' }), address)).toContain('CHF and EUR');
    expect(whyNoSwissCode(of(IBAN, { holder: '株式会社' }), address)).toContain('Latin');
    expect(whyNoSwissCode(account, { ...address, town: 'x'.repeat(36) })).toContain('too long');
  });
});
