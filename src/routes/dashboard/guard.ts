import type { Context as HonoContext, MiddlewareHandler } from 'hono';
import { networkOf } from '../../domain/network.ts';
import { asksForFreshSignIn } from '../../domain/staff/fresh-sign-in.ts';
import { readStaffVisit } from '../../operations/staff/visit.ts';
import type { From } from '../../operations/staff/who.ts';
import { agentOf, countryOf, ipOf } from '../client.ts';
import { isRead } from '../own-forms.ts';
import { askedPage } from '../way-back.ts';
import { accessTo, navFor, uploadBytesOf } from './access.ts';
import { staffSecret } from './cookies.ts';
import type { DashboardEnv, PersonEnv } from './env.ts';
import { pathWithin } from './guard-forms.ts';
import { keepForm } from './keep-form.ts';
import { respondBare, respondDashboard, respondNotPermitted, respondPerson } from './respond.ts';
import { guarded } from './sign-in-again.ts';

/** Where a request comes from. Nothing that a client can write counts: X-Forwarded-For is not read. */
export function fromOf({ headers }: Request, requestId: string): From {
  const ip = ipOf(headers);
  return {
    ip,
    network: ip === null ? null : networkOf(ip),
    country: countryOf(headers),
    userAgent: agentOf(headers),
    requestId,
  };
}

/** Pages of whoever is signed in: their session is read for every request, and a POST carries its token. */
export const signedIn: MiddlewareHandler<PersonEnv> = async (c, next) => {
  const from = fromOf(c.req.raw, c.get('requestId'));
  const visit = await readStaffVisit(c.get('ctx'), { secret: staffSecret(c), from });
  const ctx = c.get('ctx');
  if (visit === null) return (await keepForm(c, { ctx, uploadBytes: 0 })) ?? toSignIn(c);
  c.set('ctx', { ...ctx, actor: actorOf(visit, from, ctx.livemode) });
  c.set('visit', visit);
  c.set('from', from);
  return guarded(c, next, {
    ctx,
    visit,
    asksFresh: OWN.test(c.req.path) && asksForFreshSignIn('own_passkeys'),
    respond: (...page) => respondPerson(c, ...page),
  });
};

/** Adding and removing passkeys; giving one another name changes nothing. */
const OWN = /^\/dashboard\/account\/passkeys(?:$|\/psk_[^/]+\/)/;

/**
 * Pages of one business: session, membership and role are read anew for every request. A business of which the person is no
 * member answers like one that does not exist; a route that is not in the table of access answers nobody.
 */
export const membersOnly: MiddlewareHandler<DashboardEnv> = async (c, next) => {
  const from = fromOf(c.req.raw, c.get('requestId'));
  const ctx = c.get('ctx');
  const visit = await readStaffVisit(ctx, { secret: staffSecret(c), from });
  if (visit === null) return (await keepForm(c, { ctx, uploadBytes: uploadBytesOf(c) })) ?? toSignIn(c);
  const business = visit.businesses.find(({ merchantId }) => merchantId === c.req.param('merchant'));
  if (business === undefined) return respondBare(c, 404, 'not_found');
  const { merchantId, merchantName, timeZone, currency, role } = business;
  const { personId, address, sessionId } = visit;
  const scope = { merchantId, livemode: ctx.livemode };
  c.set('ctx', { ...ctx, actor: actorOf(visit, from, ctx.livemode) });
  c.set('visit', visit);
  c.set('from', from);
  c.set('staff', { personId, address, sessionId, role, scope, merchantName, timeZone, currency });
  c.set('nav', navFor(role, merchantId, c.req.path));
  const access = accessTo(c, role);
  switch (access.kind) {
    case 'none':
      return respondBare(c, 404, 'not_found');
    case 'refused':
      return respondNotPermitted(c);
    case 'granted':
      return guarded(c, next, { ...access, ctx, visit, respond: (...page) => respondDashboard(c, ...page) });
  }
};

type Who = { readonly personId: string; readonly address: string };

const actorOf = ({ personId, address }: Who, { ip, userAgent, requestId }: From, livemode: boolean) =>
  ({ kind: 'staff', id: personId, name: address, livemode, ip, userAgent, requestId }) as const;

/** Redirects to the sign-in, which returns to the requested page. */
export function toSignIn(c: HonoContext): Response {
  const path = isRead(c) ? pathWithin(askedPage(c)) : null;
  const query = path === null || path === '/dashboard' ? '' : `?next=${encodeURIComponent(path)}`;
  return c.redirect(`/dashboard/sign-in${query}`, 303);
}
