import { Hono } from 'hono';
import { z } from 'zod';
import { beginOauth } from '../../operations/connections/begin-oauth.ts';
import { disconnectByStaff, readAccountByStaff } from '../../operations/connections/by-staff.ts';
import {
  confirmAccount,
  declineAccount,
  readConnectAttempt,
} from '../../operations/connections/confirm-account.ts';
import { connectAgain } from '../../operations/connections/connect-again.ts';
import { createAccount, createOnboardingLink } from '../../operations/connections/create-account.ts';
import { readConnection } from '../../operations/connections/read-connection.ts';
import { readCopying } from '../../operations/connections/read-copying.ts';
import { attemptPage } from '../../views/dashboard/stripe-attempt.tsx';
import { disconnectPage } from '../../views/dashboard/stripe-connected.tsx';
import { copyingPage } from '../../views/dashboard/stripe-copying.tsx';
import { COPIED } from '../../views/dashboard/words/copying.ts';
import { STRIPE_WORDS as words } from '../../views/dashboard/words/stripe.ts';
import { speakerFor } from '../../views/format.ts';
import type { DashboardContext, DashboardEnv } from './env.ts';
import { dashboardForm, text } from './forms.ts';
import type { DashboardModule } from './module.ts';
import { done, respondBare, respondDashboard, respondUndone, within } from './respond.ts';
import { mapHrefOf, type Status, showStripe } from './stripe-page.ts';

/** Who goes to Stripe and comes back, in the session that is open. */
const traveller = (c: DashboardContext) => {
  const { scope, personId: person, sessionId: session } = c.get('staff');
  return { scope, person, session };
};

const base = (c: DashboardContext) => within(c, '/stripe');

async function showAttempt(c: DashboardContext, status: Status, problem: string | null = null) {
  const attemptId = c.req.param('attempt') ?? '';
  const read = await readConnectAttempt(c.get('ctx'), { ...traveller(c), attemptId });
  if (read.kind !== 'done') return respondBare(c, 404, 'not_found');
  const outcome = read.value;
  if (outcome?.kind === 'connected') return done(c, base(c));
  const view = { base: base(c), attemptId, outcome, problem };
  const options = outcome === null ? { live: { of: null, seconds: 2 } } : {};
  return respondDashboard(c, status, (context) => attemptPage(view, context), options);
}

/** What the page says of a press on *Check again*; where Stripe refuses, it says so itself. */
const CHECKED = {
  read: 'account_checked',
  not_due: 'account_just_checked',
  not_answered: 'account_not_answered',
  refused: null,
} as const;

