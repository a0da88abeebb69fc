import { Hono } from 'hono';
import {
  readOwnStatement,
  readPeriod,
  type StatementPeriod,
  usualPeriod,
} from '../../operations/portal/statement.ts';
import { speechFor } from '../../views/i18n/dictionary.ts';
import { statementPage } from '../../views/portal/statement.ts';
import { statementCsv } from '../../views/portal/statement-csv.ts';
import { portalWords } from '../../views/portal/words.ts';
import { PRIVATE_HEADERS } from '../pay/respond.ts';
import type { PortalContext, PortalEnv } from './env.ts';
import { respondPortal } from './respond.ts';

/** A customer's account over a period, as a page that prints and as a file for a spreadsheet. */
export const statementRoutes = new Hono<PortalEnv>()
  .get('/statement', async (c) => {
    const period = periodOf(c);
    return period === null ? respondWrong(c) : show(c, period);
  })
  .get('/statement.csv', async (c) => {
    const period = periodOf(c);
    if (period === null) return respondWrong(c);
    const visit = c.get('portal');
    const page = await readOwnStatement(c.get('ctx'), visit, period);
    if (page.isTooLong) return show(c, period);
    const words = portalWords(speechFor(visit.locale).words);
    return c.body(statementCsv(page, words.statement), 200, {
      ...PRIVATE_HEADERS,
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="statement-${period.from}-${period.to}.csv"`,
      'Content-Security-Policy': "default-src 'none'",
    });
  });

/** The period that is asked for, the usual one where none is; null for one that cannot be. */
function periodOf(c: PortalContext): StatementPeriod | null {
  const [from, to] = [c.req.query('from'), c.req.query('to')];
  if (from === undefined && to === undefined) return usualPeriod(c.get('ctx'), c.get('portal'));
  return readPeriod(from ?? '', to ?? '');
}

async function show(c: PortalContext, period: StatementPeriod): Promise<Response> {
  const page = await readOwnStatement(c.get('ctx'), c.get('portal'), period);
  return respondPortal(c, page.isTooLong ? 422 : 200, (context) =>
    statementPage({ ...page, wrong: null }, context),
  );
}

function respondWrong(c: PortalContext): Response {
  const wrong = { from: c.req.query('from') ?? '', to: c.req.query('to') ?? '' };
  const view = { ...wrong, statements: [], isTooLong: false, wrong };
  return respondPortal(c, 422, (context) => statementPage(view, context));
}
