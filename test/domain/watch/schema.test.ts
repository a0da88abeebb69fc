import { describe, expect, it } from 'vitest';
import { runsOn, schemaStanding } from '../../../src/domain/watch/schema.ts';

const KNOWN = [
  ['0001_first.sql', 'a'],
  ['0002_second.sql', 'b'],
] as const;
const NAMES = KNOWN.map(([name]) => name);
const standing = (applied: readonly string[], checksums: readonly (readonly [string, string])[] = []) =>
  schemaStanding({ applied, checksums: new Map(checksums) }, KNOWN);

describe('a database’s schema', () => {
  it.each([
    ['is as the code wants it, with checksums or without any', NAMES, KNOWN, null, null, true],
    ['is as the code wants it, in whichever order it was applied', NAMES.toReversed(), [], null, null, true],
    ['is older, said by what it lacks', ['0001_first.sql'], [], 'behind', '0002_second.sql', false],
    ['is empty', [], [], 'behind', '0001_first.sql, 0002_second.sql', false],
    ['is newer, said by what it has', [...NAMES, '0003_later.sql'], [], 'ahead', '0003_later.sql', true],
    ['was made with another text', NAMES, [['0002_second.sql', 'c']], 'edited', '0002_second.sql', false],
    [
      'lacks what the code needs and has more besides',
      ['0001_first.sql', '0003_later.sql'],
      [],
      'behind',
      '0002_second.sql',
      false,
    ],
  ] as const)('%s', (_, applied, checksums, difference, names, runs) => {
    const found = standing(applied, checksums);
    expect(found.difference).toBe(difference);
    expect(runsOn(found)).toBe(runs);
    if (names === null) expect(found.says).toBeNull();
    else expect(found.says).toContain(names);
  });

  it('is said in one line however much is missing', () => {
    const many = Array.from({ length: 40 }, (_, at) => [`00${10 + at}_x.sql`, 'a'] as const);
    const { says } = schemaStanding({ applied: [], checksums: new Map() }, many);
    expect(says).toContain('and 35 more');
  });
});
