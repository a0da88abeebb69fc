import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstIdAt, idBytes, idFromBytes, makeId, parseId } from '../../src/domain/ids.ts';

const anyTime = fc.maxSafeNat().map((n) => n % 2 ** 48);
const anyRandom = fc.uint8Array({ minLength: 9, maxLength: 9 });
const anyShard = fc.nat(255);

describe('an id', () => {
  it('is its prefix and 26 characters that nobody misreads', () => {
    fc.assert(
      fc.property(anyTime, anyRandom, anyShard, (now, random, shard) => {
        expect(makeId('inv', now, random, shard)).toMatch(/^inv_[0-9a-hjkmnp-tv-z]{26}$/);
      }),
    );
  });

  it('holds its time, shard and randomness, to the bit', () => {
    const random = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 255);
    const bytes = idBytes(makeId('pay', 0x0123456789ab, random, 0xcd));
    expect([...bytes]).toEqual([0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 1, 2, 3, 4, 5, 6, 7, 8, 255]);
    expect(idBytes(makeId('pay', 1, random))[6]).toBe(0);
  });

  it('survives the way to bytes and back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        const id = idFromBytes('cus', bytes);
        expect(parseId('cus', id)).toBe(id);
        expect(idBytes(id)).toEqual(bytes);
      }),
    );
  });

  it('sorts by time', () => {
    fc.assert(
      fc.property(anyTime, anyTime, anyRandom, anyRandom, anyShard, (a, b, randomA, randomB, shard) => {
        if (a === b) return;
        const earlier = makeId('inv', a, randomA, shard) < makeId('inv', b, randomB, 255 - shard);
        expect(earlier).toBe(a < b);
      }),
    );
  });

  it('is read under its own prefix and in its one spelling only', () => {
    const id = makeId('inv', 1_760_000_000_000, new Uint8Array(9));
    expect(parseId('inv', id)).toBe(id);
    const body = id.slice(4);
    for (const text of [
      `pay_${body}`,
      `inv${body}`,
      `inv_inv_${body}`,
      id.toUpperCase(),
      `inv_${body.toUpperCase()}`,
      `${id}0`,
      id.slice(0, -1),
      `${id}\n`,
      ` ${id}`,
      `inv_${body.slice(0, -1)}o`,
      `inv_${body.slice(0, -1)}l`,
      `inv_8${body.slice(1)}`, // more than 128 bits
      'inv_',
      '',
    ]) {
      expect(parseId('inv', text), text).toBeNull();
    }
  });

  it('is not made from what does not fit', () => {
    const random = new Uint8Array(9);
    for (const now of [-1, 0.5, 2 ** 48, Number.NaN])
      expect(() => makeId('inv', now, random)).toThrow(RangeError);
    for (const shard of [-1, 256, 0.5]) expect(() => makeId('inv', 0, random, shard)).toThrow(RangeError);
    expect(() => makeId('inv', 0, new Uint8Array(8))).toThrow(RangeError);
    expect(() => idFromBytes('inv', new Uint8Array(15))).toThrow(RangeError);
    expect(() => idBytes('inv_short')).toThrow(RangeError);
  });
});

describe('the least id of an instant', () => {
  const [none, most] = [new Uint8Array(9), new Uint8Array(9).fill(255)];

  it('stands before each id of it, and after each of the instant before', () => {
    const first = firstIdAt('pay', 1_000);
    expect(first <= makeId('pay', 1_000, none) && first < makeId('pay', 1_000, most)).toBe(true);
    expect(first > makeId('pay', 999, most, 255)).toBe(true);
  });

  it.each([
    [-5 * 3_600_000, 0],
    [2 ** 48, 2 ** 48 - 1],
  ])('of one that no id has (%i) is the nearest', (ms, nearest) => {
    expect(firstIdAt('pay', ms)).toBe(makeId('pay', nearest, none));
  });
});
