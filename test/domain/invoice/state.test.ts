import { describe, expect, it } from 'vitest';
import {
  amountRemaining,
  isOverdue,
  refuseOfflinePayment,
  refuseUnlessDraft,
  refuseVerb,
} from '../../../src/domain/invoice/state.ts';

const open = { status: 'open', amountDue: 500, amountPaid: 0, pendingVerb: null } as const;
const pendingVerb = { verb: 'void', commandId: 'v', requestedAt: 1 } as const;
const VERBS = ['void', 'mark_uncollectible', 'record_payment', 'apply_credit'] as const;

describe('an invoice', () => {
  it('is overdue from the end of its due day, while it is owed', () => {
    expect(isOverdue({ ...open, dueAt: 100 }, 99)).toBe(false);
    expect(isOverdue({ ...open, dueAt: 100 }, 100)).toBe(true);
    expect(isOverdue({ ...open, dueAt: null }, 100)).toBe(false);
    expect(isOverdue({ ...open, status: 'paid', dueAt: 100 }, 100)).toBe(false);
  });

  it('is changed as a draft only', () => {
    expect(refuseUnlessDraft({ ...open, status: 'draft' })).toBeNull();
    expect(refuseUnlessDraft(open)).toEqual({ code: 'invoice_not_draft', status: 'open' });
  });

  it.each(VERBS)('that is open takes %s, unless another verb is under way', (verb) => {
    expect(refuseVerb(open, verb)).toBeNull();
    expect(refuseVerb({ ...open, pendingVerb }, verb)).toEqual({ code: 'verb_pending', verb: 'void' });
    for (const status of ['draft', 'paid', 'void'] as const) {
      expect(refuseVerb({ ...open, status }, verb)).toEqual({ code: 'invoice_not_open', status });
    }
  });

  it('that was given up can still be voided or paid, and not given up once more', () => {
    const status = 'uncollectible';
    for (const verb of VERBS) {
      const refusal = verb === 'mark_uncollectible' ? { code: 'invoice_not_open', status } : null;
      expect(refuseVerb({ ...open, status }, verb)).toEqual(refusal);
    }
  });

  it('that is paid in part is not voided', () => {
    for (const verb of VERBS) {
      const refusal = verb === 'void' ? { code: 'invoice_part_paid' } : null;
      expect(refuseVerb({ ...open, amountPaid: 1 }, verb)).toEqual(refusal);
    }
  });

  it('takes what is left of it and no more', () => {
    const part = { ...open, amountPaid: 200 };
    expect(amountRemaining(part)).toBe(300);
    expect(refuseOfflinePayment(part, 300)).toBeNull();
    expect(refuseOfflinePayment(part, 301)).toEqual({ code: 'amount_exceeds_remaining', remaining: 300 });
  });
});
