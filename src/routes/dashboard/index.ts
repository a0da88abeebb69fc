/*
 * How a page is added.
 *
 * 1. A part of the dashboard is a module, such as `members.ts`: a path below the business, a Hono with its routes, and a table
 *    `access` that says for every route which permission of `domain/staff/roles.ts` it asks. A route that isn't in the table
 *    answers nobody, and fails `test/routes/dashboard/route-table.test.ts`, which also asks that each route is tried as
 *    every role, as a stranger and as staff of another business.
 * 2. The module goes into `modules.ts`. With `nav` it has a link in the panel, for the roles that may open its first page.
 * 3. A handler takes `c.get('ctx')` (which knows who asks, for the audit log) and `c.get('staff')` (person, role, `scope`), calls
 *    one operation, and answers with `respondDashboard`, `done` or `respondUndone` of `respond.ts`. The guard has read session,
 *    membership and role for this request, and has checked the token of a POST; an operation that changes something checks the
 *    role again where it decides. A form with files says `{ permission, uploadBytes }` in `access`.
 * 4. Its pages are components in `views/dashboard`, drawn by `dashboardPage`; parts to share are in `views/dashboard/parts` and
 *    `views/components`; texts stand in `views/dashboard/words`. Forms are `PostForm` with `context.frame.csrf`.
 */
import { Hono, type Context as HonoContext } from 'hono';
import { PASSKEY_SCRIPT_PATH } from '../../views/dashboard/passkey-form.tsx';
import { PASSKEY_SCRIPT } from '../../views/dashboard/passkey-script.ts';
import { SCRIPT, SCRIPT_PATH } from '../../views/dashboard/script/index.ts';
import { type GivenEnv, given } from '../given.ts';
import { BUSINESS } from './access.ts';
import type { DashboardEnv } from './env.ts';
import { membersOnly } from './guard.ts';
import { fromOurPages } from './guard-forms.ts';
import { invitationRoutes } from './invitations.ts';
import { MODULES } from './modules.ts';
import { personRoutes } from './person.ts';
import { respondBare } from './respond.ts';
import { signInRoutes } from './sign-in.ts';

const business = new Hono<DashboardEnv>().use(membersOnly);
for (const { path, routes } of MODULES) business.route(path, routes);

/**
 * A script of our own, named by what it holds. One that another version of this code names is answered with what is here, and kept
 * by nobody: while versions change places, a page has a script all the same.
 */
const script = (path: string, text: string) => (c: HonoContext) =>
  c.body(text, 200, {
    'Content-Type': 'text/javascript; charset=utf-8',
    'Cache-Control': c.req.path === path ? 'public, max-age=31536000, immutable' : 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });

/** The dashboard of businesses' own staff, at /dashboard: `dashboardRoutes.fetch(request, variables)`. */
export const dashboardRoutes = new Hono<GivenEnv>()
  .basePath('/dashboard')
  .use(given)
  .use(fromOurPages)
  .get('/:script{passkeys-[0-9a-f]+\\.js}', script(PASSKEY_SCRIPT_PATH, PASSKEY_SCRIPT))
  .get('/:script{dashboard-[0-9a-f]+\\.js}', script(SCRIPT_PATH, SCRIPT))
  .route('/sign-in', signInRoutes)
  .route('/invitations', invitationRoutes)
  .route(BUSINESS, business)
  .route('/', personRoutes)
  .all('*', (c) => respondBare(c, 404, 'not_found'))
  .onError((error) => {
    // The app's error handler answers for all routes.
    throw error;
  });
