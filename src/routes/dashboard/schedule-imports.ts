import { Hono } from 'hono';
import { z } from 'zod';
import { parseLocalDate } from '../../domain/calendar.ts';
import type { ScheduleKind } from '../../domain/imports/states.ts';
import { may } from '../../domain/staff/roles.ts';
import { cancelImport, takeOver } from '../../operations/imports/decide.ts';
import { MOST_BYTES } from '../../operations/imports/lines-of.ts';
import { type ImportLine, listImportLines, readImport } from '../../operations/imports/read.ts';
import { startImport } from '../../operations/imports/start.ts';
import { takeOverUploadPage } from '../../views/dashboard/invoices/upload.tsx';
import { type ScheduleFileView, scheduleFilePage } from '../../views/dashboard/schedules/import.tsx';
import {
  SCHEDULE_FILE_WORDS,
  type ScheduleFileWords,
  SUBSCRIPTION_FILE_WORDS,
} from '../../views/dashboard/words/schedule-imports.ts';
import { writerFor } from '../../views/format.ts';
import type { Speech } from '../../views/i18n/speech.ts';
import type { DashboardContext, DashboardEnv } from './env.ts';
import { dashboardForm, dashboardPath, dashboardQuery, idOf, text } from './forms.ts';
import type { DashboardModule } from './module.ts';
import { done, respondBare, respondDashboard, respondUndone, within } from './respond.ts';

const ROWS = 50;
const REFRESH_SECONDS = 2;
const SEPARATORS: Readonly<Record<string, ',' | ';' | '\t'>> = { comma: ',', semicolon: ';', tab: '\t' };
const path = z.object({ import: idOf('imp') });
const upload = z.object({ file: z.instanceof(File).optional().catch(undefined), separator: text() });
const listed = z.object({ state: text(), after: text() });

type Status = 200 | 409 | 422 | 503;
type Count = ScheduleFileView['page'][number]['state'];
type Of = { readonly kind: ScheduleKind; readonly at: `/${string}`; readonly words: ScheduleFileWords };

const isCount = (state: string): state is Count => Object.hasOwn(SCHEDULE_FILE_WORDS.counts, state);

/** A line as its page shows it; one of another kind of file is none. */
function shownLine(
  { line, state, number, scheduleId, report }: ImportLine,
  words: ScheduleFileWords,
  speech: Speech,
  hrefOf: (scheduleId: string) => string,
): ScheduleFileView['page'] {
  if (!isCount(state)) return [];
  const isHere = (state === 'done' || state === 'same') && scheduleId !== null;
  return [
    {
      line,
      state,
      externalId: number,
      href: isHere ? hrefOf(scheduleId) : null,
      next: report.flatMap((one) => ('next' in one ? sentences(one, words, speech) : [])),
      remarks: report.flatMap((one) => ('remark' in one ? [one.remark] : [])),
      problems: report.flatMap((one) => ('message' in one ? [one] : [])),
    },
  ];
}

type Next = Extract<ImportLine['report'][number], { readonly next: unknown }>;

function sentences({ next, there, currency }: Next, words: ScheduleFileWords, speech: Speech) {
  const writer = writerFor({ currency }, speech);
  const day = (on: string): string => {
    const date = parseLocalDate(on);
    return date === null ? on : writer.date(date);
  };
  const ours =
    next.amount === null
      ? words.nextUnknown(day(next.on))
      : words.next(day(next.on), writer.amount(next.amount));
  return there === null || there.amount === null
    ? [ours]
    : [ours, words.atStripe(day(there.on), writer.amount(there.amount))];
}

const ask = (
  c: DashboardContext,
  { at, words }: Of,
  status: Status,
  separator: string,
  problem: string | null,
) =>
  respondDashboard(c, status, (context) =>
    takeOverUploadPage(
      { base: within(c, at), backHref: within(c, '/schedules'), separator, problem },
      context,
      words,
    ),
  );

type Asked = { readonly state: string; readonly after: number; readonly problem?: string };

