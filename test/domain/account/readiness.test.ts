import { describe, expect, it } from 'vitest';
import { gateOf, readinessOf, waysFor } from '../../../src/domain/account/readiness.ts';
import { type AccountStatus, isOwnTest, type Requirement } from '../../../src/domain/account/status.ts';
import { READY_ACCOUNT } from '../../support/account-status.ts';

const wanted = (name: string, wishes: Partial<Requirement> = {}): Requirement => ({
  name,
  when: 'later',
  deadline: null,
  problem: null,
  ...wishes,
});

describe('whether an account is ready', () => {
  it('is decided by what can be charged: ACH that is pending, payouts that are off and later wishes do not hold cards', () => {
    const later = wanted('company.tax_id', { deadline: 1_800_000_000_000 });
    const status: AccountStatus = {
      ...READY_ACCOUNT,
      ach: 'pending',
      payoutsEnabled: false,
      requirements: [later],
    };
    expect(readinessOf(status)).toMatchObject({
      isReady: true,
      card: 'works',
      ach: 'pending',
      payouts: 'restricted',
      blocking: [],
      upcoming: [later],
    });
    expect(gateOf(status)).toEqual({ isHeld: false, takesCard: true, takesAch: false });
  });

  it.each([
    ['charges are off whatever the capabilities say', { chargesEnabled: false }],
    ['neither cards nor ACH are active', { card: 'inactive', ach: 'absent' }],
    ['both are pending', { card: 'pending', ach: 'pending' }],
  ] as const)('is no where %s, and money is held', (_, wishes) => {
    expect(gateOf({ ...READY_ACCOUNT, ...wishes })).toEqual({
      isHeld: true,
      takesCard: false,
      takesAch: false,
    });
  });

  it('lets US dollars be paid by ACH as well, where the account takes it', () => {
    expect(waysFor({ takesCard: true, takesAch: true }, 'USD')).toEqual({ card: true, ach: true });
    expect(waysFor({ takesCard: true, takesAch: true }, 'EUR')).toEqual({ card: true, ach: false });
    expect(waysFor({ takesCard: false, takesAch: true }, 'USD')).toEqual({ card: false, ach: true });
    expect(waysFor({ takesCard: true, takesAch: false }, 'USD')).toEqual({ card: true, ach: false });
  });

  it('goes by charges_enabled where Stripe lists no capabilities, as of old accounts', () => {
    const old = { ...READY_ACCOUNT, card: 'unknown', ach: 'unknown' } as const;
    expect(gateOf(old)).toEqual({ isHeld: false, takesCard: true, takesAch: true });
    expect(gateOf({ ...old, chargesEnabled: false }).isHeld).toBe(true);
  });

  it('is yes of the own account by a test key before it was activated: Stripe takes its charges', () => {
    const fresh: AccountStatus = {
      ...READY_ACCOUNT,
      chargesEnabled: false,
      detailsSubmitted: false,
      card: 'inactive',
      ach: 'absent',
      isOwnTest: true,
    };
    expect(gateOf(fresh)).toEqual({ isHeld: false, takesCard: true, takesAch: false });
    expect(gateOf({ ...fresh, card: 'unknown', ach: 'unknown' })).toEqual({
      isHeld: false,
      takesCard: true,
      takesAch: true,
    });
    const live = { account: 'self', livemode: true };
    expect([isOwnTest(live), isOwnTest({ account: 'acct_1', livemode: false })]).toEqual([false, false]);
  });

  it('is yes with ACH alone', () => {
    expect(gateOf({ ...READY_ACCOUNT, card: 'inactive' })).toEqual({
      isHeld: false,
      takesCard: false,
      takesAch: true,
    });
  });
});

describe('what Stripe wants', () => {
  it('blocks once it is past due, or was not taken; else it is a notice, the earliest date first', () => {
    const requirements = [
      wanted('late', { when: 'due', deadline: 3_000 }),
      wanted('soon', { when: 'due', deadline: 2_000 }),
      wanted('refused', { when: 'due', deadline: 9_000, problem: 'The document is blurred.' }),
      wanted('missed', { when: 'past_due' }),
      wanted('some day'),
      wanted('looked at', { when: 'in_review' }),
    ];
    const { blocking, upcoming, inReview } = readinessOf({ ...READY_ACCOUNT, requirements });
    expect(blocking.map(({ name }) => name)).toEqual(['refused', 'missed']);
    expect(upcoming.map(({ name }) => name)).toEqual(['soon', 'late', 'some day']);
    expect(inReview.map(({ name }) => name)).toEqual(['looked at']);
  });

  it('blocks at once while the account is not ready', () => {
    const status: AccountStatus = {
      ...READY_ACCOUNT,
      chargesEnabled: false,
      detailsSubmitted: false,
      requirements: [wanted('external_account', { when: 'due' })],
    };
    expect(readinessOf(status)).toMatchObject({
      isOnboarding: true,
      blocking: [{ name: 'external_account' }],
    });
  });
});
