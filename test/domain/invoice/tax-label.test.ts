import { expect, test } from 'vitest';
import { taxLabel } from '../../../src/domain/invoice/tax-label.ts';

test.each([
  ['en-US', 'Sales tax', '8.875', 'Sales tax 8.875%'],
  ['en', 'VAT', '0', 'VAT 0%'],
  ['de', 'USt', '19', 'USt 19\u00a0%'],
  ['fr', 'TVA', '5.5', 'TVA 5,5\u00a0%'],
  ['es', 'IVA', '21', 'IVA 21\u00a0%'],
  ['ja', '消費税', '10', '消費税 10%'],
  ['de-CH', 'MwSt.', '8.1', 'MwSt. 8.1%'],
  ['fr', 'TVA', '2.1234', 'TVA 2,1234\u00a0%'],
])('a rate in %s is written as there, whatever its digits: %s %s', (locale, name, percentage, label) => {
  expect(taxLabel({ name, percentage }, locale)).toBe(label);
});

test('a reader of Arabic sees the digits of the amounts beside it', () => {
  expect(taxLabel({ name: 'VAT', percentage: '15' }, 'ar-EG')).toMatch(/15/);
});
