import { Hono, type Context as HonoContext, type MiddlewareHandler } from 'hono';
import { chooseCustomer } from '../../operations/portal/choose-customer.ts';
import { signOut, signOutEverywhere } from '../../operations/portal/sign-out.ts';
import { type KnownVisitor, readVisitor } from '../../operations/portal/visit.ts';
import { choosePage } from '../../views/portal/choose.tsx';
import type { RouteEnv } from '../env.ts';
import { strangersLocale } from '../reader.ts';
import { forgetSession, sessionSecret } from './cookies.ts';
import { toSignIn, withToken } from './guard.ts';
import { done, respondUndone, respondWith } from './respond.ts';
import { chooseForm } from './schemas/account.ts';
import { portalForm } from './validate.ts';

type AccountEnv = { readonly Variables: RouteEnv['Variables'] & { readonly visitor: KnownVisitor } };

/** Checks the session and its CSRF token; a visitor without a session is sent to the sign-in. */
const bySession: MiddlewareHandler<AccountEnv> = async (c, next) => {
  const visitor = await readVisitor(c.get('ctx'), sessionSecret(c));
  if (visitor.kind === 'stranger') return toSignIn(c);
  c.set('visitor', visitor);
  return withToken(c, facts(visitor).csrf, next);
};

/** Actions of the session itself: choosing a customer, switching, signing out. No customer need be chosen yet. */
export const accountRoutes = new Hono<RouteEnv>()
  .get('/choose', async (c) => {
    const visitor = await readVisitor(c.get('ctx'), sessionSecret(c));
    if (visitor.kind === 'stranger') return toSignIn(c);
    const { csrf, personEmail, current, locale } = facts(visitor);
    // The business opened the portal for one customer only.
    if (personEmail === null) return done(c, '/portal/invoices');
    const view = { address: personEmail, csrf, current, choices: visitor.choices };
    const look = { locale: locale ?? strangersLocale(c), logoUrl: null };
    return respondWith(c, 200, look, (context) => choosePage(view, context));
  })
  .post('/choose', bySession, portalForm(chooseForm), async (c) => {
    const { customer: customerId } = c.req.valid('form');
    const chosen = await chooseCustomer(c.get('ctx'), { visitor: c.get('visitor'), customerId });
    return chosen.kind === 'done' ? done(c, '/portal/invoices') : respondUndone(c, chosen);
  })
  .post('/sign-out', bySession, async (c) => {
    await signOut(c.get('ctx'), { sessionId: facts(c.get('visitor')).sessionId });
    return leave(c);
  })
  .post('/sign-out-everywhere', bySession, async (c) => {
    const visitor = c.get('visitor');
    for (const ctx of [c.get('ctx'), ...(await c.get('elsewhere')())])
      await signOutEverywhere(ctx, { visitor });
    return leave(c);
  });

function leave(c: HonoContext): Response {
  forgetSession(c);
  return done(c, '/portal/sign-in');
}

const facts = (visitor: KnownVisitor) =>
  visitor.kind === 'visit'
    ? { ...visitor.visit, current: visitor.visit.customerId }
    : { ...visitor, current: null, locale: null };
