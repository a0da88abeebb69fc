import { Hono } from 'hono';
import { readOwnStatement, type StatementPeriod, usualPeriod } from '../../operations/portal/statement.ts';
import { speechFor } from '../../views/i18n/dictionary.ts';
import { statementPage } from '../../views/portal/statement.ts';
import { statementCsv } from '../../views/portal/statement-csv.ts';
import { portalWords } from '../../views/portal/words.ts';
import { PRIVATE_HEADERS } from '../pay/respond.ts';
import type { PortalContext, PortalEnv } from './env.ts';
import { respondPortal } from './respond.ts';
import { statementQuery, typedPeriod } from './schemas/statement.ts';
import { portalQuery, type Refused } from './validate.ts';

/** A customer's account over a period, as a page that prints and as a file for a spreadsheet. */
export const statementRoutes = new Hono<PortalEnv>()
  .get('/statement', portalQuery(statementQuery, respondWrong), (c) =>
    show(c, c.req.valid('query') ?? usual(c)),
  )
  .get('/statement.csv', portalQuery(statementQuery, respondWrong), async (c) => {
    const period = c.req.valid('query') ?? usual(c);
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

const usual = (c: PortalContext): StatementPeriod => usualPeriod(c.get('ctx'), c.get('portal'));

async function show(c: PortalContext, period: StatementPeriod): Promise<Response> {
  const page = await readOwnStatement(c.get('ctx'), c.get('portal'), period);
  return respondPortal(c, page.isTooLong ? 422 : 200, (context) =>
    statementPage({ ...page, wrong: null }, context),
  );
}

function respondWrong(c: PortalContext, { came }: Refused): Response {
  const wrong = typedPeriod.parse(came);
  const view = { ...wrong, statements: [], isTooLong: false, wrong };
  return respondPortal(c, 422, (context) => statementPage(view, context));
}
