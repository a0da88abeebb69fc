import { describe, expect, it } from 'vitest';
import { parseEffect } from '../../src/domain/effects.ts';
import type { Json } from '../../src/domain/json.ts';

describe('an effect', () => {
  it.each<[string, Json]>([
    ['collect', { invoiceId: 'inv_1' }],
    ['sync_methods', { customerId: 'cus_1', connectionId: 'con_1' }],
    ['ensure_stripe_customer', { customerId: 'cus_1', invoiceId: 'inv_1' }],
    ['ensure_stripe_customer', { customerId: 'cus_1' }],
  ])('%s is read', (kind, payload) => {
    expect(parseEffect({ kind, payload })).toEqual({ kind, payload });
  });

  it.each<[string, Json]>([
    ['dance', {}],
    ['collect', {}],
    ['collect', { invoiceId: 1 }],
    ['collect', null],
    ['collect', 'inv_1'],
    ['sync_methods', { customerId: 'cus_1' }],
    ['toString', {}],
  ])('of another version, %s with %j, is not taken for one of ours', (kind, payload) => {
    expect(parseEffect({ kind, payload })).toBeNull();
  });
});
