import { z } from 'zod';
import { AUDIT_ACTIONS } from '../../../domain/audit.ts';
import { endOfDay, instantAt, parseLocalDate } from '../../../domain/calendar.ts';
import { parseId } from '../../../domain/ids.ts';
import { type AuditLine, listAuditLog } from '../../../operations/api/list-audit-log.ts';
import { streamAuditLog } from '../../../operations/api/stream-audit-log.ts';
import { WORK_WORDS as words } from '../../../views/dashboard/words/work.ts';
import { auditPage } from '../../../views/dashboard/work/audit.tsx';
import { changesOf } from '../../../views/dashboard/work/changes.ts';
import { speakerFor } from '../../../views/format.ts';
import { auditCsv } from '../../audit-csv.ts';
import type { DashboardContext } from '../env.ts';
import { text } from '../forms.ts';
import { respondBare, respondDashboard, within } from '../respond.ts';

const ROWS = 25;

export const auditQuery = z.object({ action: text(), from: text(), to: text(), after: text() });
type Asked = z.output<typeof auditQuery>;

function askOf(c: DashboardContext, asked: Asked) {
  const { scope, timeZone } = c.get('staff');
  const [from, to] = [parseLocalDate(asked.from), parseLocalDate(asked.to)];
  return {
    days: { from, to },
    ask: {
      scope,
      action: AUDIT_ACTIONS.find((action) => action === asked.action) ?? null,
      subjectId: null,
      actorId: null,
      from: from === null ? null : instantAt(from, 0, timeZone),
      before: to === null ? null : endOfDay(to, timeZone),
    },
  };
}

export async function showAudit(c: DashboardContext, asked: Asked) {
  const { timeZone } = c.get('staff');
  const { ask, days } = askOf(c, asked);
  const startingAfter = parseId('aud', asked.after);
  const listed = await listAuditLog(c.get('ctx'), { ...ask, page: { startingAfter, limit: ROWS } });
  if (listed.kind !== 'done') return respondBare(c, 404, 'not_found');
  const { data, nextCursor } = listed.value;
  return respondDashboard(c, 200, (context) => {
    const speaker = speakerFor(context.speech);
    return auditPage(
      {
        home: within(c, ''),
        filters: { action: ask.action, from: days.from ?? '', to: days.to ?? '' },
        timeZone,
        hasBadDay: (asked.from !== '' && days.from === null) || (asked.to !== '' && days.to === null),
        lines: data.map((line) => lineOf(line, speaker.moment(line.at, timeZone))),
        isFirst: startingAfter === null,
        next: nextCursor,
      },
      context,
    );
  });
}

const lineOf = (line: AuditLine, when: string) => ({
  action: line.action,
  who: line.actorName,
  more: [
    ...(line.answeredBy === null || line.answeredBy === line.actorName
      ? []
      : [words.answeredBy(line.answeredBy)]),
    ...(line.ip === null ? [] : [words.fromWhere(line.ip)]),
  ],
  when,
  subject: words.onWhat(line.subjectType.replaceAll('_', ' '), line.subjectId),
  changes: changesOf(line.before, line.after),
});

export async function exportAudit(c: DashboardContext, asked: Asked) {
  const streamed = await streamAuditLog(c.get('ctx'), askOf(c, asked).ask);
  if (streamed.kind !== 'done') return respondBare(c, 404, 'not_found');
  return c.body(auditCsv(streamed.value), 200, {
    'Cache-Control': 'private, no-store',
    'X-Content-Type-Options': 'nosniff',
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': 'attachment; filename="audit-log.csv"',
  });
}
