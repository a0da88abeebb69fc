import { env } from 'cloudflare:test';
import { and, asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Change, commit } from '../../src/db/commit.ts';
import { openDatabase } from '../../src/db/database.ts';
import { entryHash } from '../../src/db/hash-chain.ts';
import { journal, merchants, outbox } from '../../src/db/schema/index.ts';
import { EMPTY_HEAD, type Head, headOf, selectHead } from '../../src/db/streams.ts';
import { newId } from '../../src/operations/core/context.ts';
import { seedMerchant, testContext } from '../support/worker/context.ts';

const ctx = testContext();
const { db } = ctx;
let merchantId: string;
let stream: { type: 'merchant'; id: string };
beforeEach(async () => {
  merchantId = (await seedMerchant(ctx)).scope.merchantId;
  stream = { type: 'merchant', id: merchantId };
});

const salt = () => 'salt';
const rename = (commandId: string, head: Head, name: string): Change => ({
  merchantId,
  commandId,
  at: ctx.now(),
  appends: [{ stream, head, type: 'collection_settings_changed', data: { changed: [name] } }],
  rows: [db.update(merchants).set({ displayName: name }).where(eq(merchants.id, merchantId))],
  effects: [{ id: newId(ctx, 'out'), kind: 'collect', payload: { invoiceId: 'inv_none' } }],
  result: { name },
});
const nameNow = async () => (await existing()).displayName;
const existing = async () => {
  const [row] = await db.select().from(merchants).where(eq(merchants.id, merchantId));
  if (row === undefined) throw new Error('the merchant is gone');
  return row;
};
const headNow = async () => headOf(await selectHead(db, stream));
const effects = () => db.select().from(outbox).where(eq(outbox.merchantId, merchantId));

/** D1 that does `what` to the next batch: fails it, or carries it out and reports a failure. */
function failingOnce(what: 'not_applied' | 'applied') {
  let left = 1;
  return openDatabase({
    prepare: (text) => env.DB.prepare(text),
    batch: async (statements) => {
      if (left > 0) {
        left -= 1;
        if (what === 'applied') await env.DB.batch(statements);
        throw new Error('D1_ERROR: Network connection lost.');
      }
      return env.DB.batch(statements);
    },
    exec: (text) => env.DB.exec(text),
    withSession: (constraint) => env.DB.withSession(constraint),
    dump: () => env.DB.dump(),
  });
}

describe('a commit', () => {
  it('that was decided on entries which a restore has undone is lost, and writes nothing', async () => {
    await commit(db, salt, rename('one', EMPTY_HEAD, 'A'));
    const kept = await headNow();
    await commit(db, salt, rename('two', kept, 'B'));
    const before = await headNow();
    // The database goes back to the first entry; its worker goes on.
    await db.delete(journal).where(and(eq(journal.streamId, merchantId), eq(journal.seq, before.seq)));
    expect(await commit(db, salt, rename('three', before, 'C'))).toEqual({ kind: 'lost_race' });
    // The same, once the stream has gone on another way.
    await commit(db, salt, rename('other', kept, 'D'));
    expect(await commit(db, salt, rename('four', before, 'E'))).toEqual({ kind: 'lost_race' });
    expect(await nameNow()).toBe('D');
  });

  it('writes journal, rows and outbox together, or nothing', async () => {
    expect(await commit(db, salt, rename('one', EMPTY_HEAD, 'A'))).toMatchObject({
      kind: 'committed',
      replayed: false,
    });
    expect(await nameNow()).toBe('A');
    expect(await effects()).toHaveLength(1);
    const bad: Change = {
      ...rename('two', await headNow(), 'B'),
      rows: [
        db.insert(merchants).values({
          ...(await existing()),
        }),
      ],
    };
    await expect(commit(db, salt, bad)).rejects.toThrow();
    expect(await nameNow()).toBe('A');
    expect(await effects()).toHaveLength(1);
    expect((await headNow()).seq).toBe(1);
  });

  it('loses the race to whoever took its place in the stream, and writes nothing', async () => {
    const head = await headNow();
    await commit(db, salt, rename('first', head, 'first'));
    expect(await commit(db, salt, rename('second', head, 'second'))).toEqual({ kind: 'lost_race' });
    expect(await nameNow()).toBe('first');
    expect(await effects()).toHaveLength(1);
  });

  it('that reported a failure although it was carried out is found in the journal, and not repeated', async () => {
    const flaky = failingOnce('applied');
    const done = await commit(flaky, salt, rename('lost answer', EMPTY_HEAD, 'once'));
    expect(done).toEqual({ kind: 'committed', result: { name: 'once' }, replayed: true });
    expect(await effects()).toHaveLength(1);
    expect((await headNow()).seq).toBe(1);
  });

  it('that failed is sent again as it was', async () => {
    const flaky = failingOnce('not_applied');
    const done = await commit(flaky, salt, rename('again', EMPTY_HEAD, 'again'));
    expect(done).toEqual({ kind: 'committed', result: { name: 'again' }, replayed: false });
    expect(await nameNow()).toBe('again');
    expect(await effects()).toHaveLength(1);
  });

  it('acts once per command, and gives the stored result to whoever repeats it', async () => {
    await commit(db, salt, rename('same', EMPTY_HEAD, 'A'));
    const again = await commit(db, salt, rename('same', await headNow(), 'B'));
    expect(again).toEqual({ kind: 'committed', result: { name: 'A' }, replayed: true });
    expect(await nameNow()).toBe('A');
  });

  it('is won by one of many that decided on the same head', async () => {
    const head = await headNow();
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, index) => commit(db, salt, rename(`racer ${index}`, head, `${index}`))),
    );
    expect(all.filter(({ kind }) => kind === 'committed')).toHaveLength(1);
    expect((await headNow()).seq).toBe(1);
  });

  it('chains every entry to the one before, over commitments to its data', async () => {
    for (const name of ['A', 'B', 'C']) await commit(db, salt, rename(name, await headNow(), name));
    const rows = await db
      .select()
      .from(journal)
      .where(and(eq(journal.streamType, 'merchant'), eq(journal.streamId, merchantId)))
      .orderBy(asc(journal.seq));
    let prevHash = '';
    for (const row of rows) {
      expect(row.prevHash).toBe(prevHash);
      const { seq, commandId, type, data, at } = row;
      expect(row.hash).toBe(
        await entryHash({ stream, seq, commandId, type, data, at, salt: row.salt ?? '', prevHash }),
      );
      prevHash = row.hash;
    }
    expect(rows).toHaveLength(3);
  });
});
