import { fromBase64Url } from './adapters/links/base64-url.ts';
import { SHORT_CODE_BYTE, SHORT_LENGTH } from './adapters/links/short-token.ts';
import { TOKEN_LENGTH } from './adapters/links/token.ts';
import { type Database, openDatabase } from './db/database.ts';
import { boundCodes, databaseFor } from './db/databases.ts';
import { selectConnectionOfAccount } from './db/queries/active-connection.ts';
import { selectApiKey } from './db/queries/api-keys.ts';
import { readSession } from './db/queries/portal-visit.ts';
import { readStaffSession } from './db/queries/staff.ts';
import { codeInText, codeOf } from './domain/ids.ts';
import { hashOfKey } from './operations/api/api-key.ts';
import { isDatabaseAway } from './operations/core/describe-error.ts';
import { whileStripeWaits } from './operations/core/while-waiting.ts';
import { hashOfSecret } from './operations/sign-in/session-secret.ts';
import { readBody } from './routes/read-body.ts';

type Bound = Parameters<typeof boundCodes>[0];

/** Where its code stands in a link's token: the key's number comes first, then the id (adapters/links/token.ts). */
const CODE_BYTE = 1 + 6;
const LINK = new RegExp(
  `^/(?:i|pay|receipts|portal/sign-in|dashboard/(?:sign-in|invitations))/([A-Za-z0-9_-]{${TOKEN_LENGTH}}|[A-Za-z0-9_-]{${SHORT_LENGTH}})(?:/|$)`,
);
const SESSION = /(?:^|;\s*)__Host-quittance_session=([0-9a-f]{64})(?:;|$)/;
const STAFF_SESSION = /(?:^|;\s*)__Host-quittance_staff=([0-9a-f]{64})(?:;|$)/;
/** What an event or a report has at most (routes/webhooks). */
const MOST_BYTES = 1024 * 1024;

/**
 * The code of the database that a request is for, by what it carries. It only says where to look: what is looked for there is
 * verified as ever. The first database where nothing says another.
 */
export async function placeOfRequest(bound: Bound, request: Request): Promise<number> {
  const codes = boundCodes(bound);
  if (codes.length === 1) return 0;
  const { pathname, searchParams } = new URL(request.url);
  const [, token] = LINK.exec(pathname) ?? [];
  if (token !== undefined) {
    const at = token.length === SHORT_LENGTH ? SHORT_CODE_BYTE : CODE_BYTE;
    return among(codes, fromBase64Url(token)?.[at]);
  }
  if (pathname.startsWith('/logo/')) return among(codes, codeOf(pathname.split('/')[2] ?? ''));
  if (pathname.startsWith('/api/')) return search(bound, byKey(request.headers.get('Authorization')));
  if (pathname.startsWith('/portal')) return search(bound, bySession(request.headers.get('Cookie')));
  if (pathname.startsWith('/dashboard')) return placeOfStaff(bound, pathname, request.headers.get('Cookie'));
  if (pathname === '/webhooks/stripe') return placeOfEvent(bound, byAccount(await bodyOf(request)));
  if (pathname === '/webhooks/email') return among(codes, codeInText('eml', await bodyOf(request)));
  if (/^\/(?:operator|healthz)(?:\/|$)/.test(pathname))
    return among(codes, Number(searchParams.get('database')));
  return 0;
}

/** The codes of all databases: cron goes through each. */
export const everyPlace = boundCodes;

/** The code of the database that a message of the queue was sent from. */
export const placeOfMessage = (bound: Bound, body: unknown): number => {
  const code: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'database') : 0;
  return among(boundCodes(bound), typeof code === 'number' ? code : 0);
};

/** The code of the database whose message a return path names (adapters/links/return-path.ts). */
export const placeOfAddress = (bound: Bound, address: string): number => {
  const [, body] = /^b[0-9a-f]{2}([0-9a-z]{26})/.exec(address.toLowerCase()) ?? [];
  return among(boundCodes(bound), body === undefined ? 0 : (codeOf(`eml_${body}`) ?? 0));
};

const among = (codes: readonly number[], code: number | null | undefined): number =>
  codes.find((one) => one === code) ?? 0;

type Look = (db: Database) => Promise<boolean>;

/** The first database that has it. */
async function search(bound: Bound, look: Promise<Look | null>): Promise<number> {
  const has = await look;
  if (has === null) return 0;
  for (const code of boundCodes(bound)) {
    const binding = databaseFor(bound, code);
    if (binding !== null && (await has(openDatabase(binding)))) return code;
  }
  return 0;
}

async function byKey(header: string | null): Promise<Look | null> {
  const [, presented = ''] = /^Bearer +(\S+)$/i.exec(header ?? '') ?? [];
  const hash = await hashOfKey(presented);
  return hash === null ? null : async (db) => (await selectApiKey(db, hash)).length > 0;
}

async function bySession(cookies: string | null): Promise<Look | null> {
  const hash = await hashOfSecret(SESSION.exec(cookies ?? '')?.[1]);
  return hash === null ? null : async (db) => (await readSession(db, hash)) !== null;
}

/** A business's page is where the business is; what is about none of them, where its person's session is. */
const placeOfStaff = async (bound: Bound, path: string, cookies: string | null): Promise<number> => {
  const code = codeInText('mer', path);
  return code === null ? search(bound, byStaffSession(cookies)) : among(boundCodes(bound), code);
};

async function byStaffSession(cookies: string | null): Promise<Look | null> {
  const hash = await hashOfSecret(STAFF_SESSION.exec(cookies ?? '')?.[1]);
  return hash === null ? null : async (db) => (await readStaffSession(db, hash, 0)) !== null;
}

/**
 * As {@link search}, while Stripe waits: where it is in none that answers, the first that does not has it, if any has. Its queue keeps
 * the event then.
 */
async function placeOfEvent(bound: Bound, look: Promise<Look | null>): Promise<number> {
  const has = await look;
  if (has === null) return 0;
  let silent: number | null = null;
  for (const code of boundCodes(bound)) {
    const db = openDatabase(databaseFor(bound, code) ?? bound.DB);
    try {
      if (await whileStripeWaits.ask(db, () => has(db))) return code;
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      silent ??= code;
    }
  }
  return silent ?? 0;
}

/** Stripe's events name the connected account, or none for the deployment's own. */
async function byAccount(body: string): Promise<Look | null> {
  const event = parsed(body);
  const account: unknown = event === null ? null : (Reflect.get(event, 'account') ?? 'self');
  const livemode = event !== null && Reflect.get(event, 'livemode') === true;
  if (typeof account !== 'string') return null;
  return async (db) => (await selectConnectionOfAccount(db, { account, livemode })).length > 0;
}

function parsed(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

/** The body as text, left to be read again; empty where it is larger than whoever reads it takes. */
async function bodyOf(request: Request): Promise<string> {
  const bytes = await readBody(request.clone(), MOST_BYTES);
  return bytes === null ? '' : new TextDecoder().decode(bytes);
}
