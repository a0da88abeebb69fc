import { expect, it } from 'vitest';
import { describeError } from '../../../src/operations/core/describe-error.ts';

it('a log names where an error was thrown and nothing of its message, though a line of that looks like a frame', () => {
  const noted = describeError(new Error('params: Ada\n    at 12 Secret Street (ada@payer.test:1:1)\nend'));
  expect(noted.error).toBe('Error');
  expect(noted.at).not.toMatch(/Ada|Secret|payer/);
  expect(noted.at).toContain('describe-error.test.ts');
});
