import { type Choice, readSeen, readSession, type SessionRow } from '../../db/queries/portal-visit.ts';
import { recordSessionUse } from '../../db/writes/portal-sessions.ts';
import { done, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import type { Scoped } from '../core/scope.ts';
import { localeOf } from '../facts/locale.ts';
import { merchantView } from '../facts/merchant-view.ts';
import type { Visit } from '../facts/visit.ts';
import { csrfOf, hashOfSecret } from '../sign-in/session-secret.ts';
import { SEEN_EVERY_MS, SESSION_IDLE_MS } from './timing.ts';

export type Visitor =
  /** No session, an expired one, or one whose address has lost all access. */
  | { readonly kind: 'stranger' }
  /** Signed in, and has to choose a customer first. */
  | {
      readonly kind: 'undecided';
      readonly sessionId: string;
      readonly personEmail: string;
      readonly csrf: string;
      readonly choices: readonly Choice[];
    }
  | { readonly kind: 'visit'; readonly visit: Visit; readonly choices: readonly Choice[] };

export type KnownVisitor = Exclude<Visitor, { readonly kind: 'stranger' }>;

const STRANGER: Visitor = { kind: 'stranger' };

/**
 * The visitor of a session's secret: one D1 round trip, and one more once a day to update the last visit. A malformed
 * secret costs none.
 */
export async function readVisitor(ctx: Context, secret: string | undefined): Promise<Visitor> {
  const hash = await hashOfSecret(secret);
  if (hash === null || secret === undefined) return STRANGER;
  const row = await readSession(ctx.db, hash);
  const now = ctx.now();
  if (row === null || !isActiveSession(ctx, row, now)) return STRANGER;
  const { session, choices } = row;
  if (session.seenAt < now - SEEN_EVERY_MS) {
    await recordSessionUse(ctx.db, session.id, now);
  }
  const csrf = await csrfOf(secret);
  const visit = visitOf(ctx, row, csrf);
  if (visit !== null) return { kind: 'visit', visit, choices };
  if (session.address === null || choices.length === 0) return STRANGER;
  return { kind: 'undecided', sessionId: session.id, personEmail: session.address, csrf, choices };
}

/** Whether a session is of this deployment's mode, and neither too old nor idle for too long. */
const isActiveSession = (ctx: Context, { session }: SessionRow, now: number): boolean =>
  session.livemode === ctx.livemode && now < session.expiresAt && now < session.seenAt + SESSION_IDLE_MS;

/** The visit of a session that has chosen a customer it may still access; else null. */
function visitOf(ctx: Context, row: SessionRow, csrf: string): Visit | null {
  const { session, customer, merchant, connectionId, childIds, isTheirs } = row;
  if (customer === null || merchant === null || !isTheirs) return null;
  return {
    ...asCustomer(ctx, { customer, merchant, connectionId, childIds, livemode: session.livemode }),
    sessionId: session.id,
    personEmail: session.address,
    csrf,
    choices: row.choices.length,
  };
}

type Seen = Pick<SessionRow, 'connectionId' | 'childIds'> & {
  readonly customer: NonNullable<SessionRow['customer']>;
  readonly merchant: NonNullable<SessionRow['merchant']>;
  readonly livemode: boolean;
};

/** What a customer sees, whoever looks. */
function asCustomer(ctx: Context, { customer, merchant, connectionId, childIds, livemode }: Seen) {
  const locale = localeOf(ctx, customer, merchant);
  return {
    customerId: customer.id,
    merchantId: merchant.id,
    livemode,
    childIds,
    locale,
    customer: { name: customer.legalName, email: customer.email, paidBy: customer.paidBy },
    merchant: {
      ...merchantView(ctx, merchant, locale),
      timeZone: merchant.timeZone,
      defaultCurrency: merchant.defaultCurrency,
      paymentLinks: merchant.paymentLinks,
      partPayments: merchant.partPayments,
    },
    connectionId,
    mayEditDetails: merchant.customersEditDetails,
    scheduleRights: merchant.scheduleRights,
    hasSchedules: customer.hasSchedules,
  };
}

/**
 * A customer's portal as its business looks at it: without a session, and so without a token that a form could be sent with.
 * Rejects with `not_found`.
 */
export async function readVisitForStaff(
  ctx: Context,
  { scope, customerId }: Scoped<{ readonly customerId: string }>,
): Promise<Outcome<Visit>> {
  const row = await readSeen(ctx.db, scope, customerId);
  if (row === null) return refused({ code: 'not_found', what: 'customer' });
  const seen = asCustomer(ctx, { ...row, livemode: scope.livemode });
  return done({ ...seen, sessionId: '', personEmail: row.customer.email, csrf: '', choices: 1 });
}
