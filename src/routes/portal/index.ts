import { Hono } from 'hono';
import { type GivenEnv, given } from '../given.ts';
import { accountRoutes } from './account.ts';
import { autopayRoutes } from './autopay.ts';
import { detailsRoutes } from './details.ts';
import type { PortalEnv } from './env.ts';
import { fromOurPages, signedIn } from './guard.ts';
import { invoiceRoutes } from './invoices.ts';
import { payRoutes } from './pay.ts';
import { paymentRoutes } from './payments.ts';
import { respondBare } from './respond.ts';
import { scheduleRoutes } from './schedules.ts';
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
  .route('/schedules', scheduleRoutes)
  .route('/autopay', autopayRoutes)
  .route('/details', detailsRoutes)
  .route('/', statementRoutes);

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
