import { Hono, type MiddlewareHandler } from 'hono';
import type { RouteEnv } from '../env.ts';
import { accountRoutes } from './account.ts';
import { autopayRoutes } from './autopay.ts';
import type { PortalEnv } from './env.ts';
import { fromOurPages, signedIn } from './guard.ts';
import { invoiceRoutes } from './invoices.ts';
import { payRoutes } from './pay.ts';
import { paymentRoutes } from './payments.ts';
import { respondBare } from './respond.ts';
import { settingsRoutes } from './settings.ts';
import { signInRoutes } from './sign-in.ts';
import { statementRoutes } from './statement.ts';

/** Pages behind the sign-in. Each area is a Hono of its own, mounted under its path. */
const inside = new Hono<PortalEnv>()
  .use(signedIn)
  .route('/invoices', invoiceRoutes)
  .route('/pay', payRoutes)
  .route('/payments', paymentRoutes)
  .route('/settings', settingsRoutes)
  .route('/autopay', autopayRoutes)
  .route('/', statementRoutes);

/** The variables of the app's request, passed on. */
type GivenEnv = { readonly Bindings: RouteEnv['Variables']; readonly Variables: RouteEnv['Variables'] };

const given: MiddlewareHandler<GivenEnv> = (c, next) => {
  c.set('ctx', c.env.ctx);
  c.set('elsewhere', c.env.elsewhere);
  c.set('requestId', c.env.requestId);
  c.set('brakes', c.env.brakes);
  c.set('turnstile', c.env.turnstile);
  c.set('documents', c.env.documents);
  c.set('verifier', c.env.verifier);
  c.set('checkoutOrigins', c.env.checkoutOrigins);
  c.set('appUrl', c.env.appUrl);
  return next();
};

/**
 * The customer portal, at /portal: `portalRoutes.fetch(request, variables)`. Loading this module evaluates zod and
 * every form's schema, so it is imported only when the portal is requested.
 */
export const portalRoutes = new Hono<GivenEnv>()
  .basePath('/portal')
  .use(given)
  .use(fromOurPages)
  .get('/', (c) => c.redirect('/portal/invoices', 303))
  .route('/sign-in', signInRoutes)
  .route('/', accountRoutes)
  .route('/', inside)
  .all('*', (c) => respondBare(c, 404, 'not_found'))
  .onError((error) => {
    // The app's error handler answers for all routes.
    throw error;
  });
