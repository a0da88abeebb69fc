import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAdvance, isOpen, OPEN_STATES, type PaymentState } from '../../../src/domain/payment/state.ts';

const CLOSED = ['succeeded', 'failed', 'canceled', 'returned'] as const;
const ALL: readonly PaymentState[] = [...OPEN_STATES, ...CLOSED];
const anyState = fc.constantFrom(...ALL);

describe('the states of a payment', () => {
  it('are open or closed, and which are which is written down once', () => {
    expect(ALL.filter(isOpen)).toEqual([...OPEN_STATES]);
  });

  it('never lead back to where a payment was', () => {
    fc.assert(
      fc.property(fc.array(anyState, { minLength: 2, maxLength: 8 }), (news) => {
        let state: PaymentState = 'claimed';
        const been = new Set<PaymentState>([state]);
        for (const next of news) {
          if (!isAdvance(state, next)) continue;
          expect(been.has(next)).toBe(false);
          been.add(next);
          state = next;
        }
      }),
    );
  });

  it('allow no pair in both directions, and none to itself', () => {
    for (const from of ALL) {
      for (const to of ALL) expect(isAdvance(from, to) && isAdvance(to, from)).toBe(false);
    }
  });

  it('end with a closed one, which only a return follows, and only a success', () => {
    for (const from of CLOSED) {
      for (const to of ALL) expect(isAdvance(from, to)).toBe(from === 'succeeded' && to === 'returned');
    }
    for (const from of OPEN_STATES) expect(isAdvance(from, 'returned')).toBe(false);
  });

  it('put money that moves beyond every state in which it only waits', () => {
    for (const waiting of OPEN_STATES.filter((state) => state !== 'processing')) {
      expect(isAdvance(waiting, 'processing')).toBe(true);
      expect(isAdvance('processing', waiting)).toBe(false);
    }
    for (const ended of ['succeeded', 'failed', 'canceled'] as const) {
      expect(isAdvance('processing', ended)).toBe(true);
    }
  });
});
