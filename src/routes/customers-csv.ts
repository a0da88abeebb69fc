import type { Cell } from '../domain/csv/write.ts';
import { FIELDS, type Field } from '../domain/imports/columns.ts';
import { taxIdText } from '../domain/imports/tax-ids.ts';
import type { CustomerResource } from '../operations/resources/customers.ts';
import { csvStream } from './csv-stream.ts';

/** Customers as CSV, with the columns that are read back. */
export const customersCsv = (
  pages: AsyncGenerator<readonly CustomerResource[]>,
): ReadableStream<Uint8Array> =>
  csvStream(FIELDS, pages, (customer) => FIELDS.map((field) => cellOf(customer, field)));

function cellOf(customer: CustomerResource, field: Field): Cell {
  switch (field) {
    case 'id':
    case 'legalName':
    case 'label':
    case 'contactName':
    case 'email':
    case 'telephone':
    case 'url':
    case 'taxStatus':
    case 'locale':
      return customer[field];
    case 'line1':
    case 'line2':
    case 'town':
    case 'region':
    case 'postcode':
    case 'country':
      return customer.address[field];
    case 'billingEmails':
    case 'customerAliases':
      return customer[field].join('\n');
    case 'taxIds':
      return customer.taxIds.map(taxIdText).join('\n');
    case 'parent':
      return customer.parentId;
    case 'externalIds':
      return customer.externalIds.map(({ key, value }) => `${key}:${value}`).join('\n');
  }
}
