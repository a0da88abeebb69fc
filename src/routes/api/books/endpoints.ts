import { mapDone } from '../../../domain/outcome.ts';
import { listLines, streamLines } from '../../../operations/books/list-lines.ts';
import { listPayouts } from '../../../operations/books/list-payouts.ts';
import { booksCsv } from '../../books-csv.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { csvAnswer } from '../schemas/csv.ts';
import {
  booksQuery,
  lineCursor,
  linesPage,
  linesQuery,
  payoutCursor,
  payoutsPage,
  payoutsQuery,
  periodOf,
  readLinesCursor,
  readPayoutsCursor,
  shownLine,
  shownPayout,
} from './schema.ts';

const NOT_PUSHED =
  'Nothing is pushed to an accounting system: this is what you take there. Currencies are never added up.';

const lines = endpoint(
  {
    method: 'get',
    path: '/books/lines',
    operationId: 'listBookLines',
    tag: 'Reconciliation',
    summary: 'List payments, refunds, disputes, fees and payouts',
    description: `Every balance transaction of your connections, oldest first, with its payout and invoices. ${NOT_PUSHED}`,
    params: NOTHING,
    query: linesQuery,
    body: NOTHING,
    answer: linesPage,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope }, query }) => {
    const page = { cursor: readLinesCursor(query.startingAfter), limit: Number(query.limit ?? 20) };
    return mapDone(
      await listLines(ctx, { scope, ...periodOf(query), ...page }),
      ({ lines: found, next, from, to, timeZone }) => ({
        from,
        to,
        timeZone,
        data: found.map(shownLine),
        hasMore: next !== null,
        nextCursor: lineCursor(next),
      }),
    );
  },
);

const exported = endpoint(
  {
    method: 'get',
    path: '/books/lines.csv',
    operationId: 'exportBookLines',
    tag: 'Reconciliation',
    summary: 'Export payments, refunds, disputes, fees and payouts as CSV',
    description: `The same lines, all of the period. ${NOT_PUSHED}`,
    params: NOTHING,
    query: booksQuery,
    body: NOTHING,
    answer: csvAnswer,
    media: 'text/csv',
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope }, query }) =>
    mapDone(await streamLines(ctx, { scope, ...periodOf(query) }), ({ timeZone, pages }) =>
      booksCsv(timeZone, pages),
    ),
);

const payouts = endpoint(
  {
    method: 'get',
    path: '/books/payouts',
    operationId: 'listPayouts',
    tag: 'Reconciliation',
    summary: 'List payouts, each with what it is made of',
    description: `To the cent: what was available before it and what became available since is what left and what stayed. ${NOT_PUSHED}`,
    params: NOTHING,
    query: payoutsQuery,
    body: NOTHING,
    answer: payoutsPage,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope }, query }) => {
    const page = { after: readPayoutsCursor(query.startingAfter), limit: Number(query.limit ?? 20) };
    return mapDone(
      await listPayouts(ctx, { scope, ...periodOf(query), ...page }),
      ({ payouts: found, next, unexplained, ...said }) => ({
        ...said,
        data: found.map(shownPayout),
        hasMore: next !== null,
        nextCursor: payoutCursor(next),
        unexplained,
      }),
    );
  },
);

export const bookEndpoints = [lines, exported, payouts];
