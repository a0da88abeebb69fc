import { afterAll, expect } from 'vitest';
import { PLANS_URL } from '../plans.ts';
import { takeSent } from './sent.ts';

const asked = fetch;

// Whatever test sends a statement: how SQLite goes about it is asked on a filled database, with and without statistics.
afterAll(async () => {
  const statements = takeSent();
  if (statements.length === 0) return;
  const answer = await asked(PLANS_URL, { method: 'POST', body: JSON.stringify(statements) });
  expect(await answer.json(), 'statements of the code that read more the more there is').toEqual([]);
});
