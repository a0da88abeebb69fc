import type { Stripe } from 'stripe';
import { changeAccount, withRequirements } from '../accounts/requirements.ts';
import { find, type Scope, save } from '../core/scope.ts';
import { setBankAccount } from '../payouts/bank.ts';

/** The fields of the onboarding page. */
export interface Onboarding {
  name: string;
  url: string;
  firstName: string;
  lastName: string;
  routing: string;
  account: string;
  terms: boolean;
}
export type OnboardingProblems = Partial<Record<keyof Onboarding, string>>;

/** Problems by field; an empty object where there are none. */
export function checkOnboarding(form: Onboarding): OnboardingProblems {
  const problems: OnboardingProblems = {};
  if (form.name.trim() === '') problems.name = 'Enter the name of the business.';
  if (!/^https?:\/\/\S+\.\S+$/.test(form.url.trim())) {
    problems.url = 'Enter the address of its website, such as https://example.com.';
  }
  if (form.firstName.trim() === '') problems.firstName = 'Enter a first name.';
  if (form.lastName.trim() === '') problems.lastName = 'Enter a last name.';
  if (form.routing.trim() !== '110000000') problems.routing = 'Use the test routing number 110000000.';
  if (!/^\d{4,17}$/.test(form.account.trim()))
    problems.account = 'Use a test account number, such as 000123456789.';
  if (!form.terms) problems.terms = 'The terms have to be accepted.';
  return problems;
}

/**
 * Completes an account's onboarding: nothing is due any more, so it can charge and be paid out, and its capabilities
 * become active.
 */
export function onboard(scope: Scope, form: Onboarding): Stripe.Account {
  const internals = find(scope, '_account', scope.account);
  const before = find(scope, 'account', scope.account);
  if (!internals || !before) throw new Error(`account ${scope.account} is gone`);
  setBankAccount(scope, before.default_currency ?? 'usd', form.account.trim());
  const account = find(scope, 'account', scope.account) ?? before;
  const { business_profile: profile } = account;
  const v2 = internals.v2;
  if (v2) {
    const defaults = v2.defaults ?? { responsibilities: { requirements_collector: 'stripe' } };
    save(scope, '_account', scope.account, {
      ...internals,
      payoutNumber: form.account.trim(),
      v2: {
        ...v2,
        defaults: { ...defaults, profile: { ...defaults.profile, business_url: form.url.trim() } },
      },
    });
  }
  return changeAccount(
    scope,
    withRequirements(
      {
        ...account,
        details_submitted: true,
        ...(profile
          ? { business_profile: { ...profile, name: form.name.trim(), url: form.url.trim() } }
          : {}),
      },
      internals.requested,
      [],
    ),
  );
}
