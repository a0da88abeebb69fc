import { Hono } from 'hono';
import { z } from 'zod';
import { newId } from '../../operations/core/context.ts';
import { acceptInvitation, declineInvitation } from '../../operations/staff/answer-invitation.ts';
import { endStaffSession } from '../../operations/staff/end-session.ts';
import { choosePage } from '../../views/dashboard/choose.tsx';
import { signedInPage } from '../../views/dashboard/sign-in-again.tsx';
import { takeFlash } from '../closed-cookies.ts';
import { accountRoutes } from './account.ts';
import { connectRoutes } from './connect.ts';
import { forgetStaffSession } from './cookies.ts';
import type { PersonContext, PersonEnv } from './env.ts';
import { dashboardForm, text } from './forms.ts';
import { signedIn } from './guard.ts';
import { done, respondUndone, respondWith } from './respond.ts';

const joinForm = z.object({ invitation: text(), answer: z.enum(['accept', 'decline']) });

/** What a person does that is about no one business: choosing one, answering an invitation, signing out. */
export const personRoutes = new Hono<PersonEnv>()
  .use(signedIn)
  .route('/account', accountRoutes)
  .route('/connect', connectRoutes)
  .get('/', (c) => {
    const { businesses, invited } = c.get('visit');
    const [only, another] = businesses;
    const goesOn = only !== undefined && another === undefined && invited.length === 0;
    return goesOn ? done(c, `/dashboard/${only.merchantId}`) : showChoice(c, 200, null);
  })
  .get('/choose', (c) => showChoice(c, 200, null))
  .get('/signed-in', (c) => respondWith(c, 200, signedInPage))
  .post('/join', dashboardForm(joinForm), async (c) => {
    const { invitation: invitationId, answer } = c.req.valid('form');
    const ctx = c.get('ctx');
    const ask = { who: c.get('visit'), invitationId, commandId: newId(ctx, 'req') };
    const answered =
      answer === 'accept' ? await acceptInvitation(ctx, ask) : await declineInvitation(ctx, ask);
    if (answered.kind !== 'done') {
      return respondUndone(c, answered, ({ status, text: problem }) => showChoice(c, status, problem));
    }
    return answer === 'accept'
      ? done(c, `/dashboard/${answered.value.merchantId}`, 'joined')
      : done(c, '/dashboard/choose', 'declined');
  })
  .post('/sign-out', async (c) => {
    const visit = c.get('visit');
    const ask = { visit, from: c.get('from'), sessionId: visit.sessionId };
    const ended = await endStaffSession(c.get('ctx'), ask);
    if (ended.kind !== 'done' && ended.kind !== 'refused') throw new Error('a session was not ended');
    forgetStaffSession(c);
    return done(c, '/dashboard/sign-in');
  });

function showChoice(c: PersonContext, status: 200 | 409 | 422 | 503, problem: string | null) {
  const { address, csrf, businesses, invited } = c.get('visit');
  const said = takeFlash(c);
  const view = { address, csrf, businesses, invited, said, problem };
  return respondWith(c, status, (context) => choosePage(view, context));
}
