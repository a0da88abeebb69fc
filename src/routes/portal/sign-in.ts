import { Hono, type Context as HonoContext } from 'hono';
import { readSignInLink, readSignInMerchant } from '../../operations/portal/read-sign-in-link.ts';
import { requestSignIn } from '../../operations/portal/request-sign-in.ts';
import { hashOfSecret, newSecret } from '../../operations/portal/session-secret.ts';
import { SIGN_IN_AGAIN_MS } from '../../operations/portal/timing.ts';
import { askAgain, useSignIn } from '../../operations/portal/use-sign-in.ts';
import { readVisitor } from '../../operations/portal/visit.ts';
import { signInLinkPage, signInPage, signInSentPage, tooOftenPage } from '../../views/portal/sign-in.tsx';
import type { RouteEnv } from '../env.ts';
import { browserSecret, keepBrowser, keepSession, sessionSecret } from './cookies.ts';
import { pathWithin, withForm } from './guard.ts';
import { done, languageOf, respondUndone, respondWith } from './respond.ts';
import { signInForm, signInQuery } from './schemas/sign-in.ts';
import { portalForm, portalQuery } from './validate.ts';

type C = HonoContext<RouteEnv>;

/** The sign-in by an emailed link, before any session. Opening a link changes nothing; its button does. */
export const signInRoutes = new Hono<RouteEnv>()
  .get('/', portalQuery(signInQuery), async (c) => {
    const { next } = c.req.valid('query');
    const visitor = await readVisitor(c.get('ctx'), sessionSecret(c));
    if (visitor.kind !== 'stranger') return c.redirect(next ?? '/portal/invoices', 303);
    return showForm(c, null, next);
  })
  .post('/', withForm, portalForm(signInForm), async (c) => {
    const { address, next } = c.req.valid('form');
    const ask = { address, browserSecret: await browserOf(c), ip: ipOf(c), returnPath: next };
    const asked = await requestSignIn(c.get('ctx'), ask);
    if (asked.kind === 'done') return done(c, '/portal/sign-in/sent');
    return respondUndone(c, asked, {
      sign_in_form: () => showForm(c, address, next),
      too_often: () => tooOften(c),
    });
  })
  .get('/sent', async (c) => {
    const { value: merchant } = await readSignInMerchant(c.get('ctx'));
    return respondWith(c, 200, look(c, merchant), (context) => signInSentPage(merchant, context));
  })
  .get('/:token', (c) => showLink(c, c.req.param('token')))
  .post('/:token', async (c) => {
    const token = c.req.param('token');
    const browser = { secret: browserSecret(c), formerSession: sessionSecret(c) };
    const used = await useSignIn(c.get('ctx'), { token, browser });
    if (used.kind !== 'done') return respondUndone(c, used, { sign_in_link: () => showLink(c, token) });
    const { value: session } = used;
    if (session !== null) keepSession(c, session.secret, session.lifeMs);
    return done(c, pathWithin(session?.returnPath ?? '') ?? '/portal/invoices');
  })
  .post('/:token/again', async (c) => {
    const ask = { token: c.req.param('token'), browserSecret: await browserOf(c), ip: ipOf(c) };
    const asked = await askAgain(c.get('ctx'), ask);
    return asked.kind === 'done'
      ? done(c, '/portal/sign-in/sent')
      : respondUndone(c, asked, { too_often: () => tooOften(c) });
  });

async function showForm(c: C, wrong: string | null, next: string | null): Promise<Response> {
  const { value: merchant } = await readSignInMerchant(c.get('ctx'));
  return respondWith(c, wrong === null ? 200 : 422, look(c, merchant), (context) =>
    signInPage({ merchant, wrong, next }, context),
  );
}

async function showLink(c: C, token: string): Promise<Response> {
  const read = await readSignInLink(c.get('ctx'), { token, browserSecret: browserSecret(c) });
  if (read.kind !== 'done') return respondUndone(c, read);
  const { value: link } = read;
  const action = `/portal/sign-in/${token}`;
  const status = link.kind === 'ready' ? 200 : link.kind === 'elsewhere' ? 403 : 410;
  return respondWith(c, status, look(c, link.merchant), (context) =>
    signInLinkPage({ ...link, action }, context),
  );
}

async function tooOften(c: C): Promise<Response> {
  const { value: merchant } = await readSignInMerchant(c.get('ctx'));
  c.header('Retry-After', '900');
  return respondWith(c, 429, look(c, merchant), (context) => tooOftenPage(merchant, context));
}

/** The browser's own secret, created on first use: its sign-in links are bound to it. */
async function browserOf(c: C): Promise<string> {
  const known = browserSecret(c);
  const secret =
    known !== undefined && (await hashOfSecret(known)) !== null ? known : newSecret(c.get('ctx'));
  keepBrowser(c, secret, SIGN_IN_AGAIN_MS);
  return secret;
}

/** https://developers.cloudflare.com/fundamentals/reference/http-headers/#cf-connecting-ip */
const ipOf = (c: C): string | null => c.req.header('cf-connecting-ip') ?? null;

const look = (c: C, merchant: { readonly logoUrl: string | null } | null) => ({
  locale: languageOf(c),
  logoUrl: merchant?.logoUrl ?? null,
});
