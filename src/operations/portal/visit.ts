import { type Choice, readSession, type SessionRow } from '../../db/queries/portal-visit.ts';
import { recordSessionUse } from '../../db/writes/portal-sessions.ts';
import type { Context } from '../core/context.ts';
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
  const { session, customer, merchant, connectionId, isTheirs } = row;
  if (customer === null || merchant === null || !isTheirs) return null;
  const locale = localeOf(ctx, customer, merchant);
  return {
    customerId: customer.id,
    merchantId: merchant.id,
    livemode: session.livemode,
    childIds: row.childIds,
    sessionId: session.id,
    personEmail: session.address,
    csrf,
    locale,
    customer: {
      name: customer.legalName,
      email: customer.email,
      paidBy: customer.paidBy,
    },
    merchant: {
      ...merchantView(ctx, merchant, locale),
      timeZone: merchant.timeZone,
      defaultCurrency: merchant.defaultCurrency,
      paymentLinks: merchant.paymentLinks,
      partPayments: merchant.partPayments,
    },
    connectionId,
    mayEditDetails: merchant.customersEditDetails,
    choices: row.choices.length,
  };
}
