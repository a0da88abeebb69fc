import { Hono, type Context as HonoContext } from 'hono';
import { type Browser, hasSignedIn, readBrowser } from '../../domain/sign-in/browser.ts';
import { askAgain } from '../../operations/portal/ask-again.ts';
import { readSignInLink, readSignInMerchant } from '../../operations/portal/read-sign-in-link.ts';
import { useSignIn } from '../../operations/portal/use-sign-in.ts';
import { readVisitor } from '../../operations/portal/visit.ts';
import { requestSignInEverywhere } from '../../operations/sign-in/request-everywhere.ts';
import { newSecret } from '../../operations/sign-in/session-secret.ts';
import { BROWSER_LIFE_MS } from '../../operations/sign-in/timing.ts';
import {
  type SignInView,
  signInLinkPage,
  signInPage,
  signInSentPage,
  tooOftenPage,
} from '../../views/portal/sign-in.tsx';
import { BRAKED_FOR_SECONDS, networkIn } from '../brake.ts';
import type { RouteEnv } from '../env.ts';
import { strangersLocale } from '../reader.ts';
import { keepBrowser, keepSession, sealedBrowser, sessionSecret } from './cookies.ts';
import { pathWithin, withForm } from './guard.ts';
import { done, respondUndone, respondWith } from './respond.ts';
import { againForm, signInForm, signInQuery } from './schemas/sign-in.ts';
import { portalForm, portalQuery } from './validate.ts';

type C = HonoContext<RouteEnv>;

/** The sign-in by an emailed link, before any session. Opening a link changes nothing; its button does. */
export const signInRoutes = new Hono<RouteEnv>()
  .get('/', portalQuery(signInQuery), async (c) => {
    const { next } = c.req.valid('query');
    const visitor = await readVisitor(c.get('ctx'), sessionSecret(c));
    if (visitor.kind !== 'stranger') return c.redirect(next ?? '/portal/invoices', 303);
    return showForm(c, { typed: '', problem: null, next });
  })
  .post('/', withForm, portalForm(signInForm), async (c) => {
    const { address, next, 'cf-turnstile-response': answer } = c.req.valid('form');
    const browser = await browserOf(c);
    // A browser that signed in before has a share of its own, which no stranger in its network uses up.
    if (!hasSignedIn(browser)) {
      if (await isBraked(c)) return tooOften(c, BRAKED_FOR_SECONDS);
      if (!(await isHuman(c, answer))) {
        return showForm(c, { typed: address, problem: 'not_human', next });
      }
    }
    const ask = { audience: 'portal', address, browser, ip: ipOf(c), returnPath: next, after: null } as const;
    const elsewhere = await c.get('elsewhere')();
    const asked = await requestSignInEverywhere(c.get('ctx'), { ...ask, elsewhere });
    if (asked.kind === 'done') return isAsked(c, asked.value);
    return respondUndone(c, asked, {
      sign_in_form: () => showForm(c, { typed: address, problem: 'not_an_address', next }),
      too_often: () => tooOften(c),
    });
  })
  .get('/sent', async (c) => {
    const merchant = await houseOf(c);
    return respondWith(c, 200, look(c, merchant), (context) => signInSentPage(merchant, context));
  })
  .get('/:token', (c) => showLink(c, c.req.param('token')))
  .post('/:token', async (c) => {
    const token = c.req.param('token');
    const browser = await knownBrowser(c);
    const used = await useSignIn(c.get('ctx'), { token, browser, formerSession: sessionSecret(c) });
    if (used.kind !== 'done') return respondUndone(c, used, { sign_in_link: () => showLink(c, token) });
    const { value: session } = used;
    if (session !== null) keepSession(c, session.secret, session.lifeMs);
    if (session?.browser) await remember(c, session.browser);
    return done(c, pathWithin(session?.returnPath ?? '') ?? '/portal/invoices');
  })
  .post('/:token/again', withForm, portalForm(againForm), async (c) => {
    const token = c.req.param('token');
    const browser = await browserOf(c);
    if (await isBraked(c)) return tooOften(c, BRAKED_FOR_SECONDS);
    const answer = c.req.valid('form')['cf-turnstile-response'];
    if (!hasSignedIn(browser) && !(await isHuman(c, answer))) return showLink(c, token, 'not_human');
    const ask = { token, browser, ip: ipOf(c) };
    const asked = await askAgain(c.get('ctx'), ask);
    return asked.kind === 'done'
      ? isAsked(c, asked.value)
      : respondUndone(c, asked, { too_often: () => tooOften(c) });
  });

