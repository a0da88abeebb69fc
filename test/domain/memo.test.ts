import { expect, it } from 'vitest';
import { memo } from '../../src/domain/memo.ts';

it('what is remembered is made once, and a stream of odd keys pushes out the oldest', () => {
  const remember = memo<string>(2);
  const made: string[] = [];
  const ask = (key: string) =>
    remember(key, () => {
      made.push(key);
      return `made for ${key}`;
    });
  expect(['a', 'a', 'b', 'c', 'c', 'b', 'a'].map(ask)).toEqual(
    ['a', 'a', 'b', 'c', 'c', 'b', 'a'].map((key) => `made for ${key}`),
  );
  expect(made).toEqual(['a', 'b', 'c', 'a']);
});
