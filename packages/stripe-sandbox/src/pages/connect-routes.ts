import { Hono } from 'hono';
import type { Stripe } from 'stripe';
import { createAccount, merchantName } from '../accounts/account.ts';
import { isOwnClientId } from '../connect/application.ts';
import { grantCode } from '../connect/oauth.ts';
import { checkOnboarding, type Onboarding, onboard } from '../connect/onboard.ts';
import { type Kernel, save, scopeFor } from '../core/scope.ts';
import { runDueTasks } from '../core/tick.ts';
import type { AccountLinkRecord } from '../store/records.ts';
import { emitOfAccount } from '../webhooks/thin.ts';
import { messagePage } from './checkout-page.ts';
import { authorizePage, HELD_ELSEWHERE, onboardingPage } from './connect-page.ts';
import { page, seeOther } from './layout.ts';

const CARRIED = ['client_id', 'redirect_uri', 'response_type', 'scope', 'state'];
const MOST_ACCOUNTS = 50;

/** The pages of Connect: OAuth authorisation and onboarding. */
export function connectPages(kernel: Kernel): Hono {
  const app = new Hono();

  app.get('/oauth/authorize', ({ req }) => {
    runDueTasks(kernel);
    const query = new URL(req.url).searchParams;
    const refused = refuse(kernel, query);
    if (refused) return refused;
    const carried = Object.fromEntries(CARRIED.flatMap((name) => pair(query, name)));
    return page(
      authorizePage({
        platform: merchantName(kernel.store.get('account', kernel.platform)?.value),
        accounts: accountsOf(kernel, false),
        elsewhere: accountsOf(kernel, true),
        carried,
        newName: query.get('stripe_user[business_name]') ?? '',
      }),
    );
  });

  app.post('/oauth/authorize', async ({ req }) => {
    runDueTasks(kernel);
    const form = new URLSearchParams(await req.text());
    const refused = refuse(kernel, form);
    if (refused) return refused;
    if (form.get('decision') !== 'connect') {
      return back(kernel, form, {
        error: 'access_denied',
        error_description: 'The user denied your request',
      });
    }
    const scope = form.get('scope') || 'read_write';
    const chosen = form.get('account') ?? '';
    const connection = kernel.store.get('_connection', chosen)?.value;
    if (connection?.origin === 'other_platform') {
      return page(messagePage('This account cannot be connected', HELD_ELSEWHERE), 400);
    }
    const isOther = chosen !== kernel.platform && connection !== undefined;
    if (chosen !== 'new' && !isOther) {
      return page(messagePage('There is no such account', 'Go back and choose another one.'), 400);
    }
    const code = kernel.store.transaction(() => {
      const account = chosen === 'new' ? newAccount(kernel, form.get('new_name') ?? '') : chosen;
      return grantCode(kernel, account, scope);
    });
    return back(kernel, form, { scope, code });
  });

  app.get('/setup/:token', ({ req }) => {
    runDueTasks(kernel);
    const token = req.param('token');
    const link = kernel.store.get('_account_link', token)?.value;
    if (!link) return noSuchLink();
    if (link.opened || link.expiresAt <= kernel.clock.now()) return seeOther(link.refreshUrl);
    kernel.store.transaction(() => saveLink(kernel, token, { ...link, opened: true }));
    return showOnboarding(kernel, link, {}, {});
  });

  app.post('/setup/:token', async ({ req }) => {
    runDueTasks(kernel);
    const token = req.param('token');
    const link = kernel.store.get('_account_link', token)?.value;
    if (!link) return noSuchLink();
    const target = link.returnUrl ?? link.refreshUrl;
    if (link.done) return seeOther(target);
    const form = new URLSearchParams(await req.text());
    if (form.get('step') === 'later') return seeOther(target);
    const typed = readForm(form);
    const problems = checkOnboarding(typed);
    if (Object.keys(problems).length > 0) {
      const { terms: _, ...text } = typed;
      return showOnboarding(kernel, link, text, problems, 400);
    }
    kernel.store.transaction(() => {
      onboard(scopeFor(kernel, link.account), typed);
      emitOfAccount(scopeFor(kernel, kernel.platform), link.account, 'v2.core.account_link.returned', {
        account_id: link.account,
        configurations: ['merchant'],
        use_case: 'account_onboarding',
      });
      saveLink(kernel, token, { ...link, done: true });
    });
    return seeOther(target);
  });
  return app;
}

