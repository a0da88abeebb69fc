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

  const parts = { line1: 'Road 1', town: 'Town', region: 'Region', postcode: '123' };
  it.each('US CA AU NZ IN BR TH SG PH MY KR'.split(' '))(
    'in %s has its postcode behind the town',
    (country) => {
      expect(addressLines({ ...parts, country }, 'en').slice(1, -1)).toEqual(['Town, Region 123']);
    },
  );
  it.each('GB IE GG JE IM ZA HK KE'.split(' '))('in %s has its postcode on a line of its own', (country) => {
    expect(addressLines({ ...parts, country }, 'en').slice(1, -1)).toEqual(['Town', 'Region', '123']);
  });
  it.each('DE FR PL JP MX'.split(' '))('in %s has its postcode before the town', (country) => {
    expect(addressLines({ ...parts, country }, 'en').slice(1, -1)).toEqual(['123 Town', 'Region']);
  });
});
