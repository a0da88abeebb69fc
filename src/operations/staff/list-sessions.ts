import { readSessionsOf } from '../../db/queries/staff.ts';
import { done, type Outcome } from '../../domain/outcome.ts';
import { STAFF_IDLE_MS } from '../../domain/staff/session.ts';
import type { Context } from '../core/context.ts';
import type { Person } from './who.ts';

/** A session as its person sees it. Instants in ms. */
export type ListedSession = {
  readonly id: string;
  readonly isThis: boolean;
  readonly signedInBy: 'link' | 'passkey';
  readonly userAgent: string | null;
  readonly network: string | null;
  readonly country: string | null;
  readonly createdAt: number;
  readonly seenAt: number;
};

/** The sessions in which a person is signed in, the latest first. */
export async function listStaffSessions(
  ctx: Context,
  { who }: { readonly who: Person },
): Promise<Outcome<readonly ListedSession[]>> {
  const now = ctx.now();
  const rows = await readSessionsOf(ctx.db, who.personId, now - STAFF_IDLE_MS, now);
  return done(
    rows.map(({ id, signedInBy, userAgent, network, country, createdAt, seenAt }) => ({
      id,
      isThis: id === who.sessionId,
      signedInBy,
      userAgent,
      network,
      country,
      createdAt,
      seenAt,
    })),
  );
}
