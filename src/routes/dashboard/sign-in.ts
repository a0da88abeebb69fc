import { Hono, type Context as HonoContext } from 'hono';
import { z } from 'zod';
import { type Browser, hasSignedIn } from '../../domain/sign-in/browser.ts';
import { relyingPartyOf } from '../../domain/staff/relying-party.ts';
import { requestSignInEverywhere } from '../../operations/sign-in/request-everywhere.ts';
import { askStaffAgain } from '../../operations/staff/ask-again.ts';
import { newChallenge } from '../../operations/staff/challenge.ts';
import { readStaffSignInLink } from '../../operations/staff/read-sign-in-link.ts';
import { signInByPasskeyAnywhere } from '../../operations/staff/sign-in-by-passkey.ts';
import { useStaffSignIn } from '../../operations/staff/use-sign-in.ts';
import { readStaffVisit } from '../../operations/staff/visit.ts';
import {
  type SignInView,
  signInLinkPage,
  signInPage,
  signInSentPage,
  tooOftenPage,
} from '../../views/dashboard/sign-in.tsx';
import { BRAKED_FOR_SECONDS, networkIn } from '../brake.ts';
import { ipOf } from '../client.ts';
import type { RouteEnv } from '../env.ts';
import { browserOf, knownBrowser, remember } from './browser.ts';
import { keepStaffSession, staffSecret } from './cookies.ts';
import { dashboardForm, dashboardQuery, text } from './forms.ts';
import { fromOf } from './guard.ts';
import { pathWithin, withForm } from './guard-forms.ts';
import { done, respondBare, respondWith } from './respond.ts';

type C = HonoContext<RouteEnv>;

const next = text().transform(pathWithin);
const signInForm = z.object({ address: text(), next, 'cf-turnstile-response': text() });
const passkeyForm = z.object({
  challenge: text(),
  credential: text(),
  client: text(),
  authenticator: text(),
  signature: text(),
  user: text(),
  next,
});

