import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { answersIn } from '../checkout/custom-fields.ts';
import type { Entry, Problems } from '../checkout/entry.ts';
import { type Paid, type Payment, pay } from '../checkout/pay.ts';
import { offersToRemove, savedMethods } from '../checkout/saved-methods.ts';
import { formatAmount } from '../core/money.ts';
import { find, type Kernel, type Scope } from '../core/scope.ts';
import { runDueTasks } from '../core/tick.ts';
import { detach } from '../payments/attach.ts';
import { finishAuthentication } from '../payments/authenticate.ts';
import { AUTHENTICATION_FAILED } from '../payments/authentication-failed.ts';
import { internalsOf } from '../payments/intent.ts';
import {
  authenticationPage,
  type CheckoutView,
  checkoutPage,
  closedPage,
  messagePage,
  successUrl,
} from './checkout-page.ts';
import { page, seeOther } from './layout.ts';
import { merchantOf, notFound, scopeOf } from './scope-of.ts';

/** The pages on which a person pays: Checkout, and the bank's 3-D Secure page. */
export function checkoutPages(kernel: Kernel): Hono {
  const app = new Hono();

  app.get('/c/pay/:id', async ({ req }) => {
    runDueTasks(kernel);
    const scope = scopeOf(kernel, 'checkout.session', req.param('id'));
    const session = scope && find(scope, 'checkout.session', req.param('id'));
    if (!scope || !session) return notFound();
    if (session.status !== 'open') return page(closedPage(session, merchantOf(scope)));
    const message = req.query('failed') === undefined ? null : AUTHENTICATION_FAILED;
    return page(checkoutPage(view(scope, session.id, { message })));
  });

  app.post('/c/pay/:id', async ({ req }) => {
    runDueTasks(kernel);
    const form = new URLSearchParams(await req.text());
    const scope = scopeOf(kernel, 'checkout.session', req.param('id'));
    const paid = scope && pay(scope, req.param('id'), readPayment(form));
    if (!scope || !paid) return notFound();
    return answer(scope, paid, form);
  });

  app.post('/c/pay/:id/remove', async ({ req }) => {
    const form = new URLSearchParams(await req.text());
    const scope = scopeOf(kernel, 'checkout.session', req.param('id'));
    const session = scope && find(scope, 'checkout.session', req.param('id'));
    if (!scope || !session) return notFound();
    const method = savedMethods(scope, session).find(({ id }) => id === form.get('saved'));
    if (method && session.status === 'open' && offersToRemove(session)) {
      kernel.store.transaction(() => detach(scope, method));
    }
    return seeOther(`${scope.baseUrl}/c/pay/${session.id}`);
  });

  app.get('/c/authenticate/:id', async ({ req }) => {
    runDueTasks(kernel);
    const scope = scopeOf(kernel, 'payment_intent', req.param('id'));
    const intent = scope && find(scope, 'payment_intent', req.param('id'));
    if (!scope || !intent) return notFound();
    if (!awaitsAuthentication(scope, intent.id)) return afterAuthentication(scope, intent.id);
    return page(authenticationPage(merchantOf(scope), formatAmount(intent.amount, intent.currency)));
  });

  app.post('/c/authenticate/:id', async ({ req }) => {
    runDueTasks(kernel);
    const form = new URLSearchParams(await req.text());
    const id = req.param('id');
    const scope = scopeOf(kernel, 'payment_intent', id);
    if (!scope) return notFound();
    if (awaitsAuthentication(scope, id)) {
      kernel.store.transaction(() => finishAuthentication(scope, id, form.get('outcome') === 'complete'));
    }
    return afterAuthentication(scope, id);
  });

  return app;
}

/** Excludes micro-deposits, which have a page of their own. */
function awaitsAuthentication(scope: Scope, intentId: string): boolean {
  const intent = find(scope, 'payment_intent', intentId);
  return intent?.status === 'requires_action' && internalsOf(scope, intentId).authenticating !== null;
}

async function answer(scope: Scope, paid: Paid, form: URLSearchParams): Promise<Response> {
  const { session } = paid;
  const typed = Object.fromEntries(form);
  switch (paid.kind) {
    case 'paid':
      return seeOther(successUrl(session));
    case 'authenticate':
      return seeOther(paid.url);
    case 'closed':
      return page(closedPage(session, merchantOf(scope)));
    case 'declined':
      return page(checkoutPage(view(scope, session.id, { typed, message: paid.message })), 402);
    case 'invalid':
      return page(checkoutPage(view(scope, session.id, { typed, problems: paid.problems })), 400);
  }
}

/** Back from the bank: on to the merchant, or back to the session to try something else. */
function afterAuthentication(scope: Scope, intentId: string): Response | Promise<Response> {
  const intent = find(scope, 'payment_intent', intentId);
  const { sessionId, returnUrl } = internalsOf(scope, intentId);
  const session = sessionId === null ? undefined : find(scope, 'checkout.session', sessionId);
  if (session) {
    if (session.status === 'complete') return seeOther(successUrl(session));
    return seeOther(`${scope.baseUrl}/c/pay/${session.id}${session.status === 'open' ? '?failed=1' : ''}`);
  }
  if (returnUrl === null || !intent) return page(messagePage('Done', 'You can close this page.'));
  const target = new URL(returnUrl);
  target.searchParams.set('payment_intent', intentId);
  target.searchParams.set('payment_intent_client_secret', intent.client_secret ?? '');
  target.searchParams.set('redirect_status', intent.status === 'succeeded' ? 'succeeded' : 'failed');
  return seeOther(target.href);
}

function view(
  scope: Scope,
  sessionId: string,
  said: { typed?: Record<string, string>; problems?: Problems; message?: string | null },
): CheckoutView {
  const session = find(scope, 'checkout.session', sessionId);
  if (!session) throw new Error(`checkout session ${sessionId} is gone`);
  return {
    session,
    lines: find(scope, '_session', sessionId)?.lineItems ?? [],
    saved: savedMethods(scope, session),
    merchant: merchantOf(scope),
    attempt: randomUUID(),
    typed: said.typed ?? {},
    problems: said.problems ?? {},
    message: said.message ?? said.problems?.method ?? null,
  };
}

function readPayment(form: URLSearchParams): Payment {
  const read = (name: string): string => form.get(name) ?? '';
  const entry: Entry =
    read('method') === 'us_bank_account'
      ? {
          method: 'us_bank_account',
          holder: read('holder'),
          routing: read('routing'),
          account: read('account'),
        }
      : {
          method: 'card',
          number: read('number'),
          expiry: read('expiry'),
          cvc: read('cvc'),
          name: read('name'),
        };
  const method = read('method');
  return {
    entry,
    saved: method.startsWith('saved:') ? method.slice('saved:'.length) : null,
    keep: form.has('keep'),
    byMicrodeposits: form.has('verify'),
    answers: answersIn(form),
    email: form.get('email'),
    attempt: form.get('attempt'),
  };
}
