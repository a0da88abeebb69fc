import { Hono } from 'hono';
import { z } from 'zod';
import { localDateAt } from '../../domain/calendar.ts';
import { browserName } from '../../domain/staff/browser-name.ts';
import { asksForFreshSignIn, isFreshSignIn } from '../../domain/staff/fresh-sign-in.ts';
import { NO_PASSKEYS, relyingPartyOf } from '../../domain/staff/relying-party.ts';
import { userHandleOf } from '../../operations/core/base64url.ts';
import { addPasskey } from '../../operations/staff/add-passkey.ts';
import { newChallenge } from '../../operations/staff/challenge.ts';
import { endOtherSessions, endStaffSession } from '../../operations/staff/end-session.ts';
import { type ListedSession, listStaffSessions } from '../../operations/staff/list-sessions.ts';
import { listPasskeys, removeOwnPasskey, renameOwnPasskey } from '../../operations/staff/manage-passkeys.ts';
import { accountPage } from '../../views/dashboard/account.tsx';
import { type PasskeysView, removePasskeyPage } from '../../views/dashboard/passkeys.tsx';
import { ACCOUNT_WORDS as words } from '../../views/dashboard/words/account.ts';
import { speakerFor } from '../../views/format.ts';
import type { PersonContext, PersonEnv } from './env.ts';
import { dashboardForm, dashboardPath, idOf, text } from './forms.ts';
import { done, type FramedContext, respondBare, respondPerson, respondUndone } from './respond.ts';

const ACCOUNT = '/dashboard/account';
const name = text().transform((typed) => typed.replaceAll(/\p{C}/gu, '').trim().slice(0, 60) || 'Passkey');
const addForm = z.object({
  name,
  challenge: text(),
  client: text(),
  authenticator: text(),
  key: text(),
  algorithm: text(),
});
const passkeyPath = z.object({ passkey: idOf('psk') });

/** A person's own sign-in, which is of no business: their sessions and passkeys. */
export const accountRoutes = new Hono<PersonEnv>()
  .get('/', (c) => show(c))
  .post('/sessions/end', dashboardForm(z.object({ session: text() })), async (c) => {
    const { session: sessionId } = c.req.valid('form');
    const ask = { visit: c.get('visit'), from: c.get('from'), sessionId };
    const ended = await endStaffSession(c.get('ctx'), ask);
    return ended.kind === 'done' ? done(c, ACCOUNT, 'session_ended') : respondBare(c, 404, 'not_found');
  })
  .post('/sessions/end-others', async (c) => {
    await endOtherSessions(c.get('ctx'), { visit: c.get('visit'), from: c.get('from') });
    return done(c, ACCOUNT, 'others_ended');
  })
  .post('/passkeys', dashboardForm(addForm), async (c) => {
    const form = c.req.valid('form');
    const party = relyingPartyOf(c.get('appUrl'));
    if (typeof party === 'string') return respondBare(c, 404, 'not_found');
    const added = await addPasskey(c.get('ctx'), {
      ...asking(c),
      party,
      name: form.name,
      sealed: form.challenge,
      ceremony: { client: form.client, authenticator: form.authenticator },
      publicKey: form.key,
      algorithm: Number(form.algorithm),
    });
    return added.kind === 'done'
      ? done(c, ACCOUNT, 'passkey_added')
      : respondUndone(c, added, ({ status, text: problem }) => show(c, status, problem));
  })
  .post('/passkeys/rename', dashboardForm(z.object({ passkey: idOf('psk'), name })), async (c) => {
    const { passkey: passkeyId, name: called } = c.req.valid('form');
    const renamed = await renameOwnPasskey(c.get('ctx'), { ...asking(c), passkeyId, name: called });
    return renamed.kind === 'done' ? done(c, ACCOUNT, 'passkey_renamed') : respondBare(c, 404, 'not_found');
  })
  .get('/passkeys/:passkey/remove', dashboardPath(passkeyPath), async (c) => {
    const listed = await listPasskeys(c.get('ctx'), { who: c.get('visit') });
    const all = listed.kind === 'done' ? listed.value : [];
    const found = all.find(({ id }) => id === c.req.valid('param').passkey);
    if (found === undefined) return respondBare(c, 404, 'not_found');
    return respondPerson(c, 200, (context) => removePasskeyPage(found, context));
  })
  .post('/passkeys/:passkey/remove', dashboardPath(passkeyPath), async (c) => {
    const ask = { ...asking(c), passkeyId: c.req.valid('param').passkey };
    const removed = await removeOwnPasskey(c.get('ctx'), ask);
    return removed.kind === 'done' ? done(c, ACCOUNT, 'passkey_removed') : respondBare(c, 404, 'not_found');
  });

const asking = (c: PersonContext) => ({ visit: c.get('visit'), from: c.get('from') });

/** What a browser is asked with to make a passkey; a sentence where this address can have none; null before a fresh sign-in. */
async function ceremonyFor(c: PersonContext): Promise<PasskeysView['ceremony']> {
  const party = relyingPartyOf(c.get('appUrl'));
  if (typeof party === 'string') return NO_PASSKEYS[party];
  const { personId, signedInAt } = c.get('visit');
  if (asksForFreshSignIn('own_passkeys') && !isFreshSignIn(signedInAt, c.get('ctx').now())) return null;
  const fresh = await newChallenge(c.get('ctx'), { purpose: 'add', personId });
  return { ...fresh, rpId: party.rpId, user: userHandleOf(personId) };
}

async function show(
  c: PersonContext,
  status: 200 | 409 | 422 | 503 = 200,
  problem: string | null = null,
): Promise<Response> {
  const visit = c.get('visit');
  const listed = await listStaffSessions(c.get('ctx'), { who: visit });
  const own = await listPasskeys(c.get('ctx'), { who: visit });
  if (listed.kind !== 'done' || own.kind !== 'done') return respondBare(c, 404, 'not_found');
  const ceremony = await ceremonyFor(c);
  const timeZone = visit.businesses[0]?.timeZone ?? 'UTC';
  const draw = (context: FramedContext) => {
    const speaker = speakerFor(context.speech);
    const sessions = listed.value.map((session) => ({
      ...session,
      browser: browserText(session.userAgent),
      place: placeText(session),
      seen: speaker.moment(session.seenAt, timeZone),
    }));
    const passkeys = own.value.map((passkey) => ({
      ...passkey,
      added: speaker.date(localDateAt(passkey.createdAt, timeZone)),
      used: passkey.usedAt === null ? null : speaker.instant(passkey.usedAt, timeZone),
    }));
    const view = { sessions, timeZone, passkeys: { passkeys, ceremony }, said: context.said, problem };
    return accountPage(view, context);
  };
  return respondPerson(c, status, draw, { hasScript: true });
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
