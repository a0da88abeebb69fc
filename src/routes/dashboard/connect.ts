import { Hono } from 'hono';
import { may } from '../../domain/staff/roles.ts';
import { finishOauth } from '../../operations/connections/finish-oauth.ts';
import { callbackPage } from '../../views/dashboard/stripe-attempt.tsx';
import type { PersonContext, PersonEnv } from './env.ts';
import { done, respondPerson } from './respond.ts';

/**
 * Where Stripe sends whoever chose an account there. The address is registered with Stripe, so it names no business: the state
 * does, and role and session are asked again now.
 */
export const connectRoutes = new Hono<PersonEnv>().get('/stripe', async (c) => {
  const { personId, sessionId, businesses } = c.get('visit');
  const query = new URL(c.req.url).searchParams;
  const finished = await finishOauth(c.get('ctx'), {
    state: query.get('state'),
    code: query.get('code'),
    error: query.get('error'),
    errorDescription: query.get('error_description'),
    person: personId,
    session: sessionId,
    mayConnect: async (merchantId) =>
      businesses.some((each) => each.merchantId === merchantId && may(each.role, 'connect_stripe')),
  });
  if (finished.kind !== 'done') return show(c, 'unusable');
  const { value } = finished;
  if (value.kind === 'nothing_changed') return show(c, 'nothing');
  return done(c, `/dashboard/${value.merchantId}/stripe/attempts/${value.attemptId}`);
});

const show = (c: PersonContext, kind: 'nothing' | 'unusable') =>
  respondPerson(c, kind === 'nothing' ? 200 : 404, (context) => callbackPage(kind, '/dashboard', context));