async function show(c: DashboardContext, of: Of, status: Status, importId: string, asked: Asked) {
  const { scope, role } = c.get('staff');
  const { kind, words } = of;
  const ctx = c.get('ctx');
  const shown = isCount(asked.state) ? asked.state : null;
  const [read, found] = await Promise.all([
    readImport(ctx, { scope, importId, kind }),
    listImportLines(ctx, { scope, importId, kind, state: shown, after: asked.after, limit: ROWS }),
  ]);
  if (read.kind !== 'done' || found.kind !== 'done') return respondBare(c, 404, 'not_found');
  const { state, lines, counts } = read.value;
  const isUnderWay = state === 'checking' || state === 'applying';
  return respondDashboard(
    c,
    status,
    (context) =>
      scheduleFilePage(
        {
          base: within(c, `${of.at}/${importId}`),
          backHref: within(c, '/schedules'),
          state,
          lines,
          counts,
          mayApply: may(role, 'move_money'),
          shown,
          problem: asked.problem ?? null,
          page: found.value.lines.flatMap((line) =>
            shownLine(line, words, context.speech, (id) => within(c, `/schedules/${id}`)),
          ),
          next: found.value.next,
        },
        context,
        words,
      ),
    isUnderWay ? { live: { of: null, seconds: REFRESH_SECONDS } } : {},
  );
}

/** The pages of files of one kind: asked for, shown line by line, applied or canceled. */
function moduleOf(of: Of): DashboardModule {
  const { kind, at, words } = of;
  const routes = new Hono<DashboardEnv>()
    .get('/', (c) => ask(c, of, 200, '', null))
    .post('/', dashboardForm(upload), async (c) => {
      const { file, separator } = c.req.valid('form');
      if (file === undefined || file.size === 0) return ask(c, of, 422, separator, words.noFile);
      const { scope, address: by } = c.get('staff');
      const fileName = file.name.slice(0, 200);
      const given = { kind, file: file.stream(), fileName, separator: SEPARATORS[separator] ?? null, by };
      const started = await startImport(c.get('ctx'), { scope, ...given });
      if (started.kind === 'done') return done(c, within(c, `${at}/${started.value.importId}`));
      if (started.kind === 'refused' && started.rejection.code === 'invalid') {
        const [problem] = started.rejection.problems;
        return ask(c, of, 422, separator, words.wrong(problem?.path ?? '', problem?.message ?? ''));
      }
      return respondUndone(c, started, ({ status, text: problem }) => ask(c, of, status, separator, problem));
    })
    .get('/:import', dashboardPath(path), dashboardQuery(listed), (c) => {
      const { state, after } = c.req.valid('query');
      return show(c, of, 200, c.req.valid('param').import, { state, after: Number(after) || 0 });
    })
    .post(
      '/:import/apply',
      dashboardPath(path),
      dashboardForm(z.object({ wrongLines: text() })),
      async (c) => {
        const { import: importId } = c.req.valid('param');
        const { scope, address: by } = c.get('staff');
        const wrongLines = c.req.valid('form').wrongLines === 'leave_out' ? 'leave_out' : 'refuse';
        const applied = await takeOver(c.get('ctx'), { scope, importId, kind, wrongLines, by });
        return applied.kind === 'done'
          ? done(c, within(c, `${at}/${importId}`))
          : respondUndone(c, applied, ({ status, text: problem }) =>
              show(c, of, status, importId, { state: '', after: 0, problem }),
            );
      },
    )
    .post('/:import/cancel', dashboardPath(path), async (c) => {
      const { import: importId } = c.req.valid('param');
      const canceled = await cancelImport(c.get('ctx'), { scope: c.get('staff').scope, importId, kind });
      return canceled.kind === 'done'
        ? done(c, within(c, `${at}/${importId}`))
        : respondBare(c, 404, 'not_found');
    });
  return {
    path: at,
    routes,
    access: {
      'GET /': 'move_money',
      'POST /': { permission: 'move_money', uploadBytes: MOST_BYTES },
      'GET /:import': 'see',
      'POST /:import/apply': 'move_money',
      'POST /:import/cancel': 'move_money',
    },
    nav: null,
  };
}

export const scheduleImports = moduleOf({
  kind: 'schedules',
  at: '/schedule-imports',
  words: SCHEDULE_FILE_WORDS,
});

export const subscriptionImports = moduleOf({
  kind: 'subscriptions',
  at: '/subscription-imports',
  words: SUBSCRIPTION_FILE_WORDS,
});
