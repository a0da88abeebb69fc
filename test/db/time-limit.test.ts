import { expect, it } from 'vitest';
import { placeOf } from '../../src/db/metered.ts';
import { D1Silent, withinLimit } from '../../src/db/time-limit.ts';
import { isDatabaseAway } from '../../src/operations/core/describe-error.ts';

const never = () => new Promise<string>(() => undefined);

it('what D1 answers in time is its answer, and so is its refusal', async () => {
  expect(await withinLimit(Promise.resolve('row'), 1_000)).toBe('row');
  await expect(withinLimit(Promise.reject(new Error('no such table')), 1_000)).rejects.toThrow(
    'no such table',
  );
});

it.each([
  ['insert into "inbox" ("account") values (?)', 'insert inbox'],
  ['select "id", \'Ada\' from "invoices" where "id" = ?', 'select invoices'],
  ['update "payments" set "state" = ?', 'update payments'],
  ['with a as (select 1 from "slots") select * from a', 'with slots'],
  ['', ''],
])('where D1 was asked is said by verb and table alone: %s', (statement, place) => {
  expect(placeOf(statement)).toBe(place);
});

it('a database that says nothing is one that is away, however deep its silence is wrapped', async () => {
  const silence = await withinLimit(never(), 1).catch((error: unknown) => error);
  expect(silence).toBeInstanceOf(D1Silent);
  expect(isDatabaseAway(new Error('Failed query', { cause: silence }))).toBe(true);
  expect(isDatabaseAway(new Error('D1_ERROR: Network connection lost.'))).toBe(true);
  expect(isDatabaseAway(new Error('D1_ERROR: UNIQUE constraint failed: a.b: SQLITE_CONSTRAINT'))).toBe(false);
  expect(isDatabaseAway(new Error('Stripe said nothing'))).toBe(false);
});
