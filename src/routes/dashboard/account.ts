import { Hono } from 'hono';
import { z } from 'zod';
import { browserName } from '../../domain/staff/browser-name.ts';
import { endOtherSessions, endStaffSession } from '../../operations/staff/end-session.ts';
import { type ListedSession, listStaffSessions } from '../../operations/staff/list-sessions.ts';
import { accountPage } from '../../views/dashboard/account.tsx';
import { ACCOUNT_WORDS as words } from '../../views/dashboard/words/account.ts';
import { speakerFor } from '../../views/format.ts';
import type { PersonContext, PersonEnv } from './env.ts';
import { dashboardForm, text } from './forms.ts';
import { done, respondBare, respondPerson } from './respond.ts';

const ACCOUNT = '/dashboard/account';

/** A person's own sign-in, which is of no business: their sessions. */
export const accountRoutes = new Hono<PersonEnv>()
  .get('/', show)
  .post('/sessions/end', dashboardForm(z.object({ session: text() })), async (c) => {
    const { session: sessionId } = c.req.valid('form');
    const ask = { visit: c.get('visit'), from: c.get('from'), sessionId };
    const ended = await endStaffSession(c.get('ctx'), ask);
    return ended.kind === 'done' ? done(c, ACCOUNT, 'session_ended') : respondBare(c, 404, 'not_found');
  })
  .post('/sessions/end-others', async (c) => {
    await endOtherSessions(c.get('ctx'), { visit: c.get('visit'), from: c.get('from') });
    return done(c, ACCOUNT, 'others_ended');
  });

async function show(c: PersonContext): Promise<Response> {
  const visit = c.get('visit');
  const listed = await listStaffSessions(c.get('ctx'), { who: visit });
  if (listed.kind !== 'done') return respondBare(c, 404, 'not_found');
  const timeZone = visit.businesses[0]?.timeZone ?? 'UTC';
  return respondPerson(c, 200, (context) => {
    const speaker = speakerFor(context.speech);
    const sessions = listed.value.map((session) => ({
      ...session,
      browser: browserText(session.userAgent),
      place: placeText(session),
      seen: speaker.instant(session.seenAt, timeZone),
    }));
    return accountPage({ sessions, said: context.said }, context);
  });
}

function browserText(userAgent: string | null): string {
  const { browser, system } = browserName(userAgent);
  if (browser === null) return system ?? words.unknownBrowser;
  return system === null ? browser : words.on(browser, system);
}

const countries = new Intl.DisplayNames('en', { type: 'region' });

function placeText({ network, country }: ListedSession): string {
  if (network === null) return words.unknownPlace;
  return country === null ? network : words.from(network, countries.of(country) ?? country);
}
