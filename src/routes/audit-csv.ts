import type { AuditLine } from '../operations/api/list-audit-log.ts';
import { csvStream } from './csv-stream.ts';

const COLUMNS = [
  'id',
  'at',
  'action',
  'actorKind',
  'actorId',
  'actorName',
  'answeredBy',
  'ip',
  'userAgent',
  'requestId',
  'subjectType',
  'subjectId',
  'before',
  'after',
] as const;

/** The audit log as CSV, with what the API says of each line; values are JSON. */
export const auditCsv = (pages: AsyncGenerator<readonly AuditLine[]>): ReadableStream<Uint8Array> =>
  csvStream(COLUMNS, pages, (line) => [
    line.id,
    new Date(line.at).toISOString(),
    line.action,
    line.personId === null ? line.actorKind : 'staff',
    line.personId ?? line.actorId,
    line.actorName,
    line.answeredBy,
    line.ip,
    line.userAgent,
    line.requestId,
    line.subjectType,
    line.subjectId,
    line.before === null ? null : JSON.stringify(line.before),
    line.after === null ? null : JSON.stringify(line.after),
  ]);
