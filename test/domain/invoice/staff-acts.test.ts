import { describe, expect, it } from 'vitest';
import { type ActFacts, offeredActs } from '../../../src/domain/invoice/staff-acts.ts';

const open: ActFacts = {
  status: 'open',
  isSent: true,
  isPaused: false,
  remaining: 100,
  covered: 0,
  credited: 0,
  total: 100,
  hasRecorded: false,
};

describe('what an invoice’s page offers', () => {
  it.each<readonly [string, Partial<ActFacts>, readonly string[]]>([
    ['a draft', { status: 'draft' }, ['send', 'edit', 'finalize', 'delete']],
    ['an empty draft', { status: 'draft', total: 0 }, ['edit', 'send', 'finalize', 'delete']],
    ['a void one', { status: 'void' }, []],
    ['one written off', { status: 'uncollectible' }, ['rotate-link', 'void']],
    [
      'a paid one',
      { status: 'paid', covered: 100, remaining: 0 },
      ['send', 'rotate-link', 'credit', 'replace'],
    ],
    [
      'one paid around Stripe',
      { status: 'paid', covered: 100, remaining: 0, hasRecorded: true },
      ['send', 'rotate-link', 'reverse-payment', 'credit', 'replace'],
    ],
    ['one credited in full', { status: 'paid', covered: 100, credited: 100 }, ['send', 'rotate-link']],
  ])('of %s', (_, facts, acts) => {
    expect(offeredActs({ ...open, ...facts })).toEqual(acts);
  });

  it('charges or pauses only what was sent, and voids only what nothing was paid of', () => {
    expect(offeredActs(open)).toEqual(expect.arrayContaining(['charge', 'pause', 'void']));
    expect(offeredActs({ ...open, isPaused: true })).toContain('resume');
    expect(offeredActs({ ...open, isSent: false })).toEqual(expect.arrayContaining(['send', 'collect']));
    expect(offeredActs({ ...open, isSent: false })).not.toContain('charge');
    expect(offeredActs({ ...open, covered: 10 })).not.toContain('void');
  });
});
