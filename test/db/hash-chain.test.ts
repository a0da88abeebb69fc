import { describe, expect, it } from 'vitest';
import { entryHash } from '../../src/db/hash-chain.ts';
import { parseEntry } from '../../src/domain/journal.ts';
import type { Json } from '../../src/domain/json.ts';

/** A claim as the first version sealed it, its fields in the order in which they were written then. */
const data: Json = {
  via: 'link',
  flow: 'session',
  currency: 'USD',
  targets: [{ invoiceId: 'inv_1', invoiceVersion: 1, amount: 12_000 }],
};
const sealed = {
  stream: { type: 'payment', id: 'pay_1' },
  seq: 1,
  commandId: 'claim/pay_1',
  type: 'claimed',
  data,
  at: 1_764_000_000_000,
  salt: 'salt',
  prevHash: '',
} as const;
const HASH = 'd29543bb0c54f1a3bcbb4dd3faaedb4ae0a1d1dce3b9c392b6064ceaad05d6e3';

describe('the hash of an entry', () => {
  it('is what it was when the entry was sealed', async () => {
    expect(await entryHash(sealed)).toBe(HASH);
  });

  it('does not depend on the order of its fields, and on everything else', async () => {
    const turned = Object.fromEntries(Object.entries(data).toReversed());
    expect(await entryHash({ ...sealed, data: turned })).toBe(HASH);
    for (const change of [{ seq: 2 }, { type: 'adopted' }, { at: 1 }, { salt: '' }, { data: null }]) {
      expect(await entryHash({ ...sealed, ...change })).not.toBe(HASH);
    }
  });

  it('tells every value of the data from every other', async () => {
    const values: readonly Json[] = [
      null,
      true,
      false,
      0,
      1,
      12_000,
      12_001,
      '',
      '1',
      'true',
      [],
      [1],
      {},
      { a: 1 },
    ];
    const hashes = await Promise.all(values.map((value) => entryHash({ ...sealed, data: { value } })));
    expect(new Set(hashes).size).toBe(values.length);
  });

  it('is of an entry that this version still reads', () => {
    expect(parseEntry({ streamType: 'payment', streamId: 'pay_1', type: 'claimed', data })).toEqual({
      stream: sealed.stream,
      type: 'claimed',
      data,
    });
  });
});
