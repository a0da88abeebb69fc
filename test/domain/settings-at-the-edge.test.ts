import { describe, expect, it } from 'vitest';
import { merchantPolicyProblems } from '../../src/domain/collection/policy-input.ts';
import { codeInText, makeId } from '../../src/domain/ids.ts';
import { latestTurn } from '../../src/domain/latest-turn.ts';
import { parseRetention } from '../../src/domain/retention.ts';

describe('a setting', () => {
  it('of what is kept has its least and its most', () => {
    const days = (text: string) => {
      const read = parseRetention(text);
      return read.kind === 'ok' ? read.value : read.why;
    };
    expect(days('journal=400')).toMatchObject({ journal: 400 });
    expect(days('journal=399')).toContain('400 to 36500 days');
    expect(days('jobs=36500')).toMatchObject({ jobs: 36_500 });
    expect(days('jobs=36501')).toContain('1 to 36500 days');
  });

  it('of collecting says where it is wrong, and what is right', () => {
    const problems = merchantPolicyProblems({
      hour: 24,
      noticeDays: -1,
      debitRefundDays: 91,
      retryDays: [0],
      remindDays: [3, 3],
    });
    expect(problems.map(({ path }) => path)).toEqual([
      'hour',
      'noticeDays',
      'debitRefundDays',
      'retryDays[0]',
      'remindDays[1]',
    ]);
    for (const { message } of problems) expect(message).toMatch(/^(?:Give|Each) .*\.$/);
    expect(
      merchantPolicyProblems({ hour: 23, noticeDays: 0, debitRefundDays: 90, remindDays: [1, 365] }),
    ).toEqual([]);
    expect(merchantPolicyProblems({ hour: 0, retryDays: [], remindDays: [] })).toEqual([]);
    expect(merchantPolicyProblems({ remindDays: [366] })).toHaveLength(1);
    expect(merchantPolicyProblems({ hour: 1.5 })).toHaveLength(1);
  });
});

it('an id’s turn stays where it is in its interval', () => {
  expect(latestTurn('con_01k0', 1_000_000, 100_000)).toBe(latestTurn('con_01k0', 1_000_000 + 1, 100_000));
  expect(latestTurn('a', 1_000, 100)).toBe(997);
  expect(latestTurn('ab', 10_000, 1_000)).toBe(9_105);
});

it('a database’s code is found in a text by the first id of its kind, and nowhere else', () => {
  const id = makeId('inv', 1, new Uint8Array(9), 7);
  expect(codeInText('inv', `see ${id}.`)).toBe(7);
  expect(codeInText('inv', `x${id}`)).toBeNull();
  expect(codeInText('pay', id)).toBeNull();
});
