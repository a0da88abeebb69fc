import { bare, externalKey, type Header, type HeaderRules, readHeadings } from './header.ts';

/** The fields that a file of customers may have, in the order in which they are exported. */
export const FIELDS = [
  'id',
  'legalName',
  'label',
  'contactName',
  'email',
  'billingEmails',
  'telephone',
  'url',
  'taxStatus',
  'taxIds',
  'line1',
  'line2',
  'town',
  'region',
  'postcode',
  'country',
  'customerAliases',
  'externalIds',
  'locale',
  'parent',
] as const;
export type Field = (typeof FIELDS)[number];

/** A column: a field, or the id of one other system. */
export type Column = Field | `externalId:${string}`;

/** What other programs call a field; compared without case, spaces and signs. */
const ALSO: Readonly<Record<string, Field>> = {
  name: 'legalName',
  companyname: 'legalName',
  contact: 'contactName',
  mail: 'email',
  emailaddress: 'email',
  phone: 'telephone',
  phonenumber: 'telephone',
  website: 'url',
  address: 'line1',
  addressline1: 'line1',
  addressline2: 'line2',
  street: 'line1',
  city: 'town',
  state: 'region',
  province: 'region',
  zip: 'postcode',
  zipcode: 'postcode',
  postalcode: 'postcode',
  aliases: 'customerAliases',
  language: 'locale',
  parentid: 'parent',
  parentcustomer: 'parent',
  paidby: 'parent',
};

const BY_NAME = new Map<string, Field>([
  ...Object.entries(ALSO),
  ...FIELDS.map((field): [string, Field] => [bare(field), field]),
]);

/** A heading's column; null for one that is no column here. */
export function columnOf(heading: string): Column | null {
  const key = externalKey(heading);
  return key === null ? (BY_NAME.get(bare(heading)) ?? null) : `externalId:${key}`;
}

const RULES: HeaderRules<Column> = {
  known: `Columns are ${FIELDS.join(', ')} and externalId:NAME.`,
  columnOf,
  missing: (columns) =>
    columns.some((column) => ['id', 'email', 'externalIds'].includes(column) || isExternal(column))
      ? null
      : 'No column says who a line is about: give id, an external id or email, so that the same file changes nothing twice.',
};

/** The columns that a first line names, each once. */
export const readHeader = (headings: readonly string[]): Header<Column> => readHeadings(headings, RULES);

export const isExternal = (column: Column): column is `externalId:${string}` =>
  column.startsWith('externalId:');
