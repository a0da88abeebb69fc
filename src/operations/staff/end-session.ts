import { endSessions } from '../../db/writes/staff-sessions.ts';
import { DONE, type Outcome, refused } from '../../domain/outcome.ts';
import type { Context } from '../core/context.ts';
import { linesAbout } from './audit-lines.ts';
import type { StaffVisit } from './visit.ts';
import type { From } from './who.ts';

type Ask = { readonly visit: StaffVisit; readonly from: From };

/** Ends one session of the person who asks, their own included: its next request is refused. Rejects with `not_found`. */
export async function endStaffSession(
  ctx: Context,
  { visit, from, sessionId }: Ask & { readonly sessionId: string },
): Promise<Outcome<null>> {
  const isEnded = await end(ctx, { visit, from }, { id: sessionId }, sessionId);
  return isEnded ? DONE : refused({ code: 'not_found', what: 'session' });
}

/** Ends every session of the person but the one that asks. Repeating it changes nothing. */
export async function endOtherSessions(ctx: Context, { visit, from }: Ask): Promise<Outcome<null>> {
  await end(ctx, { visit, from }, { allBut: visit.sessionId }, 'all_others');
  return DONE;
}

function end(
  ctx: Context,
  { visit, from }: Ask,
  which: { readonly id: string } | { readonly allBut: string },
  subjectId: string,
): Promise<boolean> {
  const what = {
    action: 'session_ended',
    subjectType: 'session',
    subjectId,
    before: null,
    after: null,
  } as const;
  return endSessions(ctx.db, {
    personId: visit.personId,
    which,
    now: ctx.now(),
    audit: linesAbout(ctx, { who: visit, from, businesses: visit.businesses }, what),
  });
}
