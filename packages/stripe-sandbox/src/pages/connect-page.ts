import { html } from 'hono/html';
import type { Stripe } from 'stripe';
import type { Onboarding, OnboardingProblems } from '../connect/onboard.ts';
import { type Html, layout } from './layout.ts';

export interface AuthorizeView {
  platform: string;
  accounts: Stripe.Account[];
  /** Accounts that another platform controls: they are shown, and cannot be chosen. */
  elsewhere: Stripe.Account[];
  /** The request's own parameters, to come back with the form. */
  carried: Record<string, string>;
  newName: string;
}

/** Since June 2021 (docs.stripe.com/connect/oauth-standard-accounts). */
export const HELD_ELSEWHERE = 'This account is controlled by another platform and cannot be connected.';

/** The page on which an account's owner grants or denies a platform access. */
export function authorizePage(view: AuthorizeView): Html {
  const { platform, accounts, elsewhere, carried, newName } = view;
  return layout(
    `Connect to ${platform}`,
    html`<main>
<h1>Connect your Stripe account to ${platform}</h1>
<p>${platform} will be able to read this account’s data and to act on it: take payments, refund them, see payouts.</p>
<form method="post" action="/oauth/authorize" class="card">
${Object.entries(carried).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<fieldset>
<legend>Which account</legend>
${accounts.map((account, i) => choice(account, i))}
${elsewhere.map(
  (account) => html`<p class="soft">${account.business_profile?.name ?? account.id}: ${HELD_ELSEWHERE}</p>`,
)}
<div class="choice">
<input type="radio" name="account" id="account-new" value="new" ${accounts.length === 0 ? html`checked` : ''}>
<label for="account-new">A new test account</label>
</div>
</fieldset>
<label for="new_name">Name of the new account</label>
<input id="new_name" name="new_name" type="text" maxlength="100" autocomplete="organization" value="${newName}">
<button class="primary" type="submit" name="decision" value="connect">Connect</button>
<button type="submit" name="decision" value="deny" class="wide-button">Decline</button>
</form>
<p class="soft">Test mode: these accounts exist in this sandbox only.</p>
</main>`,
  );
}

function choice(account: Stripe.Account, i: number): Html {
  const name = account.business_profile?.name ?? account.id;
  return html`<div class="choice">
<input type="radio" name="account" id="account-${i}" value="${account.id}" ${i === 0 ? html`checked` : ''}>
<label for="account-${i}">${name} <span class="soft">${account.id}</span></label>
</div>`;
}

export interface OnboardingView {
  platform: string;
  account: Stripe.Account;
  typed: Partial<Record<keyof Onboarding, string>>;
  problems: OnboardingProblems;
}

/** The onboarding page of a new account. */
export function onboardingPage(view: OnboardingView): Html {
  const { platform, account } = view;
  const due = account.requirements?.currently_due?.length ?? 0;
  return layout(
    'Tell Stripe about your business',
    html`<main>
<h1>Tell Stripe about your business</h1>
<p>${platform} takes payments for you with Stripe. ${
      due === 0
        ? 'Nothing is missing; you can correct what is here.'
        : `${due} things are missing before you can be paid.`
    }</p>
<form method="post" class="card">
${Object.keys(view.problems).length > 0 ? html`<p class="notice" role="alert">Some fields need another look.</p>` : ''}
${field(view, 'name', 'Business name', 'organization')}
${field(view, 'url', 'Website', 'url')}
<div class="two">
<div>${field(view, 'firstName', 'First name', 'given-name')}</div>
<div>${field(view, 'lastName', 'Last name', 'family-name')}</div>
</div>
${field(view, 'routing', 'Routing number', 'off')}
${field(view, 'account', 'Account number', 'off')}
<div class="choice">
<input type="checkbox" name="terms" id="terms" value="yes"
  ${view.problems.terms ? html`aria-invalid="true" aria-describedby="terms-problem"` : ''}>
<label for="terms">I accept the terms</label>
</div>
${view.problems.terms ? html`<p class="problem" id="terms-problem">${view.problems.terms}</p>` : ''}
<button class="primary" type="submit" name="step" value="submit">Submit</button>
<button type="submit" name="step" value="later" class="wide-button">Finish later</button>
</form>
<p class="soft">Test mode: routing number 110000000, for example with account 000123456789.
With 000111111116 payouts come back.</p>
</main>`,
  );
}

function field(
  view: OnboardingView,
  name: Exclude<keyof Onboarding, 'terms'>,
  label: string,
  autocomplete: string,
): Html {
  const problem = view.problems[name];
  return html`<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="text" autocomplete="${autocomplete}" value="${view.typed[name] ?? ''}"
  ${problem ? html`aria-invalid="true" aria-describedby="${name}-problem"` : ''}>
${problem ? html`<p class="problem" id="${name}-problem">${problem}</p>` : ''}`;
}
