import { describe, it } from 'vitest';
import { readSorted, selectFigures } from '../../src/db/queries/figures.ts';
import { listed } from '../../src/db/queries/listed.ts';
import { customerSums } from '../../src/db/schema/index.ts';
import { CUSTOMER_SORTS } from '../../src/domain/customer/sort.ts';
import { reads } from './met.ts';
import { NEIGHBOURS, OTHER_BUSINESS, OTHER_MODE, OWN, OWNER, SCOPE, SIBLING } from './own.ts';
import { row } from './rows.ts';

const sums = row(customerSums, {
  ...OWNER,
  currency: 'USD',
  invoices: 3,
  billed: 900,
  paid: 400,
  open: 500,
  failed: 100,
  processing: 50,
  credit: 20,
  paidInvoices: 1,
  paidDays: 4,
  lastPaidAt: 100,
  oldestDue: '1970-01-01',
});
const rows = [OWN.customer, ...NEIGHBOURS, sums];
const NOW = Date.UTC(1970, 0, 20);

describe('the sums of a customer', () => {
  it('are its own, of its business and mode', () =>
    reads((db) => selectFigures(db, SCOPE, listed(['cus_1']), NOW), rows, [
      { of: sums, in: [OTHER_BUSINESS, OTHER_MODE, SIBLING] },
    ]));

  it.each(CUSTOMER_SORTS)('stand in the list by %s of their business, mode and currency alone', (sort) =>
    reads(
      (db) =>
        readSorted(db, SCOPE, { sort, isAscending: false, currency: 'USD', after: null, limit: 9, now: NOW }),
      rows,
      [{ of: sums, in: [OTHER_BUSINESS, OTHER_MODE, { currency: 'EUR' }] }],
    ),
  );
});
