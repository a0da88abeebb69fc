import { Hono } from 'hono';
import { find, type Kernel, type Scope } from '../core/scope.ts';
import { runDueTasks } from '../core/tick.ts';
import { finishSetupAuthentication } from '../setups/authenticate.ts';
import { setupInternals } from '../setups/setup-intent.ts';
import { authenticationPage, messagePage, successUrl } from './checkout-page.ts';
import { page, seeOther } from './layout.ts';
import { merchantOf, notFound, scopeOf } from './scope-of.ts';

/** The bank's 3-D Secure page for a card that is only saved. */
export function setupPages(kernel: Kernel): Hono {
  const app = new Hono();

  app.get('/c/setup/:id/authenticate', async ({ req }) => {
    runDueTasks(kernel);
    const id = req.param('id');
    const scope = scopeOf(kernel, 'setup_intent', id);
    if (!scope) return notFound();
    if (!awaitsAuthentication(scope, id)) return after(scope, id);
    return page(authenticationPage(merchantOf(scope), null));
  });

  app.post('/c/setup/:id/authenticate', async ({ req }) => {
    runDueTasks(kernel);
    const form = new URLSearchParams(await req.text());
    const id = req.param('id');
    const scope = scopeOf(kernel, 'setup_intent', id);
    if (!scope) return notFound();
    if (awaitsAuthentication(scope, id)) {
      kernel.store.transaction(() =>
        finishSetupAuthentication(scope, id, form.get('outcome') === 'complete'),
      );
    }
    return after(scope, id);
  });

  return app;
}

function awaitsAuthentication(scope: Scope, id: string): boolean {
  const setup = find(scope, 'setup_intent', id);
  return setup?.status === 'requires_action' && setupInternals(scope, id).authenticating !== null;
}

/** Back from the bank: on to the merchant, or back to the session to try something else. */
function after(scope: Scope, id: string): Response | Promise<Response> {
  const setup = find(scope, 'setup_intent', id);
  const { sessionId, returnUrl } = setupInternals(scope, id);
  const session = sessionId === null ? undefined : find(scope, 'checkout.session', sessionId);
  if (session) {
    if (session.status === 'complete') return seeOther(successUrl(session));
    return seeOther(`${scope.baseUrl}/c/pay/${session.id}${session.status === 'open' ? '?failed=1' : ''}`);
  }
  if (returnUrl === null || !setup) return page(messagePage('Done', 'You can close this page.'));
  const target = new URL(returnUrl);
  target.searchParams.set('setup_intent', id);
  target.searchParams.set('setup_intent_client_secret', setup.client_secret ?? '');
  target.searchParams.set('redirect_status', setup.status === 'succeeded' ? 'succeeded' : 'failed');
  return seeOther(target.href);
}
