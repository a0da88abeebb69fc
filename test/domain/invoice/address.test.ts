import { describe, expect, it } from 'vitest';
import { addressLines } from '../../../src/domain/invoice/address.ts';

describe('an address', () => {
  it.each([
    [
      {
        line1: '218 Water Street',
        line2: 'Floor 3',
        town: 'New York',
        region: 'NY',
        postcode: '10038',
        country: 'US',
      },
      ['218 Water Street', 'Floor 3', 'New York, NY 10038', 'United States'],
    ],
    [
      { line1: '123 Fake Street', town: 'London', postcode: 'AB1 2EF', country: 'GB' },
      ['123 Fake Street', 'London', 'AB1 2EF', 'United Kingdom'],
    ],
    [
      { line1: 'ul. Prosta 1', town: 'Warszawa', postcode: '00-001', country: 'PL' },
      ['ul. Prosta 1', '00-001 Warszawa', 'Poland'],
    ],
    [{ town: 'Portland', country: 'us' }, ['Portland', 'United States']],
    [{ line1: 'Somewhere', country: 'Atlantis' }, ['Somewhere', 'ATLANTIS']],
    [{}, []],
  ])('is written as its country writes it: %o', (address, lines) => {
    expect(addressLines(address, 'en')).toEqual(lines);
  });

  it.each([
    ['US', ['Town, Region 123']],
    ['CA', ['Town Region 123']],
    ['BR', ['Town-Region', '123']],
    ['TH', ['Town', 'Region 123']],
    ['IN', ['Town 123', 'Region']],
    ['IT', ['123 Town Region']],
    ['MX', ['123 Town, Region']],
    ['CH', ['123 Town', 'Region']],
    // Their letters go without a region, and an invoice loses nothing.
    ['DE', ['123 Town', 'Region']],
    ['GB', ['Town', 'Region', '123']],
    ['SG', ['Town 123', 'Region']],
    ['HK', ['Town', 'Region', '123']],
    ['XX', ['123 Town', 'Region']],
  ])('in %s has its town, region and postcode as %j', (country, lines) => {
    const parts = { line1: 'Road 1', line2: 'Floor 3', town: 'Town', region: 'Region', postcode: '123' };
    const written = addressLines({ ...parts, country }, 'en', { isAtHome: true });
    expect(written).toEqual(['Road 1', 'Floor 3', ...lines]);
  });

  it.each([
    [
      {
        line1: '銀座1-2-3',
        line2: 'みらいビル5F',
        town: '中央区',
        region: '東京都',
        postcode: '104-0061',
        country: 'JP',
      },
      ['〒104-0061 東京都中央区銀座1-2-3', 'みらいビル5F'],
    ],
    [
      { line1: '1-2-3 Ginza', town: 'Chuo-ku', region: 'Tokyo', postcode: '104-0061', country: 'JP' },
      ['1-2-3 Ginza', 'Chuo-ku, Tokyo', '104-0061'],
    ],
    [
      { line1: '建国路88号', town: '朝阳区', region: '北京市', postcode: '100022', country: 'CN' },
      ['100022', '北京市朝阳区', '建国路88号'],
    ],
    [
      { line1: '세종대로 110', town: '중구', region: '서울특별시', postcode: '04524', country: 'KR' },
      ['서울특별시 중구', '세종대로 110', '04524'],
    ],
    [
      { line1: 'Fő utca 1.', town: 'Budapest', postcode: '1011', country: 'HU' },
      ['Budapest', 'Fő utca 1.', '1011'],
    ],
    [{ line1: '銀座1-2-3', country: 'JP' }, ['銀座1-2-3']],
  ])('is written in the order of its country and script: %o', (address, lines) => {
    expect(addressLines(address, 'ja', { isAtHome: true })).toEqual(lines);
  });

  it('loses no part, whatever the country and whatever is missing', () => {
    const codes = Array.from({ length: 676 }, (_, n) =>
      String.fromCharCode(65 + Math.floor(n / 26), 65 + (n % 26)),
    );
    const whole = { line1: 'Road 1', line2: 'Floor 3', town: 'Town', region: 'Region', postcode: '123' };
    for (const country of codes) {
      for (const missing of [null, 'line1', 'town', 'region', 'postcode'] as const) {
        const parts = missing === null ? whole : { ...whole, [missing]: null };
        const text = addressLines({ ...parts, country }, 'en', { isAtHome: true }).join('\n');
        for (const part of Object.values(parts)) if (part !== null) expect(text.split(part)).toHaveLength(2);
        expect(text).not.toMatch(/^[\s,/-]|[\s,/-]$|%|undefined|null/m);
      }
    }
  });
});
