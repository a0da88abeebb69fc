import { expect, it, vi } from 'vitest';
import { type Database, openDatabase } from '../../src/db/database.ts';
import { patienceOf } from '../../src/db/patience.ts';
import { D1Silent } from '../../src/db/time-limit.ts';
import { silentD1 } from '../support/worker/broken-d1.ts';

const database = (): Database => openDatabase(silentD1());
const never = () => new Promise<string>(() => undefined);
const row = async () => 'row';

/** Whether D1 was asked, and what came of it. */
async function tried(asked: Promise<unknown>): Promise<unknown> {
  return asked.catch((error: unknown) => error);
}

it('after one silence nobody waits or asks for five seconds, and one at a time tries it again', async () => {
  const clock = { ms: 0 };
  const patience = patienceOf(5, () => clock.ms);
  const db = database();
  expect(await tried(patience.ask(db, never))).toBeInstanceOf(D1Silent);
  expect(patience.isOver(db)).toBe(true);
  let asked = 0;
  const counted = () => {
    asked += 1;
    return never();
  };
  clock.ms = 4_999;
  expect(await tried(patience.ask(db, counted))).toBeInstanceOf(D1Silent);
  expect(asked).toBe(0);
  clock.ms = 5_000;
  const first = tried(patience.ask(db, counted));
  expect(await tried(patience.ask(db, counted))).toBeInstanceOf(D1Silent);
  expect(await first).toBeInstanceOf(D1Silent);
  expect(asked).toBe(1);
  clock.ms = 10_000;
  expect(patience.isInDoubt(db)).toBe(true);
  expect(await patience.ask(db, row)).toBe('row');
  expect([patience.isOver(db), patience.isInDoubt(db)]).toEqual([false, false]);
});

it('an answer that comes late says that D1 speaks again, and one database says nothing of another', async () => {
  const patience = patienceOf(5, () => 0);
  const [db, other] = [database(), database()];
  let answer = (_: string): void => undefined;
  const late = new Promise<string>((resolve) => {
    answer = resolve;
  });
  expect(await tried(patience.ask(db, () => late))).toBeInstanceOf(D1Silent);
  expect(await patience.ask(other, row)).toBe('row');
  expect(patience.isOver(db)).toBe(true);
  answer('row');
  await vi.waitFor(() => expect(patience.isOver(db)).toBe(false));
  expect(await patience.ask(db, row)).toBe('row');
});

it('what D1 refuses is its answer, and no silence', async () => {
  const patience = patienceOf(5, () => 0);
  const db = database();
  const refused = () => Promise.reject(new Error('D1_ERROR: UNIQUE constraint failed'));
  await expect(patience.ask(db, refused)).rejects.toThrow('UNIQUE');
  expect(patience.isOver(db)).toBe(false);
});
