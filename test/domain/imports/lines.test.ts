import { describe, expect, it } from 'vitest';
import { changesOf } from '../../../src/domain/imports/changes.ts';
import { columnOf, readHeader } from '../../../src/domain/imports/columns.ts';
import { type FoundParent, planParent, readParent } from '../../../src/domain/imports/parent.ts';
import { givenOf, readLine } from '../../../src/domain/imports/read-line.ts';

const inWords = ({ column, message }: { readonly column: string; readonly message: RegExp }) => ({
  column,
  message: expect.stringMatching(message),
});

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

describe('the parent that a line names', () => {
  const child = { line: 5, customerId: 'cus_child', parentId: null, hasChildren: false };
  const one = { id: 'cus_parent', parentId: null, isErased: false };
  const of = (more: Partial<FoundParent>) => planParent(child, { customers: [], lines: [], ...more });

  it('is read by id and by an id elsewhere, or told how to write it', () => {
    const id = 'cus_01jf7q3w9e0000000000000000';
    expect(readParent(id)).toEqual({ by: 'id', id });
    expect(readParent('Xero: x:1')).toEqual({ by: 'external', key: 'Xero', value: 'x:1' });
    for (const wrong of ['cus_Nff', 'Xero', ':x', 'Xero:']) expect(typeof readParent(wrong)).toBe('string');
  });

  it('is one that is here, or made by a line of the file', () => {
    expect(of({ customers: [one] })).toEqual({ kind: 'known', parentId: 'cus_parent' });
    expect(of({ lines: [{ line: 9, hasParent: false }] })).toEqual({ kind: 'line', line: 9 });
    // The line that changes it is no reason to wait.
    expect(of({ customers: [one], lines: [{ line: 9, hasParent: false }] })).toMatchObject({ kind: 'known' });
  });

  it.each([
    ['unknown', {}, /no such customer/],
    ['itself, as it is here', { customers: [{ ...one, id: 'cus_child' }] }, /its own parent/],
    ['itself, as its own line makes it', { lines: [{ line: 5, hasParent: true }] }, /its own parent/],
    ['two levels above, here', { customers: [{ ...one, parentId: 'cus_top' }] }, /has a parent itself/],
    [
      'two levels above, by the file',
      { customers: [one], lines: [{ line: 9, hasParent: true }] },
      /in this file/,
    ],
    ['erased', { customers: [{ ...one, isErased: true }] }, /erased/],
    ['one of several', { customers: [one, { ...one, id: 'cus_other' }] }, /Several/],
  ])('is refused in words where it is %s', (_, found, message) => {
    expect(of(found)).toMatchObject({ kind: 'wrong', message: expect.stringMatching(message) });
  });

  it('is refused for a customer that pays for others itself, and taken where it is so already', () => {
    const paying = { ...child, hasChildren: true };
    expect(planParent(paying, { customers: [one], lines: [] })).toMatchObject({ kind: 'wrong' });
    expect(planParent(paying, { customers: [], lines: [{ line: 9, hasParent: false }] })).toMatchObject({
      kind: 'wrong',
    });
    const standing = { ...child, parentId: 'cus_parent' };
    expect(planParent(standing, { customers: [one], lines: [] })).toMatchObject({ kind: 'known' });
  });
});

