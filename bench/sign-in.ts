import { newIdentity } from '../scripts/business/identity.ts';
import { businessSql } from '../scripts/business/sql.ts';
import { DEMO_BUSINESS } from '../scripts/demo/business.ts';
import { createLinks } from '../src/adapters/links/links.ts';
import { makeId } from '../src/domain/ids.ts';
import { type Authenticator, openAuthenticator } from './harness/authenticator.ts';
import { compare } from './harness/compare.ts';
import { beside, type Finding } from './harness/finding.ts';
import { openLoad, type Shot } from './harness/load.ts';
import { runSql } from './harness/migrate.ts';
import { signedInOwner } from './harness/staff.ts';
import { VARIABLES, type Workbench } from './harness/workbench.ts';

const CONNECTIONS = 4;
const PLAN = { rounds: 8, perRound: 100, warmUp: 300 };
const HOUR_MS = 3_600_000;
const SEE_OTHER = 303;

const PERSON = {
  id: makeId('per', Date.now(), new Uint8Array(9).fill(7)),
  address: 'ada@harbourvane.example',
};
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' };

/**
 * What a sign-in of somebody on the staff takes, with everything that D1 does for it: the press on a mailed link's button,
 * and the answer of a passkey, each against a bare hello in the same process. Each opens a session of its own.
 */
export async function measureSignIn(bench: Workbench): Promise<readonly Finding[]> {
  const authenticator = openAuthenticator(VARIABLES.APP_URL, PERSON.id);
  await hire(bench, authenticator);
  const cookie = await askedForLink(bench);
  const load = openLoad(CONNECTIONS);
  try {
    const { microseconds, ratios, unit } = await compare(
      load,
      bench.pid,
      [
        {
          origin: bench.hello,
          shots: async (count) =>
            Array.from({ length: count }, (): Shot => ({ method: 'GET', path: '/', headers: {} })),
        },
        { origin: bench.app, shots: (count) => links(bench, cookie, count) },
        { origin: bench.app, shots: (count) => passkeys(bench, authenticator, count) },
      ],
      PLAN,
    );
    const [, link = 0, passkey = 0] = microseconds;
    const [, linkRatio = 0, passkeyRatio = 0] = ratios;
    return [
      beside(
        `sign-in of staff by a mailed link, ${unit} (${link.toFixed(0)} µs)`,
        `${linkRatio.toFixed(1)} × hello`,
      ),
      beside(`  the same by passkey (${passkey.toFixed(0)} µs)`, `${passkeyRatio.toFixed(1)} × hello`),
    ];
  } finally {
    load.close();
  }
}

/** They own the business that there is, or one that is made, and have a passkey. */
async function hire({ database }: Workbench, { credentialId, publicKey }: Authenticator): Promise<void> {
  const made = newIdentity(false, Date.now());
  const business = await database.prepare('SELECT id FROM merchants').first<{ id: string }>();
  if (business === null) await runSql(database, businessSql(DEMO_BUSINESS, made));
  const { statements } = signedInOwner(business?.id ?? made.merchantId, PERSON);
  const key = `INSERT INTO passkeys (id, person_id, name, credential_id, public_key, counter, transports, created_at)
    VALUES ('${PERSON.id.replace('per', 'psk')}', '${PERSON.id}', 'bench', '${credentialId}', '${publicKey}', 0, '[]', 0)`;
  for (const statement of [...statements, key]) await database.prepare(statement).run();
}

/** The cookie of a browser that asked for a link to sign in. */
async function askedForLink({ app }: Workbench): Promise<string> {
  const answer = await fetch(new URL('/dashboard/sign-in', app), {
    method: 'POST',
    headers: FORM,
    body: new URLSearchParams({ address: PERSON.address }),
    redirect: 'manual',
  });
  const [cookie = ''] = (answer.headers.get('set-cookie') ?? '').split(';');
  if (answer.status !== SEE_OTHER || cookie === '') throw new Error(`asking for a link: ${answer.status}`);
  return cookie;
}

/** Presses on links of as many mails, each of which answers what that browser asked for. */
async function links({ database }: Workbench, cookie: string, count: number): Promise<readonly Shot[]> {
  const now = Date.now();
  const [, key = ''] = VARIABLES.LINK_KEYS.split(':');
  const made = createLinks(VARIABLES.APP_URL, [{ id: 1, secret: Buffer.from(key, 'base64url') }]);
  const ids = Array.from({ length: count }, () =>
    makeId('sgn', now, crypto.getRandomValues(new Uint8Array(9))),
  );
  await database
    .prepare(
      `INSERT INTO sign_in_mails (id, livemode, address, due_at, closes_at, expires_at, audience)
        SELECT value, 0, '${PERSON.address}', ${now}, ${now + HOUR_MS}, ${now + HOUR_MS}, 'staff' FROM json_each(?)`,
    )
    .bind(JSON.stringify(ids))
    .run();
  return Promise.all(
    ids.map(async (id): Promise<Shot> => {
      const path = new URL(await made.url('staff_sign_in', { id, version: 1 })).pathname;
      return { method: 'POST', path, headers: { ...FORM, Cookie: cookie }, body: '', answers: SEE_OTHER };
    }),
  );
}

/** Answers to as many challenges, each of the sign-in page as it is given out. */
async function passkeys({ app }: Workbench, of: Authenticator, count: number): Promise<readonly Shot[]> {
  const shots: Shot[] = [];
  for (let made = 0; made < count; made += 1) {
    const page = await (await fetch(new URL('/dashboard/sign-in', app))).text();
    const [, challenge = ''] = /data-challenge="([^"]+)"/.exec(page) ?? [];
    const [, sealed = ''] = /name="challenge" value="([^"]+)"/.exec(page) ?? [];
    const body = new URLSearchParams({ challenge: sealed, ...of.answer(challenge) }).toString();
    shots.push({
      method: 'POST',
      path: '/dashboard/sign-in/passkey',
      headers: FORM,
      body,
      answers: SEE_OTHER,
    });
  }
  return shots;
}