const routes = new Hono<DashboardEnv>()
  .get('/', (c) => showStripe(c, 200))
  .post('/integrate', async (c) => {
    const begun = await beginOauth(c.get('ctx'), traveller(c));
    return begun.kind === 'done'
      ? leave(c, begun.value.url)
      : respondUndone(c, begun, ({ status, text: problem }) => showStripe(c, status, problem));
  })
  .post('/create', async (c) => {
    const { scope, address: by } = c.get('staff');
    const made = await createAccount(c.get('ctx'), { scope, by });
    return made.kind === 'done'
      ? done(c, base(c), 'account_created')
      : respondUndone(c, made, ({ status, text: problem }) => showStripe(c, status, problem));
  })
  .post('/onboarding', async (c) => {
    const { scope } = c.get('staff');
    const made = await createOnboardingLink(c.get('ctx'), { scope, page: `${base(c)}/back` });
    return made.kind === 'done'
      ? leave(c, made.value.url)
      : respondUndone(c, made, ({ status, text: problem }) => showStripe(c, status, problem));
  })
  // Stripe leads here both when its form was left and when it was reloaded: what holds is read from the account.
  .get('/back', async (c) => {
    await readAccountByStaff(c.get('ctx'), { scope: c.get('staff').scope });
    return done(c, base(c));
  })
  .post('/refresh', async (c) => {
    const read = await readAccountByStaff(c.get('ctx'), { scope: c.get('staff').scope });
    return done(c, base(c), read.kind === 'done' ? CHECKED[read.value.read] : null);
  })
  .post('/again', dashboardForm(z.object({ connection: text() })), async (c) => {
    const { scope, address: by } = c.get('staff');
    const ask = { scope, connectionId: c.req.valid('form').connection, by };
    const again = await connectAgain(c.get('ctx'), ask);
    return again.kind === 'done'
      ? done(c, base(c), 'account_again')
      : respondUndone(c, again, ({ status, text: problem }) => showStripe(c, status, problem));
  })
  .get('/disconnect', async (c) => {
    const read = await readConnection(c.get('ctx'), { scope: c.get('staff').scope });
    if (read.kind !== 'done') return showStripe(c, 200);
    const { account: name, status } = read.value;
    const account = status?.accountId ?? (name === 'self' ? words.disconnect.own : name);
    return respondDashboard(c, 200, (context) => disconnectPage({ base: base(c), account }, context));
  })
  .post('/disconnect', async (c) => {
    const { scope, address: by } = c.get('staff');
    const ended = await disconnectByStaff(c.get('ctx'), { scope, by });
    const isOver = ended.kind === 'refused' && ended.rejection.code === 'not_found';
    if (ended.kind === 'done' || isOver) return done(c, base(c), 'account_disconnected');
    // It is begun, and finished by itself.
    if (ended.kind === 'stripe_unavailable') return done(c, base(c), 'account_disconnecting');
    return respondUndone(c, ended, ({ status, text: problem }) => showStripe(c, status, problem));
  })
  .get('/attempts/:attempt', (c) => showAttempt(c, 200))
  .post('/attempts/:attempt/confirm', async (c) => {
    const ask = { ...traveller(c), attemptId: c.req.param('attempt'), by: c.get('staff').address };
    const confirmed = await confirmAccount(c.get('ctx'), ask);
    return confirmed.kind === 'done'
      ? done(c, base(c), 'account_connected')
      : respondUndone(c, confirmed, ({ status, text: problem }) => showAttempt(c, status, problem));
  })
  .post('/attempts/:attempt/decline', async (c) => {
    const ask = { ...traveller(c), attemptId: c.req.param('attempt') };
    const declined = await declineAccount(c.get('ctx'), ask);
    return declined.kind === 'done'
      ? showAttempt(c, 200)
      : respondUndone(c, declined, ({ status, text: problem }) => showAttempt(c, status, problem));
  })
  .get('/copying', async (c) => {
    const ctx = c.get('ctx');
    const { scope } = c.get('staff');
    const read = await readConnection(ctx, { scope });
    if (read.kind !== 'done') return showStripe(c, 200);
    const copying = await readCopying(ctx, { scope });
    const { account, status } = read.value;
    return respondDashboard(c, 200, (context) =>
      copyingPage(
        {
          base: base(c),
          accountId: status?.accountId ?? (account === 'self' ? null : account),
          asOf: speakerFor(context.speech).date(COPIED.asOf),
          customers: copying.kind === 'done' ? copying.value : null,
          mapHref: mapHrefOf(c),
        },
        context,
      ),
    );
  });

/** To Stripe, whose address opens something: it is neither kept nor referred to. */
function leave(c: DashboardContext, url: string): Response {
  c.header('Cache-Control', 'private, no-store');
  c.header('Referrer-Policy', 'no-referrer');
  return c.redirect(url, 303);
}

/** The way back from Stripe, which a fresh sign-in began: it is of the same session. */
const BEGUN = { permission: 'connect_stripe', isBegun: true } as const;

/** The account that takes the business's payments. Everybody sees how it stands. */
export const stripe: DashboardModule = {
  path: '/stripe',
  routes,
  access: {
    'GET /': 'see',
    'POST /integrate': 'connect_stripe',
    'POST /create': 'connect_stripe',
    'POST /onboarding': 'connect_stripe',
    'GET /back': 'see',
    'POST /refresh': 'see',
    'POST /again': 'connect_stripe',
    'GET /disconnect': 'connect_stripe',
    'POST /disconnect': 'connect_stripe',
    'GET /attempts/:attempt': BEGUN,
    'POST /attempts/:attempt/confirm': BEGUN,
    'POST /attempts/:attempt/decline': BEGUN,
    'GET /copying': 'see',
  },
  nav: { group: 'settings', label: words.nav, about: words.about, key: 't' },
};
