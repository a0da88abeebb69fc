import { Hono, type Context as HonoContext } from 'hono';
import { showInvitation, signInToAnswer } from '../../operations/staff/read-invitation.ts';
import { invitationPage } from '../../views/dashboard/choose.tsx';
import { BRAKED_FOR_SECONDS } from '../brake.ts';
import { ipOf } from '../client.ts';
import type { RouteEnv } from '../env.ts';
import { browserOf } from './browser.ts';
import { respondBare, respondWith } from './respond.ts';
import { isAsked, isBraked, tooOften } from './sign-in.ts';

/** The link of an invitation. It signs nobody in: its button has a sign-in link sent to the invited address. */
export const invitationRoutes = new Hono<RouteEnv>()
  .get('/:token', (c) => show(c, c.req.param('token')))
  .post('/:token', async (c) => {
    const token = c.req.param('token');
    if (await isBraked(c)) return tooOften(c, BRAKED_FOR_SECONDS);
    const ask = { token, browser: await browserOf(c), ip: ipOf(c.req.raw.headers) };
    const asked = await signInToAnswer(c.get('ctx'), ask);
    if (asked.kind === 'done') return isAsked(c, asked.value);
    return asked.kind === 'refused' && asked.rejection.code === 'too_often' ? tooOften(c) : show(c, token);
  });

async function show(c: HonoContext<RouteEnv>, token: string): Promise<Response> {
  const shown = await showInvitation(c.get('ctx'), { token });
  if (shown.kind !== 'done') return respondBare(c, 404, 'not_found');
  const action = `/dashboard/invitations/${token}`;
  const status = shown.value.state === 'open' ? 200 : 410;
  return respondWith(c, status, (context) => invitationPage({ ...shown.value, action }, context));
}
