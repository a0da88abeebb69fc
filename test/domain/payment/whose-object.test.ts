import { describe, expect, it } from 'vitest';
import { claimsToBeOurPayment } from '../../../src/domain/payment/whose-object.ts';

const here = { deploymentId: 'acme', merchantIds: ['mer_a', 'mer_b'] };
const claims = { deploymentId: 'acme', merchantId: 'mer_a', isSetup: false };

describe('deployment, merchant and kind decide whose an object is', () => {
  it.each([
    ['a payment of ours', {}, true],
    ['of the account’s merchant before', { merchantId: 'mer_b' }, true],
    ['of no merchant that it names', { merchantId: null }, true],
    ['another merchant’s', { merchantId: 'mer_c' }, false],
    ['another deployment’s', { deploymentId: 'quittance' }, false],
    ['nobody’s', { deploymentId: null, merchantId: null }, false],
    ['a set-up of ours', { isSetup: true }, false],
  ])('%s', (_what, more, isOurs) => {
    expect(claimsToBeOurPayment({ ...claims, ...more }, here)).toBe(isOurs);
  });
});
