import { describe, expect, it } from 'vitest';
import { capsOf, whyNotWithinCaps } from '../../../src/domain/collection/caps.ts';
import { chooseMethod, isTaken } from '../../../src/domain/collection/choose-method.ts';
import { hasSteppedBack, leaderOf } from '../../../src/domain/collection/order.ts';
import { card, DAY, due, factsOf } from './facts.ts';

const a = card('a', { isDefault: true });
const [b, c] = [card('b', { position: 2 }), card('c', { position: 3 })];
const chosen = (methods: readonly (typeof a)[], isTried?: (method: { id: string }) => boolean) => {
  const { method, passedOver } = chooseMethod(factsOf({ methods }), due, isTried);
  return [method?.id ?? null, ...passedOver.map(({ methodId, why }) => `${methodId} ${why}`)];
};

describe('the reasons that a charge keeps', () => {
  it('name the methods that come first, and none that only comes after the one charged', () => {
    expect(chosen([a, b, c])).toEqual(['a']);
    expect(chosen([{ ...a, state: 'unusable' }, b, { ...c, state: 'unusable' }])).toEqual([
      'b',
      'a unusable',
    ]);
  });

  it('name what was tried just now as declined', () => {
    expect(chosen([a, b], ({ id }) => id === 'a')).toEqual(['b', 'a declined']);
    expect(chosen([a], () => true)).toEqual([null, 'a declined']);
  });

  it('name those behind a method that stepped back, since they would have been charged before it', () => {
    const stepped = { ...a, declinedAt: due - DAY };
    const gone = { ...b, state: 'unusable' as const };
    expect(chosen([stepped, gone])).toEqual(['a', 'b unusable']);
    expect(chosen([stepped, { ...gone, declinedAt: due - DAY }])).toEqual(['a']);
    expect(chosen([a, gone])).toEqual(['a']);
  });
});

describe('an account', () => {
  it.each([
    ['card', undefined, true],
    ['card', { card: true, ach: false }, true],
    ['card', { card: false, ach: true }, false],
    ['us_bank_account', undefined, true],
    ['us_bank_account', { card: false, ach: true }, true],
    ['us_bank_account', { card: true, ach: false }, false],
    ['other', { card: false, ach: false }, true],
  ] as const)('is paid by %s where it takes %j: %s', (kind, takes, expected) => {
    expect(isTaken({ kind }, takes)).toBe(expected);
  });
});

describe('the caps of a customer', () => {
  const usd = (amount: number) => ({ amount, currency: 'USD' });
  it.each([
    ['none allow any amount', [], 99_999, null],
    ['one allows just as much', [usd(42_000)], 42_000, null],
    ['one forbids a cent more', [usd(42_000)], 42_001, 'over_cap'],
    ['of two the lower counts', [usd(90_000), usd(42_000)], 42_001, 'over_cap'],
    ['one of another currency agrees to nothing', [{ amount: 90_000, currency: 'EUR' }], 1, 'no_cap'],
    ['one of another currency takes nothing from its own', [{ amount: 1, currency: 'EUR' }, usd(9)], 9, null],
  ] as const)('%s', (_, caps, amountRemaining, why) => {
    expect(whyNotWithinCaps(caps, { currency: 'USD', amountRemaining })).toBe(why);
  });

  it('begin with the first one, where it is whole', () => {
    const more = [usd(5)];
    const kept = { autopayCap: 9, autopayCapCurrency: 'EUR', autopayOtherCaps: more };
    expect(capsOf(kept)).toEqual([{ amount: 9, currency: 'EUR' }, ...more]);
    expect(capsOf({ ...kept, autopayCap: null })).toEqual(more);
    expect(capsOf({ ...kept, autopayCapCurrency: null })).toEqual(more);
  });
});

describe('the order of charging', () => {
  it('is not led by what was a default once', () => {
    const once = { ...b, defaultSetAt: due - DAY };
    expect(leaderOf([a, once])?.id).toBe('a');
    expect(leaderOf([{ ...a, defaultSetAt: due - 9 * DAY }, once])?.id).toBe('a');
  });

  it.each([
    ['its last charge was not declined', { declinedAt: null, defaultSetAt: null, isDefault: false }, false],
    ['it was declined', { declinedAt: 5, defaultSetAt: null, isDefault: true }, true],
    ['it was chosen after that', { declinedAt: 5, defaultSetAt: 6, isDefault: true }, false],
    ['it was chosen at that moment', { declinedAt: 5, defaultSetAt: 5, isDefault: true }, true],
    [
      'it was chosen after that, and another one since',
      { declinedAt: 5, defaultSetAt: 6, isDefault: false },
      true,
    ],
  ] as const)('puts a method back where %s: %j', (_, method, expected) => {
    expect(hasSteppedBack(method)).toBe(expected);
  });
});
