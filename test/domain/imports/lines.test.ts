import { describe, expect, it } from 'vitest';
import { changesOf } from '../../../src/domain/imports/changes.ts';
import { columnOf, readHeader } from '../../../src/domain/imports/columns.ts';
import { givenOf, readLine } from '../../../src/domain/imports/read-line.ts';

describe('the columns of a file', () => {
  it('are known by what programs call them', () => {
    const known = ['Legal Name', 'E-mail', 'ZIP code', 'legal_name', 'externalId: Xero', 'City'];
    expect(known.map(columnOf)).toEqual([
      'legalName',
      'email',
      'postcode',
      'legalName',
      'externalId:Xero',
      'town',
    ]);
  });

  it.each([
    [['id', 'Colour'], 2, /“Colour” is no column here/],
    [['id', ''], 2, /no heading/],
    [['id', 'name', 'Legal name'], 3, /twice/],
    [['name', 'phone'], 1, /who a line is about/],
  ])('are refused in words at their place: %j', (headings, column, message) => {
    expect(readHeader(headings)).toMatchObject({
      ok: false,
      column,
      message: expect.stringMatching(message),
    });
  });
});

describe('a line', () => {
  it('gives what is not empty, with formulas as they were before they were defused', () => {
    const given = givenOf(['id', 'telephone', 'label'], [' cus_1 ', "'+44 20", '']);
    expect(given).toEqual({ id: 'cus_1', telephone: '+44 20' });
  });

  it('is told everything that is wrong with it, by column', () => {
    const problems = readLine({
      email: 'x',
      url: 'javascript:x',
      country: 'Britain',
      locale: 'no_t',
      externalIds: 'Xero',
    });
    expect(problems).toMatchObject([
      { column: 'email' },
      { column: 'url' },
      { column: 'country' },
      { column: 'locale' },
      { column: 'externalIds' },
    ]);
    expect(readLine({ legalName: 'Acme' })).toMatchObject([{ column: null }]);
  });

  it('changes the fields in which it differs, and an empty cell none', () => {
    const read = readLine({ email: 'a@b.test', town: 'Leeds', externalIds: 'Xero:1\nSage:2' });
    if (!('id' in read)) throw new Error('wrong');
    const now = {
      texts: { email: 'a@b.test', telephone: '1' },
      address: { town: 'London', postcode: 'X' },
      billingEmails: [],
      customerAliases: ['kept'],
      externalIds: [{ key: 'Xero', value: '1' }],
    };
    expect(changesOf(read, now)).toEqual([
      { field: 'town', from: 'London', to: 'Leeds' },
      { field: 'externalId:Sage', from: null, to: '2' },
    ]);
  });
});
