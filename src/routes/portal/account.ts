import { Hono, type Context as HonoContext } from 'hono';
import { chooseCustomer } from '../../operations/portal/choose-customer.ts';
import { sameText } from '../../operations/portal/session-secret.ts';
import { signOut, signOutEverywhere } from '../../operations/portal/sign-out.ts';
import { readVisitor, type Visitor } from '../../operations/portal/visit.ts';
import { choosePage } from '../../views/portal/choose.ts';
import type { RouteEnv } from '../env.ts';
import { forgetSession, sessionSecret } from './cookies.ts';
import { readForm, toSignIn } from './guard.ts';
import { done, languageOf, respondBare, respondWith } from './respond.ts';

type C = HonoContext<RouteEnv>;
type Known = Exclude<Visitor, { readonly kind: 'stranger' }>;

/** What a session does with itself: it picks a customer, another one, or ends. A customer need not be picked yet. */
export const accountRoutes = new Hono<RouteEnv>()
  .get('/choose', async (c) => {
    const visitor = await readVisitor(c.get('ctx'), sessionSecret(c));
    if (visitor.kind === 'stranger') return toSignIn(c);
    const { csrf, personEmail, current, locale } = facts(visitor);
    // The business opened the portal for one customer: there is nothing to choose.
    if (personEmail === null) return done(c, '/portal/invoices');
    const view = { address: personEmail, csrf, current, choices: visitor.choices };
    const look = { locale: locale ?? languageOf(c), logoUrl: null };
    return respondWith(c, 200, look, (context) => choosePage(view, context));
  })
  .post('/choose', (c) =>
    change(c, async (visitor, form) => {
      const chosen = await chooseCustomer(c.get('ctx'), visitor, form.get('customer') ?? '');
      return chosen ? done(c, '/portal/invoices') : respondBare(c, 404, 'not_found');
    }),
  )
  .post('/sign-out', (c) =>
    change(c, async (visitor) => {
      await signOut(c.get('ctx'), facts(visitor).sessionId);
      return leave(c);
    }),
  )
  .post('/sign-out-everywhere', (c) =>
    change(c, async (visitor) => {
      await signOutEverywhere(c.get('ctx'), visitor);
      return leave(c);
    }),
  );

/** What a session may change, with its token checked; who has none is led to the sign-in. */
async function change(
  c: C,
  act: (visitor: Known, form: URLSearchParams) => Promise<Response>,
): Promise<Response> {
  const visitor = await readVisitor(c.get('ctx'), sessionSecret(c));
  if (visitor.kind === 'stranger') return toSignIn(c);
  const form = await readForm(c);
  if (form === null) return respondBare(c, 400, 'unreadable_form');
  if (!sameText(form.get('csrf') ?? '', facts(visitor).csrf)) return respondBare(c, 403, 'foreign_form');
  return act(visitor, form);
}

function leave(c: C): Response {
  forgetSession(c);
  return done(c, '/portal/sign-in');
}

const facts = (visitor: Known) =>
  visitor.kind === 'visit'
    ? { ...visitor.visit, current: visitor.visit.customerId }
    : { ...visitor, current: null, locale: null };
