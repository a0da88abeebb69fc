import { expect, it } from 'vitest';
import { beginFollowing, wasSent } from '../../../src/domain/customer/follow.ts';

const AGREED = { name: 'Old', email: 'own@payer.test', phone: '1', address: null };

it('what was sent is noted of its field, as Stripe has it, and nothing of the others', () => {
  const before = beginFollowing(AGREED, AGREED, 5);
  const sent = wasSent(before, { name: 'Mine & Co' }, { ...AGREED, name: 'Mine' });
  expect(sent.name).toEqual({
    here: 'Mine & Co',
    there: 'Mine',
    sent: 'Mine',
    at: 5,
    by: 'here',
    heardAt: 0,
  });
  expect([sent.email, sent.phone, sent.address]).toEqual([before.email, before.phone, before.address]);
});
