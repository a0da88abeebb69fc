import { describe, expect, it } from 'vitest';
import { INVOICE_SORTS, placeCursor, readPlace, sortKey } from '../../../src/domain/invoice/list-order.ts';

const id = 'inv_01jf7q3w9e0000000000000000';
const invoice = { id, updatedAt: 1_764_436_800_000, issueDate: '2026-11-30', dueDate: null };

describe('a place in a list of invoices', () => {
  it.each(INVOICE_SORTS)('is read from its cursor as it was written, sorted by %s', (by) => {
    expect(readPlace(placeCursor(invoice, by), by)).toEqual({ id, key: sortKey(invoice, by) });
  });

  it('is none of a list that is sorted otherwise, nor of a text that is no cursor', () => {
    const wrong = ['', 'inv_1', '~', `x~${id}`, `2026-11-30~inv_1`, `1~~${id}`];
    for (const by of INVOICE_SORTS) {
      for (const text of wrong) expect(readPlace(text, by)).toBeNull();
    }
    expect(readPlace(id, 'updatedAt')).toBeNull();
    expect(readPlace(`1~${id}`, 'createdAt')).toBeNull();
    expect(readPlace(`1~${id}`, 'dueDate')).toBeNull();
    expect(readPlace(`2026-11-30~${id}`, 'updatedAt')).toBeNull();
  });
});
