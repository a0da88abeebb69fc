import { expect, it } from 'vitest';
import { type FieldName, readable } from '../../../src/views/dashboard/profile/fields.ts';

it.each<readonly [FieldName, string, string]>([
  ['locale', 'de', 'German'],
  ['locale', 'not a tag', 'not a tag'],
  ['country', 'GB', 'United Kingdom'],
  ['country', '', 'None'],
  ['hour', '9', '9:00'],
  ['noticeDays', '1', '1 day'],
  ['retryDays', '3, 5, 7', '3, 5, 7 days'],
  ['retryDays', '', 'None'],
  ['paymentLinks', '', 'No'],
  ['policy', 'on_send', 'When they’re sent'],
  ['legalName', 'Acme', 'Acme'],
])('the field %s with %j is read as %j', (field, value, text) => {
  expect(readable(field, value)).toBe(text);
});
