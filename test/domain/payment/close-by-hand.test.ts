import { describe, expect, it } from 'vitest';
import { whyNotCloseByHand } from '../../../src/domain/payment/close-by-hand.ts';
import { OPEN_STATES } from '../../../src/domain/payment/state.ts';

const facts = { payerGoneAt: 100, oldestAt: 1_000, isUnreachable: false };

describe('an open payment is closed by hand', () => {
  it.each(OPEN_STATES)('(%s) not before money can be neither begun nor decided', (state) => {
    const isMoving = state === 'processing' || state === 'verifying';
    const from = isMoving ? 1_000 : 100;
    const why = isMoving ? 'under_way' : 'page_open';
    expect(whyNotCloseByHand({ ...facts, state }, from - 1)).toEqual({ why, from });
    expect(whyNotCloseByHand({ ...facts, state }, from)).toBeNull();
  });

  it('(a debit) at once where nobody will ever say what its bank decided; (a page) not even then', () => {
    expect(whyNotCloseByHand({ ...facts, isUnreachable: true, state: 'processing' }, 0)).toBeNull();
    expect(whyNotCloseByHand({ ...facts, isUnreachable: true, state: 'session_open' }, 0)).not.toBeNull();
  });
});
