import { describe, expect, it } from 'vitest';
import {
  type BulkAct,
  type BulkFacts,
  readBulkAct,
  whyPassedOver,
} from '../../../src/domain/invoice/bulk.ts';

const open: BulkFacts = {
  status: 'open',
  paymentStatus: 'none',
  isSent: true,
  hasPendingVerb: false,
  amountPaid: 0,
};
const draft: BulkFacts = { ...open, status: 'draft', isSent: false };

describe('what an act on many invoices passes over', () => {
  it.each<readonly [BulkAct, BulkFacts, string | null]>([
    ['send', draft, null],
    ['send', { ...open, isSent: false }, null],
    ['send', open, 'sent_already'],
    ['send', { ...open, status: 'void' }, 'not_open'],
    ['finalize', draft, null],
    ['finalize', open, 'not_draft'],
    ['remind', open, null],
    ['remind', { ...open, isSent: false }, 'not_sent'],
    ['remind', { ...open, paymentStatus: 'processing' }, 'processing'],
    ['remind', draft, 'not_open'],
    ['void', open, null],
    ['void', { ...open, status: 'uncollectible' }, null],
    ['void', { ...open, amountPaid: 1 }, 'paid_in_part'],
    ['void', { ...open, status: 'paid' }, 'not_open'],
    ['void', { ...open, hasPendingVerb: true }, 'verb_pending'],
  ])('%s of %o: %s', (act, facts, why) => {
    expect(whyPassedOver(act, facts)).toBe(why);
  });

  it('knows its acts, and nothing else', () => {
    expect(['send', 'remind', 'finalize', 'void', 'delete', ''].map((typed) => readBulkAct(typed))).toEqual([
      'send',
      'remind',
      'finalize',
      'void',
      null,
      null,
    ]);
  });
});
