import { localDateAt } from '../../../domain/calendar.ts';
import { may } from '../../../domain/staff/roles.ts';
import { readConnection } from '../../../operations/connections/read-connection.ts';
import { countStoppedWork } from '../../../operations/watch/stopped-work.ts';
import { healthLines } from '../../../views/dashboard/work/health.ts';
import { workPage } from '../../../views/dashboard/work/overview.tsx';
import { speakerFor } from '../../../views/format.ts';
import type { DashboardContext } from '../env.ts';
import { respondBare, respondDashboard, within } from '../respond.ts';

/** Events are read every minute; so long without is no accident. */
const LATE_MS = 15 * 60_000;

export const mayOf = (c: DashboardContext) => {
  const { role } = c.get('staff');
  return { runAgain: may(role, 'run_work_again'), readAudit: may(role, 'read_audit_log') };
};

export async function showWork(c: DashboardContext, sought: string | null) {
  const ctx = c.get('ctx');
  const { scope, timeZone } = c.get('staff');
  const now = ctx.now();
  const [counted, connected] = await Promise.all([
    countStoppedWork(ctx, { scope }),
    readConnection(ctx, { scope }),
  ]);
  if (counted.kind !== 'done') return respondBare(c, 404, 'not_found');
  const stopped = counted.value;
  return respondDashboard(c, 200, (context) => {
    const speaker = speakerFor(context.speech);
    const at = (ms: number | null) => (ms === null ? null : speaker.instant(ms, timeZone));
    const connection = connected.kind === 'done' ? connected.value : null;
    const health = healthLines({
      connection: connection && {
        ...connection,
        heldSince: at(connection.heldSince),
        eventsReadUntil: at(connection.eventsReadUntil),
        areEventsLate: connection.eventsReadUntil !== null && now - connection.eventsReadUntil > LATE_MS,
      },
      stopped: stopped.reduce((sum, { count }) => sum + count, 0),
    });
    return workPage(
      {
        home: within(c, ''),
        health,
        stopped: stopped.map(({ kind, reason, count, oldest }) => ({
          kind,
          reason,
          count,
          oldest: speaker.date(localDateAt(oldest, timeZone)),
        })),
        before: now,
        may: mayOf(c),
        sought,
        said: context.said,
      },
      context,
    );
  });
}
