import { describe, expect, it } from 'vitest';
import { LOST_RACE, refused, STRIPE_UNAVAILABLE } from '../../../src/domain/outcome.ts';
import type { Rejection } from '../../../src/domain/rejection.ts';
import { portalNotice } from '../../../src/routes/portal/undone.ts';
import { NO_PROBLEMS } from '../../../src/views/portal/bank-account-view.ts';

describe('what the portal says of a verb that was not done', () => {
  it.each([
    [STRIPE_UNAVAILABLE, 'stripe_unavailable'],
    [LOST_RACE, 'busy'],
  ] as const)('$0.kind: why, and to come back in a minute', (outcome, sentence) => {
    expect(portalNotice(outcome)).toEqual({ on: 'page', status: 503, sentence });
  });

  it.each(['customer', 'invoice', 'payment', 'payment method', 'sign-in link'] as const)(
    'that no %s is theirs reads the same whatever is missing',
    (what) => expect(portalNotice(refused({ code: 'not_found', what }))).toEqual({ on: 'missing' }),
  );

  const said: readonly (readonly [Rejection, ReturnType<typeof portalNotice>])[] = [
    [{ code: 'not_connected' }, { on: 'page', status: 422, sentence: 'not_connected' }],
    [{ code: 'too_many_setups' }, { on: 'page', status: 422, sentence: 'too_many_setups' }],
    [{ code: 'setup_over' }, { on: 'page', status: 422, sentence: 'form_used' }],
    [{ code: 'method_not_usable' }, { on: 'page', status: 422, sentence: 'not_usable' }],
    [{ code: 'payment_in_progress' }, { on: 'page', status: 409, sentence: 'in_use' }],
    [{ code: 'last_of_autopay' }, { on: 'confirmation' }],
    [{ code: 'invoice_not_open', status: 'paid' }, { on: 'invoice_closed' }],
    [{ code: 'too_often' }, { on: 'too_often' }],
    [{ code: 'not_an_address' }, { on: 'sign_in_form' }],
    [{ code: 'link_not_usable' }, { on: 'sign_in_link' }],
    [
      { code: 'deposits_wrong', triesLeft: 3 },
      { on: 'deposits', problems: {}, trouble: 'wrong' },
    ],
    [
      { code: 'deposits_over', why: 'timed_out' },
      { on: 'verification_over', why: 'timed_out' },
    ],
    [
      { code: 'account_refused', reason: 'customer_max_payment_methods' },
      { on: 'account', problems: { ...NO_PROBLEMS, account: 'too_many' } },
    ],
    [
      { code: 'account_refused', reason: 'routing_number_invalid' },
      { on: 'account', problems: { ...NO_PROBLEMS, fields: { routingNumber: 'refused' } } },
    ],
  ];

  it.each(said)('%o', (rejection, notice) => {
    expect(portalNotice(refused(rejection))).toEqual(notice);
  });

  it('tells one problem a field, the first', () => {
    const problems = [
      { field: 'accountNumber', problem: 'not_digits' },
      { field: 'accountNumber', problem: 'length' },
      { field: 'country', problem: 'not_us' },
    ] as const;
    expect(portalNotice(refused({ code: 'account_invalid', problems }))).toEqual({
      on: 'account',
      problems: { ...NO_PROBLEMS, fields: { accountNumber: 'not_digits', country: 'not_us' } },
    });
  });

  it('has no words for what is refused to the API alone: that would be a mistake of ours', () => {
    expect(() => portalNotice(refused({ code: 'customer_has_invoices' }))).toThrow('without a portal notice');
  });
});
