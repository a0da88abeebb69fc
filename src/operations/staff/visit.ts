import { readStaffSession, type StaffSessionRow } from '../../db/queries/staff.ts';
import { recordStaffVisit } from '../../db/writes/staff-sessions.ts';
import type { Role } from '../../domain/staff/roles.ts';
import { isSessionOver, STAFF_SEEN_EVERY_MS } from '../../domain/staff/session.ts';
import type { Context } from '../core/context.ts';
import { csrfOf, hashOfSecret } from '../sign-in/session-secret.ts';
import type { From, Person } from './who.ts';

export type Business = {
  readonly merchantId: string;
  readonly merchantName: string;
  readonly timeZone: string;
  /** What it invoices in where nothing else is said. */
  readonly currency: string;
  readonly role: Role;
};

/** Who is signed in, with everything that the guard asks: read anew for every request, and kept nowhere. */
export type StaffVisit = Person & {
  /** The CSRF token of every form. */
  readonly csrf: string;
  /** When this session was opened, ms. */
  readonly signedInAt: number;
  readonly businesses: readonly Business[];
  /** Invitations that wait for this address. */
  readonly invited: StaffSessionRow['invited'];
};

/**
 * The visit of a session's secret, or null: one D1 round trip, and one more now and then to note where it was last used. A
 * malformed secret costs none.
 */
export async function readStaffVisit(
  ctx: Context,
  { secret, from }: { readonly secret: string | undefined; readonly from: From },
): Promise<StaffVisit | null> {
  const hash = await hashOfSecret(secret);
  if (hash === null || secret === undefined) return null;
  const now = ctx.now();
  const row = await readStaffSession(ctx.db, hash, now);
  if (row === null || isSessionOver(row.session, now)) return null;
  const { session, person, businesses, invited } = row;
  const { network, country, userAgent } = from;
  if (session.seenAt < now - STAFF_SEEN_EVERY_MS || session.network !== network) {
    await recordStaffVisit(ctx.db, session.id, { seenAt: now, network, country, userAgent });
  }
  return {
    personId: person.id,
    address: person.address,
    sessionId: session.id,
    csrf: await csrfOf(secret),
    signedInAt: session.createdAt,
    businesses,
    invited,
  };
}
