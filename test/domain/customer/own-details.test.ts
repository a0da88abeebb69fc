import { describe, expect, it } from 'vitest';
import { readOwnDetails, type TypedDetails, typedDetails } from '../../../src/domain/customer/own-details.ts';

const TYPED: TypedDetails = {
  contactName: ' Ada Lindqvist ',
  telephone: '',
  line1: '12 Harbour Street',
  line2: '',
  town: '東京',
  region: ' ',
  postcode: '04101',
};

const problemsOf = (more: Partial<TypedDetails>) => {
  const read = readOwnDetails({ ...TYPED, ...more });
  return read.kind === 'wrong' ? read.problems : null;
};

describe('a customer’s own details', () => {
  it('are stored trimmed, and as nothing where nothing was typed', () => {
    const read = readOwnDetails(TYPED);
    if (read.kind === 'wrong') throw new Error('refused');
    expect(read.details).toEqual({
      contactName: 'Ada Lindqvist',
      telephone: null,
      address: { line1: '12 Harbour Street', line2: null, town: '東京', region: null, postcode: '04101' },
    });
    expect(typedDetails(read.details)).toEqual({ ...TYPED, contactName: 'Ada Lindqvist', region: '' });
  });

  it.each([
    [{ contactName: 'A'.repeat(201) }, { contactName: 'too_long' }],
    [
      { postcode: '9'.repeat(21), town: 'A\u0000' },
      { postcode: 'too_long', town: 'unreadable' },
    ],
    [{ line1: 'A\nB' }, { line1: 'unreadable' }],
    [{ line1: '\u{13000}' }, { line1: 'unreadable' }],
    [{ telephone: '\u200b' }, { telephone: 'unreadable' }],
    [{ contactName: 'A'.repeat(200), line2: 'ﷺ' }, null],
  ])('of %o are refused as %o', (more, problems) => {
    expect(problemsOf(more)).toEqual(problems);
  });
});
