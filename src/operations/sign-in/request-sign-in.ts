import { countAttempts, insertSignInMail } from '../../db/writes/sign-in.ts';
import { networkOf } from '../../domain/network.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import { askedBy, type Browser, isKnownTo } from '../../domain/sign-in/browser.ts';
import { COUNTS_FOR_MS, nextOwnMail, nextSharedMail } from '../../domain/sign-in/mail-budget.ts';
import { type Context, newId } from '../core/context.ts';
import { addressKey, attemptKey, readAddress } from './address.ts';
import { hashOfSecret } from './session-secret.ts';
import { ASKING_LIMITS } from './timing.ts';

export type SignInAsk = {
  /** Whom the link is to sign in: customers to the portal, or staff to the dashboard. */
  readonly audience: 'portal' | 'staff';
  /** As it was typed. */
  readonly address: string;
  /** What the requesting browser's cookie says: links work only for browsers that asked. */
  readonly browser: Browser;
  /** The visitor's IP address, or null if it is unknown. */
  readonly ip: string | null;
  /** A page of ours to go to afterwards. */
  readonly returnPath: string | null;
  /** The instant (ms) of the mail whose link it asks from, which does not answer it; null where it asks by the address. */
  readonly after: number | null;
};

/**
 * Requests a sign-in link, and answers with what the browser is to remember of it. The same work is done, in the same
 * time, whether the address is known or not and whether a mail is due: two D1 round trips. Rejects with `not_an_address`,
 * and with `too_often` for a network that asks too much; what others asked for an address refuses nobody.
 */
export async function requestSignIn(ctx: Context, ask: SignInAsk): Promise<Outcome<Browser>> {
  const address = readAddress(ask.address);
  const hash = await hashOfSecret(ask.browser.secret);
  if (address === null || hash === null) return refused({ code: 'not_an_address' });
  const now = ctx.now();
  const key = await addressKey(ctx.deploymentId, address);
  const isKnown = isKnownTo(ask.browser, key);
  const browserHash = isKnown ? hash : null;
  const since = now - COUNTS_FOR_MS;
  const { audience } = ask;
  const share = { audience, livemode: ctx.livemode, address, browserHash, since };
  const tried = await countAttempts(ctx.db, isKnown ? [] : await limitsOn(ctx, ask.ip), share);
  if (!tried.isWithin) return refused({ code: 'too_often' });
  const mail = isKnown ? nextOwnMail(tried.mails, now) : nextSharedMail(tried.mails, now);
  const counted = tried.mails.length;
  await store(ctx, { audience, address, browserHash, since, mail, counted }, tried.merchantId);
  const { returnPath: next, after } = ask;
  return done(askedBy(ask.browser, { address: key, askedAt: now, next, after }));
}

type Due = {
  readonly audience: SignInAsk['audience'];
  readonly address: string;
  readonly browserHash: string | null;
  readonly since: number;
  readonly mail: ReturnType<typeof nextSharedMail>;
  readonly counted: number;
};

/** Stores the mail that is due; where none is, the same statements store nothing. */
async function store(ctx: Context, due: Due, merchantId: string | null): Promise<void> {
  // Without any business there is no customer to mail.
  if (merchantId === null) return;
  const { audience, address, browserHash, since, mail, counted } = due;
  const now = ctx.now();
  const times = mail ?? { dueAt: now, closesAt: now, expiresAt: now };
  const job = { id: newId(ctx, 'out'), merchantId, createdAt: now };
  const isStored = await insertSignInMail(
    ctx.db,
    { id: newId(ctx, 'sgn'), livemode: ctx.livemode, audience, address, browserHash, ...times },
    job,
    { since, counted: mail === null ? null : counted },
  );
  if (isStored && times.dueAt <= now) await ctx.enqueue([{ kind: 'outbox', id: job.id }]);
}

/** The rate limits of a network. A request without an address is braked before it comes here. */
function limitsOn(ctx: Context, ip: string | null) {
  if (ip === null) return [];
  const network = networkOf(ip);
  const now = ctx.now();
  const limit = async (kind: keyof typeof ASKING_LIMITS) => {
    const { windowMs, most } = ASKING_LIMITS[kind];
    const key = await attemptKey(kind, ctx.deploymentId, network);
    return { key, windowStart: now - (now % windowMs), most };
  };
  return Promise.all([limit('network'), limit('networkInADay')]);
}
