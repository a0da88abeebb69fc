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

const bare = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
const BY_NAME = new Map<string, Field>([
  ...Object.entries(ALSO),
  ...FIELDS.map((field): [string, Field] => [bare(field), field]),
]);

/** A heading's column; null for one that is no column here. */
export function columnOf(heading: string): Column | null {
  const [, key] = /^\s*external\s*id\s*:\s*(.+?)\s*$/i.exec(heading) ?? [];
  if (key !== undefined) return `externalId:${key}`;
  return BY_NAME.get(bare(heading)) ?? null;
}

type Header =
  | { readonly ok: true; readonly columns: readonly Column[] }
  /** The place of the heading that is wrong, from 1, and what is. */
  | { readonly ok: false; readonly column: number; readonly message: string };

const KNOWN = `Columns are ${FIELDS.join(', ')} and externalId:NAME.`;

/** The columns that a first line names, each once. */
export function readHeader(headings: readonly string[]): Header {
  const columns: Column[] = [];
  for (const [at, heading] of headings.entries()) {
    const wrong = (message: string): Header => ({ ok: false, column: at + 1, message });
    const column = columnOf(heading);
    if (heading.trim() === '') return wrong(`This column has no heading. ${KNOWN}`);
    if (column === null) return wrong(`“${heading.trim().slice(0, 60)}” is no column here. ${KNOWN}`);
    if (columns.includes(column)) return wrong(`The column ${column} is there twice.`);
    columns.push(column);
  }
  const isNamed = columns.some(
    (column) => ['id', 'email', 'externalIds'].includes(column) || isExternal(column),
  );
  return isNamed
    ? { ok: true, columns }
    : {
        ok: false,
        column: 1,
        message:
          'No column says who a line is about: give id, an external id or email, so that the same file changes nothing twice.',
      };
}

export const isExternal = (column: Column): column is `externalId:${string}` =>
  column.startsWith('externalId:');
