import { Hono } from 'hono';
import { z } from 'zod';
import { parsePlace } from '../../../domain/timeline.ts';
import { readInvoiceRecord } from '../../../operations/dashboard/read-invoice-record.ts';
import { invoicePage } from '../../../views/dashboard/invoice/one.tsx';
import type { DashboardEnv } from '../env.ts';
import { dashboardPath, dashboardQuery, text } from '../forms.ts';
import { respondBare, respondDashboard, within } from '../respond.ts';
import { newForm } from './form-id.ts';
import { INVOICE, ofInvoice } from './paths.ts';
import { isAwaited, recordView } from './record-view.ts';

const ENTRIES = 40;
const WATCH_SECONDS = 4;

export const page = new Hono<DashboardEnv>().get(
  INVOICE,
  dashboardPath(ofInvoice),
  dashboardQuery(z.object({ after: text(), watch: text() })),
  async (c) => {
    const { invoice: invoiceId } = c.req.valid('param');
    const { after, watch } = c.req.valid('query');
    const startingAfter = parsePlace(after);
    const ctx = c.get('ctx');
    const { scope, role } = c.get('staff');
    const record = await readInvoiceRecord(ctx, { scope, invoiceId, startingAfter, limit: ENTRIES });
    if (record.kind !== 'done') return respondBare(c, 404, 'not_found');
    const isWaitedFor = isAwaited(record.value);
    const isWatched = watch !== '' && isWaitedFor;
    // Whoever waits for the money sees it come; without script, if they ask for it.
    const options = isWaitedFor ? { live: { of: invoiceId, seconds: isWatched ? WATCH_SECONDS : null } } : {};
    return respondDashboard(
      c,
      200,
      (context) => {
        const asked = {
          business: within(c, ''),
          role,
          now: ctx.now(),
          form: newForm(ctx),
          isFirst: startingAfter === null,
          isWatched,
        };
        return invoicePage(
          { ...recordView(record.value, asked, context.speech), said: context.said },
          context,
        );
      },
      options,
    );
  },
);
