import { Hono } from 'hono';
import { z } from 'zod';
import { ROW_STATES } from '../../domain/imports/states.ts';
import { applyImport, cancelImport } from '../../operations/imports/decide.ts';
import { MOST_BYTES } from '../../operations/imports/lines-of.ts';
import { listImportLines, readImport } from '../../operations/imports/read.ts';
import { startImport } from '../../operations/imports/start.ts';
import { importPage, uploadPage } from '../../views/dashboard/customers/import.tsx';
import { IMPORT_WORDS as words } from '../../views/dashboard/words/customers.ts';
import type { DashboardContext, DashboardEnv } from './env.ts';
import { dashboardForm, dashboardPath, dashboardQuery, idOf, text } from './forms.ts';
import type { DashboardModule } from './module.ts';
import { done, respondBare, respondDashboard, respondUndone, within } from './respond.ts';

const ROWS = 50;
const path = z.object({ import: idOf('imp') });
const upload = z.object({ file: z.instanceof(File).optional().catch(undefined), separator: text() });
const SEPARATORS: Readonly<Record<string, ',' | ';' | '\t'>> = { comma: ',', semicolon: ';', tab: '\t' };
const REFRESH_SECONDS = 2;

const ask = (c: DashboardContext, status: 200 | 409 | 422 | 503, separator: string, problem: string | null) =>
  respondDashboard(c, status, (context) =>
    uploadPage(
      {
        base: within(c, '/customer-imports'),
        customersHref: within(c, '/customers'),
        separator,
        problem,
      },
      context,
    ),
  );

type Asked = { readonly state: string; readonly after: number; readonly problem?: string };

async function show(c: DashboardContext, status: 200 | 409 | 422 | 503, importId: string, asked: Asked) {
  const { scope } = c.get('staff');
  const ctx = c.get('ctx');
  const shown = ROW_STATES.find((state) => state === asked.state) ?? null;
  const [read, listed] = await Promise.all([
    readImport(ctx, { scope, importId, kind: 'customers' }),
    listImportLines(ctx, {
      scope,
      importId,
      kind: 'customers',
      state: shown,
      after: asked.after,
      limit: ROWS,
    }),
  ]);
  if (read.kind !== 'done' || listed.kind !== 'done') return respondBare(c, 404, 'not_found');
  const { state, lines, counts } = read.value;
  const isUnderWay = state === 'checking' || state === 'applying';
  return respondDashboard(
    c,
    status,
    (context) =>
      importPage(
        {
          base: within(c, `/customer-imports/${importId}`),
          customersHref: within(c, '/customers'),
          state,
          lines,
          counts,
          shown,
          problem: asked.problem ?? null,
          page: listed.value.lines.map((line) => ({
            line: line.line,
            state: line.state,
            customerId: line.customerId,
            changes: line.report.flatMap((one) => ('field' in one ? [one] : [])),
            problems: line.report.flatMap((one) => ('message' in one ? [one] : [])),
          })),
          next: listed.value.next,
        },
        context,
      ),
    isUnderWay ? { live: { of: null, seconds: REFRESH_SECONDS } } : {},
  );
}

const routes = new Hono<DashboardEnv>()
  .get('/', (c) => ask(c, 200, '', null))
  .post('/', dashboardForm(upload), async (c) => {
    const { file, separator } = c.req.valid('form');
    if (file === undefined || file.size === 0) return ask(c, 422, separator, words.noFile);
    const { scope, address: by } = c.get('staff');
    const chosen = SEPARATORS[separator] ?? null;
    const given = {
      kind: 'customers' as const,
      file: file.stream(),
      fileName: file.name.slice(0, 200),
      separator: chosen,
      by,
    };
    const started = await startImport(c.get('ctx'), { scope, ...given });
    if (started.kind === 'done') return done(c, within(c, `/customer-imports/${started.value.importId}`));
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
  .post('/:import/apply', dashboardPath(path), dashboardForm(z.object({ proposals: text() })), async (c) => {
    const { import: importId } = c.req.valid('param');
    const { scope, address: by } = c.get('staff');
    const typed = c.req.valid('form').proposals;
    const proposals = typed === 'change' || typed === 'create' ? typed : 'skip';
    const applied = await applyImport(c.get('ctx'), { scope, importId, proposals, by });
    return applied.kind === 'done'
      ? done(c, within(c, `/customer-imports/${importId}`))
      : respondUndone(c, applied, ({ status, text: problem }) =>
          show(c, status, importId, { state: '', after: 0, problem }),
        );
  })
  .post('/:import/cancel', dashboardPath(path), async (c) => {
    const { import: importId } = c.req.valid('param');
    const canceled = await cancelImport(c.get('ctx'), {
      scope: c.get('staff').scope,
      importId,
      kind: 'customers',
    });
    return canceled.kind === 'done'
      ? done(c, within(c, `/customer-imports/${importId}`))
      : respondBare(c, 404, 'not_found');
  });

export const customerImports: DashboardModule = {
  path: '/customer-imports',
  routes,
  access: {
    'GET /': 'edit_customers',
    'POST /': { permission: 'edit_customers', uploadBytes: MOST_BYTES },
    'GET /:import': 'see',
    'POST /:import/apply': 'edit_customers',
    'POST /:import/cancel': 'edit_customers',
  },
  nav: null,
};