async function showForm(c: C, form: Pick<SignInView, 'typed' | 'problem' | 'next'>): Promise<Response> {
  const merchant = await houseOf(c);
  const widget = c.get('turnstile')?.siteKey ?? null;
  const status = form.problem === null ? 200 : 422;
  return respondWith(c, status, { ...look(c, merchant), hasWidget: widget !== null }, (context) =>
    signInPage({ ...form, merchant, widget }, context),
  );
}

/** The business whose portal this is; null where there are several, as there are in several databases. */
async function houseOf(c: C) {
  const { value: merchant } = await readSignInMerchant(c.get('ctx'));
  return merchant === null || (await c.get('elsewhere')()).length > 0 ? null : merchant;
}

const isBraked = async (c: C): Promise<boolean> =>
  !(await c.get('brakes').take('sign_in', networkIn(c.req.raw.headers)));

/** Whether a visitor passed the check, where there is one. */
async function isHuman(c: C, answer: string): Promise<boolean> {
  const turnstile = c.get('turnstile');
  return turnstile === null || turnstile.isPassed(answer, ipOf(c));
}

async function showLink(c: C, token: string, problem: 'not_human' | null = null): Promise<Response> {
  const browser = await knownBrowser(c);
  const read = await readSignInLink(c.get('ctx'), { token, browser });
  if (read.kind !== 'done') return respondUndone(c, read);
  const { value: link } = read;
  const action = `/portal/sign-in/${token}`;
  const status = link.kind === 'ready' ? 200 : link.kind === 'elsewhere' ? 403 : 410;
  const isAsked = link.mayAskAgain && !(browser !== null && hasSignedIn(browser));
  const turnstile = isAsked ? c.get('turnstile') : null;
  const check = turnstile === null ? {} : { check: turnstile.siteKey };
  const seen = { ...look(c, link.merchant), hasWidget: turnstile !== null };
  return respondWith(c, problem === null ? status : 422, seen, (context) =>
    signInLinkPage({ ...link, action, ...check, problem }, context),
  );
}

async function tooOften(c: C, afterSeconds = '900'): Promise<Response> {
  const merchant = await houseOf(c);
  c.header('Retry-After', afterSeconds);
  return respondWith(c, 429, look(c, merchant), (context) => tooOftenPage(merchant, context));
}

/** After a request, the same for every address: the browser remembers what it asked for. */
async function isAsked(c: C, browser: Browser): Promise<Response> {
  await remember(c, browser);
  return done(c, '/portal/sign-in/sent');
}

const remember = async (c: C, browser: Browser): Promise<void> =>
  keepBrowser(c, await c.get('ctx').links.seal(JSON.stringify(browser)), BROWSER_LIFE_MS);

/** What the visitor's browser remembers; null without a cookie that we signed. */
async function knownBrowser(c: C): Promise<Browser | null> {
  const sealed = sealedBrowser(c);
  const stored = sealed === undefined ? null : await c.get('ctx').links.unseal(sealed);
  return stored === null ? null : readBrowser(stored);
}

/** The browser, with a secret of its own that is made on first use: its sign-in links are bound to it. */
const browserOf = async (c: C): Promise<Browser> =>
  (await knownBrowser(c)) ?? { secret: newSecret(c.get('ctx')), asks: [] };

/** https://developers.cloudflare.com/fundamentals/reference/http-headers/#cf-connecting-ip */
const ipOf = (c: C): string | null => c.req.header('cf-connecting-ip') ?? null;

const look = (c: C, merchant: { readonly logoUrl: string | null } | null) => ({
  locale: strangersLocale(c),
  logoUrl: merchant?.logoUrl ?? null,
});