/** An error without a trusted platform to redirect to is shown to the person instead (RFC 6749, 4.1.2.1). */
function refuse(kernel: Kernel, sent: URLSearchParams): Response | Promise<Response> | null {
  const clientId = sent.get('client_id') ?? '';
  if (!isOwnClientId(kernel, clientId)) {
    return page(
      messagePage('No application has this client id', `The request named ${clientId || 'none'}.`),
      400,
    );
  }
  if (redirectUri(kernel, sent) === null) {
    const text = 'The request names no redirect URI, or one that the application has not registered.';
    return page(messagePage('Invalid redirect URI', text), 400);
  }
  if ((sent.get('response_type') ?? 'code') !== 'code') {
    return back(kernel, sent, {
      error: 'unsupported_response_type',
      error_description: 'Only the response type code is supported',
    });
  }
  if (!['read_write', 'read_only'].includes(sent.get('scope') || 'read_write')) {
    return back(kernel, sent, { error: 'invalid_scope', error_description: 'Invalid scope' });
  }
  return null;
}

function redirectUri(kernel: Kernel, sent: URLSearchParams): string | null {
  const { redirectUris } = kernel.oauth;
  const uri = sent.get('redirect_uri') || (redirectUris[0] ?? '');
  if (!/^https?:\/\/\S+$/.test(uri) || !URL.canParse(uri)) return null;
  return redirectUris.length === 0 || redirectUris.includes(uri) ? uri : null;
}

/** Back to the platform with the answer and, untouched, the state it sent. */
function back(kernel: Kernel, sent: URLSearchParams, answer: Record<string, string>): Response {
  const target = new URL(redirectUri(kernel, sent) ?? kernel.baseUrl);
  const state = sent.get('state');
  for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
  if (state !== null) target.searchParams.set('state', state);
  return seeOther(target.href);
}

function pair(sent: URLSearchParams, name: string): [string, string][] {
  const value = sent.get(name);
  return value === null ? [] : [[name, value]];
}

function accountsOf(kernel: Kernel, elsewhere: boolean): Stripe.Account[] {
  const found: Stripe.Account[] = [];
  for (const { id, value } of kernel.store.scan('_connection', kernel.platform, { order: 'newest' })) {
    if ((value.origin === 'other_platform') !== elsewhere) continue;
    const account = kernel.store.get('account', id)?.value;
    if (account && found.push(account) >= MOST_ACCOUNTS) break;
  }
  return found;
}

function newAccount(kernel: Kernel, name: string): string {
  const platform = kernel.store.get('account', kernel.platform)?.value;
  return createAccount(kernel, {
    id: kernel.ids.next('acct'),
    name: name.trim() || 'Connected Business',
    country: platform?.country ?? 'US',
    currency: platform?.default_currency ?? 'usd',
    email: 'connected@example.com',
    status: 'none',
    origin: 'oauth',
  }).id;
}

function readForm(form: URLSearchParams): Onboarding {
  const read = (name: string): string => form.get(name) ?? '';
  return {
    name: read('name'),
    url: read('url'),
    firstName: read('firstName'),
    lastName: read('lastName'),
    routing: read('routing'),
    account: read('account'),
    terms: read('terms') === 'yes',
  };
}

function showOnboarding(
  kernel: Kernel,
  link: AccountLinkRecord,
  typed: Partial<Omit<Onboarding, 'terms'>>,
  problems: ReturnType<typeof checkOnboarding>,
  status = 200,
): Promise<Response> {
  const account = kernel.store.get('account', link.account)?.value;
  if (!account) return noSuchLink();
  const platform = merchantName(kernel.store.get('account', kernel.platform)?.value);
  const { business_profile: profile } = account;
  const known = { name: profile?.name ?? '', url: profile?.url ?? '' };
  return page(onboardingPage({ platform, account, typed: { ...known, ...typed }, problems }), status);
}

function saveLink(kernel: Kernel, token: string, link: AccountLinkRecord): void {
  save(scopeFor(kernel, kernel.platform), '_account_link', token, link);
}

function noSuchLink(): Promise<Response> {
  return page(messagePage('There is no such page', 'The link may be incomplete. Ask for a new one.'), 404);
}
