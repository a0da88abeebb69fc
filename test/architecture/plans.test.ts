import { describe, expect, it } from 'vitest';
import { scansOf } from '../support/node/explain.ts';

describe('a plan that reads more the more there is', () => {
  it.each([
    ['a table from end to end', 'select id from invoices where notes = ?'],
    ['the same by another name', 'select one.id from invoices as one where one.notes = ?'],
    ['an index from end to end', 'select count(*) from payments'],
    [
      'a partial index whose condition is a bound value',
      'select id from payments where flow = ? and claimed_at > ?',
    ],
    [
      'everything of a business',
      `select id from invoices where merchant_id = ? and livemode = ? and notes = ?`,
    ],
    ['what a trigger or a reference reads', 'delete from merchants where id = ?'],
  ])('is found: %s', async (_, statement) => {
    expect(await scansOf([statement])).not.toEqual([]);
  });

  it.each([
    ['a row by its id', 'select * from invoices where id = ?'],
    [
      'a list, as far as a page goes',
      'select * from invoices where merchant_id = ? and livemode = ? order by "invoices"."id" desc limit ?',
    ],
    ['what waits', `select id from outbox where state = 'pending' order by due_at limit ?`],
    ['businesses', 'select id from merchants'],
    ['values that came with the statement', 'select value from json_each(?)'],
    ['rows that begin to be', 'insert into customers (id) values (?)'],
  ])('is none: %s', async (_, statement) => {
    expect(await scansOf([statement])).toEqual([]);
  });
});
