import { describe, expect, it } from 'vitest';
import { type Decided, nextSentences } from '../../../src/views/dashboard/invoice/next-sentence.ts';
import { writerFor } from '../../../src/views/format.ts';
import { speechFor } from '../../../src/views/i18n/speech.ts';
import { invoice } from '../fixtures.ts';

const NOW = Date.UTC(2026, 10, 30, 14);
const plain = invoice();
const decided = (more: Partial<Decided> = {}): Decided => ({
  view: plain,
  stage: null,
  reason: null,
  isSent: true,
  isFrozen: false,
  hasPendingVerb: false,
  nextCheckAt: null,
  timeZone: 'America/New_York',
  now: NOW,
  ...more,
});
const nextOf = (next: Decided['view']['ledger']['next']): Partial<Decided> => ({
  view: { status: 'open', ledger: { ...plain.ledger, next } },
});
const planned = { on: '2026-12-14', at: NOW, amount: 100, method: null };

const said = async (of: Decided) => nextSentences(of, writerFor(plain, await speechFor('en'))).join(' ');

describe('what happens next, to the business', () => {
  it.each<readonly [string, Partial<Decided>, string]>([
    ['not sent', { isSent: false }, 'It hasn’t been sent'],
    ['a charge', nextOf({ kind: 'charge', ...planned }), 'by itself on 14 Dec 2026'],
    ['a charge soon', nextOf({ kind: 'charge', ...planned, on: null }), 'shortly'],
    ['a retry', nextOf({ kind: 'retry', ...planned }), 'tried again by itself on 14 Dec 2026'],
    [
      'a held charge',
      { ...nextOf({ kind: 'charge', ...planned }), reason: 'account_held' },
      'The next charge waits',
    ],
    ['no method', { reason: 'no_method', stage: 'needs_customer' }, 'no payment method is on file'],
    [
      'the next look',
      { reason: 'retries_used_up', nextCheckAt: NOW + 60_000 },
      'looked at again on 30 Nov 2026, 09:01',
    ],
    ['a past look', { reason: 'no_method', nextCheckAt: NOW - 1 }, 'The customer pays it by its link.'],
    ['money on its way', nextOf({ kind: 'processing' }), 'on its way at the bank'],
    ['a dispute', nextOf({ kind: 'disputed' }), 'dispute'],
    ['a frozen one', { isFrozen: true }, 'frozen until somebody'],
    ['a pending verb', { hasPendingVerb: true }, 'waits until the open payment has ended'],
    ['a void one', { view: { ...plain, status: 'void' } }, 'it’s void'],
    ['one written off', { view: { ...plain, status: 'uncollectible' } }, 'written off'],
    ['a credited one', { view: { ...plain, status: 'credited' } }, 'settled'],
    ['a draft', { view: { ...plain, status: 'draft' } }, 'Nobody sees a draft'],
  ])('of %s', async (_, facts, words) => {
    expect(await said(decided(facts))).toContain(words);
  });
});
