import { Hono } from 'hono';
import { z } from 'zod';
import { may } from '../../domain/staff/roles.ts';
import { cancelImport, takeOver } from '../../operations/imports/decide.ts';
import { MOST_BYTES } from '../../operations/imports/lines-of.ts';
import { listImportLines } from '../../operations/imports/read.ts';
import { readInvoiceImport } from '../../operations/imports/read-invoice-import.ts';
import { startImport } from '../../operations/imports/start.ts';
import { type TakeOverView, takeOverPage } from '../../views/dashboard/invoices/take-over.tsx';
import { takeOverUploadPage } from '../../views/dashboard/invoices/upload.tsx';
import { TAKE_OVER_WORDS as words } from '../../views/dashboard/words/invoice-imports.ts';
import type { DashboardContext, DashboardEnv } from './env.ts';
import { dashboardForm, dashboardPath, dashboardQuery, idOf, text } from './forms.ts';
import type { DashboardModule } from './module.ts';
import { done, respondBare, respondDashboard, respondUndone, within } from './respond.ts';

const ROWS = 50;
const kind = 'invoices';
const path = z.object({ import: idOf('imp') });
const upload = z.object({ file: z.instanceof(File).optional().catch(undefined), separator: text() });
const SEPARATORS: Readonly<Record<string, ',' | ';' | '\t'>> = { comma: ',', semicolon: ';', tab: '\t' };
const REFRESH_SECONDS = 2;

type Count = keyof typeof words.counts;
const isCount = (state: string): state is Count => Object.hasOwn(words.counts, state);

const ask = (c: DashboardContext, status: 200 | 409 | 422 | 503, separator: string, problem: string | null) =>
  respondDashboard(c, status, (context) =>
    takeOverUploadPage(
      { base: within(c, '/invoice-imports'), backHref: within(c, '/customers'), separator, problem },
      context,
    ),
  );

type Asked = { readonly state: string; readonly after: number; readonly problem?: string };

async function show(c: DashboardContext, status: 200 | 409 | 422 | 503, importId: string, asked: Asked) {
  const { scope, role } = c.get('staff');
  const ctx = c.get('ctx');
  const shown = isCount(asked.state) ? asked.state : null;
  const [read, listed] = await Promise.all([
    readInvoiceImport(ctx, { scope, importId }),
    listImportLines(ctx, { scope, importId, kind, state: shown, after: asked.after, limit: ROWS }),
  ]);
  if (read.kind !== 'done' || listed.kind !== 'done') return respondBare(c, 404, 'not_found');
  const { state, lines, counts, numbering } = read.value;
  const isUnderWay = state === 'checking' || state === 'applying';
  const page = listed.value.lines.flatMap((line): TakeOverView['page'] =>
    isCount(line.state)
      ? [
          {
            line: line.line,
            state: line.state,
            number: line.number,
            problems: line.report.flatMap((one) => ('message' in one ? [one] : [])),
          },
        ]
      : [],
  );
  const view: TakeOverView = {
    base: within(c, `/invoice-imports/${importId}`),
    backHref: within(c, '/customers'),
    state,
    lines,
    counts,
    // Whoever decides is told of series that move or are in use; the others were only kept from being used again.
    series: numbering.filter(
      ({ isPresent, nextNumber, nextAfter }) => (isPresent || nextNumber > 1) && nextAfter > nextNumber,
    ),
    mayApply: may(role, 'move_money'),
    shown,
    problem: asked.problem ?? null,
    page,
    next: listed.value.next,
  };
  const respond = (context: Parameters<typeof takeOverPage>[1]) => takeOverPage(view, context);
  return respondDashboard(
    c,
    status,
    respond,
    isUnderWay ? { live: { of: null, seconds: REFRESH_SECONDS } } : {},
  );
}

const decision = z.object({ wrongLines: text(), collect: text() });

const routes = new Hono<DashboardEnv>()
  .get('/', (c) => ask(c, 200, '', null))
  .post('/', dashboardForm(upload), async (c) => {
    const { file, separator } = c.req.valid('form');
    if (file === undefined || file.size === 0) return ask(c, 422, separator, words.noFile);
    const { scope, address: by } = c.get('staff');
    const chosen = SEPARATORS[separator] ?? null;
    const given = {
      kind,
      file: file.stream(),
      fileName: file.name.slice(0, 200),
      separator: chosen,
      by,
    } as const;
    const started = await startImport(c.get('ctx'), { scope, ...given });
    if (started.kind === 'done') return done(c, within(c, `/invoice-imports/${started.value.importId}`));
    if (started.kind === 'refused' && started.rejection.code === 'invalid') {
      const [problem] = started.rejection.problems;
      return ask(c, 422, separator, words.wrong(problem?.path ?? '', problem?.message ?? ''));
    }
    return respondUndone(c, started, ({ status, text: problem }) => ask(c, status, separator, problem));
  })
  .get('/:import', dashboardPath(path), dashboardQuery(z.object({ state: text(), after: text() })), (c) => {
    const { state, after } = c.req.valid('query');
    return show(c, 200, c.req.valid('param').import, { state, after: Number(after) || 0 });
  })
  .post('/:import/apply', dashboardPath(path), dashboardForm(decision), async (c) => {
    const { import: importId } = c.req.valid('param');
    const { scope, address: by } = c.get('staff');
    const typed = c.req.valid('form');
    const wrongLines = typed.wrongLines === 'leave_out' ? 'leave_out' : 'refuse';
    const choice = { wrongLines, collect: typed.collect === 'yes', by } as const;
    const applied = await takeOver(c.get('ctx'), { scope, importId, kind, ...choice });
    return applied.kind === 'done'
      ? done(c, within(c, `/invoice-imports/${importId}`))
      : respondUndone(c, applied, ({ status, text: problem }) =>
          show(c, status, importId, { state: '', after: 0, problem }),
        );
  })
  .post('/:import/cancel', dashboardPath(path), async (c) => {
    const { import: importId } = c.req.valid('param');
    const canceled = await cancelImport(c.get('ctx'), { scope: c.get('staff').scope, importId, kind });
    return canceled.kind === 'done'
      ? done(c, within(c, `/invoice-imports/${importId}`))
      : respondBare(c, 404, 'not_found');
  });

export const invoiceImports: DashboardModule = {
  path: '/invoice-imports',
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
