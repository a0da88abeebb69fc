import { expect, it } from 'vitest';
import { D1Silent } from '../../../src/db/time-limit.ts';
import { describeError } from '../../../src/operations/core/describe-error.ts';

it('a log names where an error was thrown and nothing of its message, though a line of that looks like a frame', () => {
  const noted = describeError(new Error('params: Ada\n    at 12 Secret Street (ada@payer.test:1:1)\nend'));
  expect(noted.error).toBe('Error');
  expect(noted.at).not.toMatch(/Ada|Secret|payer/);
  expect(noted.at).toContain('describe-error.test.ts');
});

it.each([
  ['D1_ERROR: no such column: invoices.due: SQLITE_ERROR', 'SQLITE_ERROR: no such column: invoices.due'],
  [
    'D1_ERROR: UNIQUE constraint failed: connections.account, connections.livemode: SQLITE_CONSTRAINT',
    'SQLITE_CONSTRAINT: UNIQUE constraint failed: connections.account, connections.livemode',
  ],
  ['D1_ERROR: Ada Lovelace, 12 Secret Street: SQLITE_CONSTRAINT_TRIGGER', 'SQLITE_CONSTRAINT_TRIGGER'],
  ['D1_ERROR: Network connection lost.', 'D1'],
])('a log has SQLite’s code and what it says of the schema, of %s', (message, sqlite) => {
  const error = new Error(`Failed query: insert\nparams: ${message}`, { cause: new Error(message) });
  expect(describeError(error)).toMatchObject({ sqlite });
});

it('a log has nothing of SQLite where SQLite said nothing', () => {
  expect(describeError(new RangeError('SQLITE_BUSY is typed here')).sqlite).toBeUndefined();
});

it('where D1 said nothing, a log has what it was asked', () => {
  const silent = new Error('Failed query: insert', { cause: new D1Silent('insert inbox') });
  expect(describeError(silent)).toMatchObject({ sqlite: 'D1', asked: 'insert inbox' });
});
