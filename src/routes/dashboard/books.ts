import { Hono } from 'hono';
import { z } from 'zod';
import { localDateAt, parseLocalDate } from '../../domain/calendar.ts';
import { streamLines } from '../../operations/books/list-lines.ts';
import { listPayouts, type Payout } from '../../operations/books/list-payouts.ts';
import { type BooksView, booksPage } from '../../views/dashboard/books.tsx';
import { BOOKS_WORDS as words } from '../../views/dashboard/words/customers.ts';
import { booksCsv } from '../books-csv.ts';
import type { DashboardEnv } from './env.ts';
import { dashboardQuery, text } from './forms.ts';
import type { DashboardModule } from './module.ts';
import { respondBare, respondDashboard, within } from './respond.ts';
import { stripeAmounts, type WriteStripeAmount } from './stripe-amount.ts';

const ROWS = 25;
const query = z.object({ from: text(), to: text(), after: text() });
type Asked = z.output<typeof query>;

const periodOf = ({ from, to }: Asked) => ({
  from: parseLocalDate(from),
  to: parseLocalDate(to),
  currency: null,
  connectionId: null,
});

const cursorOf = (typed: string) => {
  const [, at = '', stripeId = ''] = /^([0-9]{1,15})~(\w+)$/.exec(typed) ?? [];
  return stripeId === '' ? null : { createdAt: Number(at), stripeId };
};

function rowOf({ lines, ...payout }: Payout, timeZone: string, write: WriteStripeAmount) {
  const { charges, refunds, disputes, processingFees, disputeFees, stripeFees } = lines;
  const other = lines.other + lines.foreign + lines.unclassified;
  const shown = (amount: number) => write(payout.currency, amount);
  return {
    date: localDateAt(payout.createdAt, timeZone),
    payoutId: payout.payoutId,
    account: payout.account,
    opening: payout.opening === 0 ? null : shown(payout.opening),
    charges: shown(charges),
    refunds: shown(refunds + disputes),
    fees: shown(processingFees + disputeFees + stripeFees),
    other: shown(other),
    paid: shown(payout.paid),
    left: payout.left === 0 ? null : shown(payout.left),
  };
}

const routes = new Hono<DashboardEnv>()
  .get('/', dashboardQuery(query), async (c) => {
    const asked = c.req.valid('query');
    const ctx = c.get('ctx');
    const { scope } = c.get('staff');
    const page = { after: cursorOf(asked.after), limit: ROWS };
    const read = await listPayouts(ctx, { scope, ...periodOf(asked), elseLastMonth: true, ...page });
    if (read.kind !== 'done') return respondBare(c, 404, 'not_found');
    const { from, to, timeZone, payouts, next, unexplained } = read.value;
    const write = stripeAmounts(ctx);
    const byCurrency = Map.groupBy(payouts, ({ currency }) => currency);
    const view: BooksView = {
      home: within(c, ''),
      isTest: !scope.livemode,
      base: within(c, '/books'),
      from,
      to,
      timeZone,
      currencies: [...byCurrency].map(([currency, its]) => ({
        currency,
        payouts: its.map((payout) => rowOf(payout, timeZone, write)),
      })),
      next: next === null ? null : `${next.createdAt}~${next.stripeId}`,
      unexplained: unexplained.map(({ subject, kind, currency, amount }) => ({
        subject,
        kind,
        amount: `${write(currency, amount)} ${currency}`,
      })),
    };
    return respondDashboard(c, 200, (context) => booksPage(view, context));
  })
  .get('/lines.csv', dashboardQuery(query), async (c) => {
    const ask = { scope: c.get('staff').scope, ...periodOf(c.req.valid('query')) };
    const streamed = await streamLines(c.get('ctx'), ask);
    if (streamed.kind !== 'done') return respondBare(c, 404, 'not_found');
    const { timeZone, pages } = streamed.value;
    return c.body(booksCsv(timeZone, pages), 200, {
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="books.csv"',
    });
  });

export const books: DashboardModule = {
  path: '/books',
  routes,
  access: { 'GET /': 'see', 'GET /lines.csv': 'see' },
  nav: { group: 'work', label: words.nav, about: words.about, key: 'b' },
};
