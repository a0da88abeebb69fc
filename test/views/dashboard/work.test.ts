import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/domain/json.ts';
import { reasonText, whatText, WORK_WORDS as words } from '../../../src/views/dashboard/words/work.ts';
import { changesOf } from '../../../src/views/dashboard/work/changes.ts';
import { type HealthFacts, healthLines } from '../../../src/views/dashboard/work/health.ts';

type Connection = NonNullable<HealthFacts['connection']>;

const WELL: Connection = {
  pauseReason: null,
  heldSince: null,
  eventsReadUntil: 'noon',
  areEventsLate: false,
  eventsFailure: null,
  booksFailure: null,
  accountFailure: null,
  unknownObjects: 0,
  unexplained: 0,
};

describe('health in words', () => {
  const told = (more: Partial<Connection> | null, stopped = 0) =>
    healthLines({ connection: more && { ...WELL, ...more }, stopped }).map(({ text }) => text);

  it('is one good sentence where nothing is wrong, and never beside something that is', () => {
    expect(told({})).toEqual([words.healthy, words.eventsReadUntil('noon')]);
    expect(told({ unexplained: 1 })).not.toContain(words.healthy);
    expect(told({}, 1)).toEqual([words.stopped(1), words.eventsReadUntil('noon')]);
    expect(told(null)).toEqual([words.notConnected]);
  });

  it('says since when events are missing, once', () => {
    expect(told({ areEventsLate: true })).toEqual([words.eventsLate('noon')]);
  });

  it.each<readonly [Partial<Connection>, string]>([
    [{ heldSince: 'Monday' }, words.held('Monday')],
    [{ eventsFailure: 'x' }, words.eventsFailure('x')],
    [{ booksFailure: 'x' }, words.booksFailure('x')],
    [{ accountFailure: 'x' }, words.accountFailure('x')],
    [{ unknownObjects: 2 }, words.unknownObjects(2)],
    [{ unexplained: 3 }, words.unexplained(3)],
  ])('names what is wrong: %j', (more, text) => {
    expect(told(more)[0]).toBe(text);
  });
});

it.each<readonly [Json, Json, readonly string[]]>([
  [{ role: 'finance' }, { role: 'owner' }, ['role: finance → owner']],
  [{ role: 'owner' }, { role: 'owner' }, []],
  [null, { paused: true, reason: null }, ['paused: true']],
  [{ a: [1] }, null, ['a: [1]']],
  ['text', null, []],
  [{ constructor: 'x' }, { constructor: 'y' }, ['constructor: x → y']],
])('a change from %j to %j is told as %j', (before, after, lines) => {
  expect(changesOf(before, after)).toEqual(lines);
});

it('a reason or a job without words reads as its code does', () => {
  expect([
    reasonText(null),
    reasonText('lost_race'),
    reasonText('brand_new'),
    reasonText('toString'),
  ]).toEqual(['No reason was noted', 'Something else changed it at the same time', 'Brand new', 'ToString']);
  expect([whatText('collect'), whatText('charge.updated'), whatText('constructor')]).toEqual([
    'Look at an invoice and collect it',
    'charge.updated',
    'constructor',
  ]);
});