/** The sign-in by a mailed link, before any session. Opening a link changes nothing; its button does. */
export const signInRoutes = new Hono<RouteEnv>()
  .get('/', dashboardQuery(z.object({ next, again: text() })), async (c) => {
    const { next: path, again } = c.req.valid('query');
    const visit = await readStaffVisit(c.get('ctx'), {
      secret: staffSecret(c),
      from: fromOf(c.req.raw, c.get('requestId')),
    });
    if (visit === null) return showForm(c, { typed: '', problem: null, next: path });
    // A session that is open, and was opened too long ago for what its person wants to do.
    if (again === '') return c.redirect(path ?? '/dashboard', 303);
    return showForm(c, { typed: visit.address, problem: null, next: path, isAgain: true });
  })
  .post('/', withForm, dashboardForm(signInForm), async (c) => {
    const { address, next: returnPath, 'cf-turnstile-response': answer } = c.req.valid('form');
    const browser = await browserOf(c);
    const ip = ipOf(c.req.raw.headers);
    // A browser that signed in before has a share of its own, which no stranger in its network uses up.
    if (!hasSignedIn(browser)) {
      if (await isBraked(c)) return tooOften(c, BRAKED_FOR_SECONDS);
      const turnstile = c.get('turnstile');
      if (turnstile !== null && !(await turnstile.isPassed(answer, ip))) {
        return showForm(c, { typed: address, problem: 'not_human', next: returnPath });
      }
    }
    const elsewhere = await c.get('elsewhere')();
    const ask = { audience: 'staff', address, browser, ip, returnPath, after: null, elsewhere } as const;
    const asked = await requestSignInEverywhere(c.get('ctx'), ask);
    if (asked.kind === 'done') return isAsked(c, asked.value);
    return asked.kind === 'refused' && asked.rejection.code === 'not_an_address'
      ? showForm(c, { typed: address, problem: 'not_an_address', next: returnPath })
      : tooOften(c);
  })
  .post('/passkey', withForm, dashboardForm(passkeyForm), async (c) => {
    if (await isBraked(c)) return tooOften(c, BRAKED_FOR_SECONDS);
    const form = c.req.valid('form');
    const party = relyingPartyOf(c.get('appUrl'));
    if (typeof party === 'string') return respondBare(c, 404, 'not_found');
    const used = await signInByPasskeyAnywhere(c.get('ctx'), {
      // A passkey does not say in which database its person is.
      elsewhere: await c.get('elsewhere')(),
      party,
      from: fromOf(c.req.raw, c.get('requestId')),
      sealed: form.challenge,
      credentialId: form.credential,
      ceremony: { client: form.client, authenticator: form.authenticator },
      signature: form.signature,
      userHandle: form.user,
      formerSession: staffSecret(c),
    });
    if (used.kind !== 'done') return showForm(c, { typed: '', problem: 'passkey_refused', next: form.next });
    keepStaffSession(c, used.value.secret);
    return done(c, form.next ?? '/dashboard');
  })
  .get('/sent', (c) => respondWith(c, 200, signInSentPage))
  .get('/:token', (c) => showLink(c, c.req.param('token')))
  .post('/:token', async (c) => {
    const token = c.req.param('token');
    const used = await useStaffSignIn(c.get('ctx'), {
      token,
      browser: await knownBrowser(c),
      formerSession: staffSecret(c),
      from: fromOf(c.req.raw, c.get('requestId')),
    });
    if (used.kind !== 'done') return showLink(c, token);
    const { value: session } = used;
    if (session === null) return done(c, '/dashboard');
    keepStaffSession(c, session.secret);
    await remember(c, session.browser);
    return done(c, pathWithin(session.returnPath ?? '') ?? '/dashboard');
  })
  .post('/:token/again', async (c) => {
    if (await isBraked(c)) return tooOften(c, BRAKED_FOR_SECONDS);
    const ask = { token: c.req.param('token'), browser: await browserOf(c), ip: ipOf(c.req.raw.headers) };
    const asked = await askStaffAgain(c.get('ctx'), ask);
    if (asked.kind === 'done') return isAsked(c, asked.value);
    return asked.kind === 'refused' && asked.rejection.code === 'not_found'
      ? respondBare(c, 404, 'not_found')
      : tooOften(c);
  });

type Form = Pick<SignInView, 'typed' | 'problem' | 'next' | 'isAgain'>;

async function showForm(c: C, form: Form): Promise<Response> {
  const widget = c.get('turnstile')?.siteKey ?? null;
  const status = form.problem === null ? 200 : 422;
  const party = relyingPartyOf(c.get('appUrl'));
  const ceremony =
    typeof party === 'string'
      ? null
      : {
          ...(await newChallenge(c.get('ctx'), { purpose: 'sign_in', personId: null })),
          rpId: party.rpId,
        };
  return respondWith(c, status, (context) => signInPage({ ...form, widget, ceremony }, context), {
    hasWidget: widget !== null,
    hasScript: ceremony !== null,
  });
}

/** Whether this network asked for too many links. A request without an address counts as one network. */
export const isBraked = async (c: C): Promise<boolean> =>
  !(await c.get('brakes').take('sign_in', networkIn(c.req.raw.headers)));

async function showLink(c: C, token: string): Promise<Response> {
  const read = await readStaffSignInLink(c.get('ctx'), { token, browser: await knownBrowser(c) });
  if (read.kind !== 'done') return respondBare(c, 404, 'not_found');
  const { value: link } = read;
  const action = `/dashboard/sign-in/${token}`;
  const status = link.kind === 'ready' ? 200 : link.kind === 'elsewhere' ? 403 : 410;
  return respondWith(c, status, (context) => signInLinkPage({ ...link, action }, context));
}

export async function tooOften(c: C, afterSeconds = '900'): Promise<Response> {
  c.header('Retry-After', afterSeconds);
  return respondWith(c, 429, tooOftenPage);
}

/** After a request, the same for every address: the browser remembers what it asked for. */
export async function isAsked(c: C, browser: Browser): Promise<Response> {
  await remember(c, browser);
  return done(c, '/dashboard/sign-in/sent');
}
