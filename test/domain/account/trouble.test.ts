import { describe, expect, it } from 'vitest';
import type { AccountStatus, Requirement } from '../../../src/domain/account/status.ts';
import { type AccountTold, newsOf, troubleOf } from '../../../src/domain/account/trouble.ts';
import { READY_ACCOUNT } from '../../support/account-status.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NOW = Date.UTC(2027, 1, 28, 2, 30);
const WORKS = { isHeld: false, takesCard: true, takesAch: true };

const wants = (name: string, more: Partial<Requirement> = {}): Requirement => ({
  name,
  when: 'past_due',
  deadline: null,
  problem: null,
  ...more,
});

const status = (more: Partial<AccountStatus> = {}): AccountStatus => ({
  ...READY_ACCOUNT,
  ...more,
});
const HELD = { chargesEnabled: false, payoutsEnabled: false, card: 'inactive', ach: 'inactive' } as const;

/** Stands and instants in their order → what was mailed at each. */
function told(
  stands: readonly (readonly [minute: number, status: AccountStatus])[],
  isSeen = false,
): readonly (string | null)[] {
  let kept: AccountTold | null = null;
  let before = WORKS;
  return stands.map(([minute, stand]) => {
    const now = NOW + minute * MINUTE;
    const trouble = troubleOf(stand, { before, lost: kept?.lost ?? [], now });
    const news = newsOf({ told: kept, trouble, now, isSeen: isSeen && minute === 0 });
    kept = news.told;
    before = {
      isHeld: trouble?.kind === 'held',
      takesCard: stand.card === 'active',
      takesAch: stand.ach === 'active',
    };
    return news.mail === 'trouble' ? (trouble?.kind ?? null) : news.mail;
  });
}

describe('the trouble of an account', () => {
  it.each([
    ['works', {}, null],
    ['cannot charge', HELD, 'held'],
    ['lost ACH alone', { ach: 'inactive' }, 'limited'],
    ['gave up ACH itself', { ach: 'absent' }, null],
    ['is not paid out', { payoutsEnabled: false }, 'payouts'],
    ['has something overdue, and works', { requirements: [wants('external_account')] }, 'wanted'],
    [
      'is wanted something of within two weeks',
      { requirements: [wants('company.tax_id', { when: 'due', deadline: NOW + 13 * DAY })] },
      'wanted',
    ],
    [
      'is wanted something of later than that',
      { requirements: [wants('company.tax_id', { when: 'due', deadline: NOW + 15 * DAY })] },
      null,
    ],
    ['is wanted something of some day', { requirements: [wants('a', { when: 'later' })] }, null],
    ['is the own one by a test key', { ...HELD, isOwnTest: true }, null],
  ] as const)('of one that %s', (_, more, kind) => {
    const found = troubleOf(status(more), { before: WORKS, lost: [], now: NOW });
    expect(found?.kind ?? null).toBe(kind);
  });

  it('is none where a way never worked', () => {
    const before = { ...WORKS, takesAch: false };
    expect(troubleOf(status({ ach: 'pending' }), { before, lost: [], now: NOW })).toBeNull();
  });
});

describe('people are told', () => {
  const held = status({ ...HELD, requirements: [wants('external_account')] });
  const more = status({ ...HELD, requirements: [wants('external_account'), wants('company.tax_id')] });

  it('once for a cause, however often the account is read', () => {
    expect(told([0, 1, 60, 600].map((minute) => [minute, held]))).toEqual(['held', null, null, null]);
  });

  it('once that it is over, after it has worked for a quarter of an hour', () => {
    const works = status();
    expect(
      told([
        [0, held],
        [60, works],
        [70, works],
        [75, works],
        [90, works],
      ]),
    ).toEqual(['held', null, null, 'over', null]);
  });

  it('of no end and no second beginning where the account comes and goes within minutes', () => {
    expect(
      told([
        [0, held],
        [5, status()],
        [10, held],
        [15, status()],
        [20, held],
      ]),
    ).toEqual(['held', null, null, null, null]);
  });

  it('again where Stripe wants more than was told, and not where it wants less', () => {
    expect(
      told([
        [0, held],
        [5, more],
        [10, held],
        [15, more],
      ]),
    ).toEqual(['held', 'held', null, null]);
  });

  it('again where Stripe decides, and once for a decision', () => {
    const rejected = status({
      ...HELD,
      requirements: [wants('external_account')],
      disabledReason: 'rejected.fraud',
    });
    const pending = { ...held, disabledReason: 'requirements.pending_verification' };
    expect(
      told([
        [0, held],
        [10, pending],
        [20, { ...held, disabledReason: 'under_review' }],
        [30, rejected],
        [90, rejected],
        [100, { ...held, disabledReason: 'under_review' }],
      ]),
    ).toEqual(['held', null, 'held', 'held', null, null]);
  });

  it('again where it grows worse, and once the worse is over, with what is left', () => {
    const wanted = status({ requirements: [wants('external_account')] });
    expect(
      told([
        [0, wanted],
        [60, held],
        [120, wanted],
        [140, wanted],
        [200, status()],
        [230, status()],
      ]),
    ).toEqual(['wanted', 'held', null, 'over', null, null]);
  });

  it('nothing of how it stood when they connected it, nor that this is over, and of what comes later', () => {
    expect(
      told(
        [
          [0, held],
          [60, status()],
          [90, status()],
          [500, held],
        ],
        true,
      ),
    ).toEqual([null, null, null, 'held']);
  });
});
