import { expect, it } from 'vitest';
import { datedCopy, readCopy, writeCopy } from '../../../src/domain/invoice/dated-copy.ts';
import { invoice } from '../../views/fixtures.ts';

const copy = datedCopy(invoice(), { at: 5, timeZone: 'Europe/Berlin' });

it('a copy comes back as it was kept, without any way to pay and without files', () => {
  expect(readCopy(writeCopy(copy))).toMatchObject(copy);
  const { view } = copy;
  expect([view.transfer, view.links.pay, view.attachments, view.receipts]).toEqual([null, null, [], []]);
});

it.each([
  ['no JSON', '{'],
  ['other JSON', '[1]'],
  ['other code', JSON.stringify({ ...copy, version: 0 })],
  ['a copy without its view', JSON.stringify({ version: 1, at: 5, timeZone: 'UTC' })],
])('is none where it is %s', (_, text) => {
  expect(readCopy(text)).toBeNull();
});