describe('a line', () => {
  it('gives what is not empty, with formulas as they were before they were defused', () => {
    const given = givenOf(['id', 'telephone', 'label'], [' cus_1 ', "'+44 20", '']);
    expect(given).toEqual({ id: 'cus_1', telephone: '+44 20' });
  });

  it('takes an external id of a column of its own, and checks it as the others', () => {
    expect(readLine({ 'externalId:Xero': 'X-1', 'externalId:Sage': 'S-2' })).toMatchObject({
      externalIds: [
        { key: 'Xero', value: 'X-1' },
        { key: 'Sage', value: 'S-2' },
      ],
    });
    expect(readLine({ 'externalId:Xero': 'x'.repeat(255) })).toMatchObject({
      externalIds: [{ key: 'Xero' }],
    });
    expect(readLine({ 'externalId:Xero': 'x'.repeat(256) })).toEqual([
      { column: 'externalId:Xero', message: 'This text has more than 255 characters.' },
    ]);
  });

  it('changes addresses of invoices as a list, and not where they are the same', () => {
    const read = readLine({ id: 'cus_1', billingEmails: 'a@b.test, c@d.test' });
    if (!('id' in read)) throw new Error('wrong');
    const now = { texts: {}, address: {}, customerAliases: [], taxIds: [], externalIds: [], parentId: null };
    const changes = (billingEmails: readonly string[]) => changesOf(read, { ...now, billingEmails });
    expect(changes(['a@b.test', 'c@d.test'])).toEqual([]);
    expect(changes([])).toEqual([{ field: 'billingEmails', from: null, to: 'a@b.test\nc@d.test' }]);
    expect(changes(['a@b.test'])).toEqual([
      { field: 'billingEmails', from: 'a@b.test', to: 'a@b.test\nc@d.test' },
    ]);
  });

  it('changes aliases as a list, and what names its parent only where it is another', () => {
    const read = readLine({ id: 'cus_1', customerAliases: 'acme\nacme-2' });
    if (!('id' in read)) throw new Error('wrong');
    const now = {
      texts: {},
      address: {},
      billingEmails: [],
      taxIds: [],
      externalIds: [],
      parentId: 'cus_parent',
    };
    const changes = (customerAliases: readonly string[], parent: string | null = null) =>
      changesOf(read, { ...now, customerAliases }, parent);
    expect(changes(['acme', 'acme-2'])).toEqual([]);
    expect(changes([])).toEqual([{ field: 'customerAliases', from: null, to: 'acme\nacme-2' }]);
    expect(changes(['acme'])).toEqual([{ field: 'customerAliases', from: 'acme', to: 'acme\nacme-2' }]);
    expect(changes(['acme', 'acme-2'], 'cus_parent')).toEqual([]);
    expect(changes(['acme', 'acme-2'], 'cus_other')).toEqual([
      { field: 'parent', from: 'cus_parent', to: 'cus_other' },
    ]);
  });

  it('has a heading that is quoted where it is no column, so much of it as fits', () => {
    const wrong = (heading: string) => readHeader(['id', heading]);
    expect(wrong('Shoe size')).toEqual({
      ok: false,
      column: 2,
      message: expect.stringMatching(/^“Shoe size” is no column here\. Columns are id, /),
    });
    expect(wrong(` ${'x'.repeat(61)} `)).toMatchObject({
      message: expect.stringMatching(/^“x{60}” is no column here\./),
    });
    expect(wrong(' ')).toMatchObject({
      column: 2,
      message: expect.stringMatching(/^This column has no heading\./),
    });
    expect(wrong('ID')).toMatchObject({ column: 2, message: 'The column id is there twice.' });
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

  it('names tax ids by kind, each checked as the API checks it', () => {
    const ids = (taxIds: string) => readLine({ email: 'a@b.test', taxIds });
    expect(ids('eu_vat: DE 136695976\nde_stnr:29/815/08156')).toMatchObject({
      taxIds: [
        { kind: 'eu_vat', value: 'DE 136695976' },
        { kind: 'de_stnr', value: '29/815/08156' },
      ],
    });
    expect(ids('vat:1\neu_vat:DE1')).toMatchObject(
      [{ column: 'taxIds', message: /KIND:NUMBER/ }].map(inWords),
    );
    expect(ids('eu_vat:GB999999973')).toMatchObject(
      [{ column: 'taxIds', message: /choose gb_vat/ }].map(inWords),
    );
  });

  it('names countries of ISO 3166, and is told which one was meant', () => {
    expect(readLine({ email: 'a@b.test', country: 'UK' })).toMatchObject(
      [{ column: 'country', message: /did you mean GB/ }].map(inWords),
    );
    expect(readLine({ email: 'a@b.test', country: 'ZZ' })).toHaveLength(1);
  });

  it('changes the fields in which it differs, and an empty cell none', () => {
    const read = readLine({ email: 'a@b.test', town: 'Leeds', externalIds: 'Xero:1\nSage:2' });
    if (!('id' in read)) throw new Error('wrong');
    const now = {
      texts: { email: 'a@b.test', telephone: '1' },
      address: { town: 'London', postcode: 'X' },
      billingEmails: [],
      customerAliases: ['kept'],
      taxIds: [{ kind: 'eu_vat', value: 'DE136695976' }] as const,
      externalIds: [{ key: 'Xero', value: '1' }],
      parentId: null,
    };
    expect(changesOf(read, now)).toEqual([
      { field: 'town', from: 'London', to: 'Leeds' },
      { field: 'externalId:Sage', from: null, to: '2' },
    ]);
    const untaxed = { ...read, address: {}, externalIds: [] };
    const taxed = { ...untaxed, taxIds: [{ kind: 'de_stnr', value: '29/815/08156' }] as const };
    expect(changesOf(taxed, now)).toEqual([
      { field: 'taxIds', from: 'eu_vat:DE136695976', to: 'de_stnr:29/815/08156' },
    ]);
    const renamed = [{ field: 'parent', from: null, to: 'cus_parent' }];
    expect(changesOf({ ...read, address: {}, externalIds: [] }, now, 'cus_parent')).toEqual(renamed);
    const standing = { ...now, parentId: 'cus_parent' };
    expect(changesOf({ ...read, address: {}, externalIds: [] }, standing, 'cus_parent')).toEqual([]);
  });
});
