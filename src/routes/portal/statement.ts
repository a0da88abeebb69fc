import { Hono } from 'hono';
import { statementFileName } from '../../domain/statement-document.ts';
import {
  drawOwnStatement,
  readOwnStatement,
  type StatementPage,
  type StatementPeriod,
} from '../../operations/portal/statement.ts';
import { speechFor } from '../../views/i18n/speech.ts';
import { statementPage } from '../../views/portal/statement.tsx';
import { statementCsv } from '../../views/portal/statement-csv.ts';
import { PRIVATE_HEADERS } from '../pay/respond.ts';
import { respondPdf } from '../pay/respond-pdf.ts';
import type { PortalContext, PortalEnv } from './env.ts';
import { respondPortal } from './respond.ts';
import { statementQuery, typedPeriod } from './schemas/statement.ts';
import { portalQuery, type Refused } from './validate.ts';

/** A customer's account over a period, as a page that prints, as a file for a spreadsheet, and as a document. */
export const statementRoutes = new Hono<PortalEnv>()
  .get('/statement', portalQuery(statementQuery, respondWrong), async (c) =>
    show(c, await readPage(c, c.req.valid('query'))),
  )
  .get('/statement.csv', portalQuery(statementQuery, respondWrong), async (c) => {
    const page = await readPage(c, c.req.valid('query'));
    if (page.isTooLong) return show(c, page);
    const { words } = await speechFor(c.get('portal').locale);
    return c.body(statementCsv(page, words.portal.statement), 200, {
      ...PRIVATE_HEADERS,
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${statementFileName(page, 'csv')}"`,
      'Content-Security-Policy': "default-src 'none'",
    });
  })
  .get('/statement.pdf', portalQuery(statementQuery, respondWrong), async (c) => {
    const page = await readPage(c, c.req.valid('query'));
    const { value: drawn } = await drawOwnStatement(c.get('ctx'), { visit: c.get('portal'), page });
    if (drawn === null) return show(c, page);
    return respondPdf(c, statementFileName(drawn, 'pdf'), () => c.get('documents').statement(drawn));
  });

async function readPage(c: PortalContext, period: StatementPeriod | null): Promise<StatementPage> {
  const read = await readOwnStatement(c.get('ctx'), { visit: c.get('portal'), period });
  return read.value;
}

function show(c: PortalContext, page: StatementPage): Promise<Response> {
  return respondPortal(c, page.isTooLong ? 422 : 200, (context) =>
    statementPage({ ...page, wrong: null }, context),
  );
}

function respondWrong(c: PortalContext, { came }: Refused): Promise<Response> {
  const wrong = typedPeriod.parse(came);
  const view = { ...wrong, statements: [], isTooLong: false, wrong };
  return respondPortal(c, 422, (context) => statementPage(view, context));
}
