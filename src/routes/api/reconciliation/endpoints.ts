import { z } from '@hono/zod-openapi';
import { mapDone } from '../../../domain/outcome.ts';
import { readReconciliation } from '../../../operations/reconciliation/read-reconciliation.ts';
import { requestReconciliation } from '../../../operations/reconciliation/request-reconciliation.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { reconciliationCsv } from './csv.ts';
import { periodQuery, reconciliation, shownReconciliation } from './schema.ts';

type Asked = z.output<typeof periodQuery>;

const periodOf = ({ from, to, currency }: Asked) => ({
  from: from ?? null,
  to: to ?? null,
  currency: currency?.toUpperCase() ?? null,
});

const read = endpoint(
  {
    method: 'get',
    path: '/reconciliation',
    operationId: 'readReconciliation',
    tag: 'Reconciliation',
    summary: 'Read your books with Stripe',
    description: [
      'Every balance transaction of your Stripe account, by day (UTC) and settlement currency: yours, Stripe’s own,',
      'and the account’s other business. What is unexplained is named to the cent. Payments are not pushed to an',
      'accounting system: this, or the same as CSV, is what you take there.',
    ].join(' '),
    params: NOTHING,
    query: periodQuery,
    body: NOTHING,
    answer: reconciliation,
    refuses: [],
  },
  async ({ ctx, caller: { scope }, query }) =>
    mapDone(await readReconciliation(ctx, { scope, ...periodOf(query) }), shownReconciliation),
);

const exported = endpoint(
  {
    method: 'get',
    path: '/reconciliation.csv',
    operationId: 'exportReconciliation',
    tag: 'Reconciliation',
    summary: 'Export your books as CSV',
    description:
      'One row for each connection, day and settlement currency, with the columns of a day as it is read.',
    params: NOTHING,
    query: periodQuery,
    body: NOTHING,
    answer: z.string(),
    media: 'text/csv',
    refuses: [],
  },
  async ({ ctx, caller: { scope }, query }) =>
    mapDone(await readReconciliation(ctx, { scope, ...periodOf(query) }), reconciliationCsv),
);

const run = endpoint(
  {
    method: 'post',
    path: '/reconciliation/run',
    operationId: 'runReconciliation',
    tag: 'Reconciliation',
    summary: 'Reconcile now',
    description: 'Reconciliation runs once a day. This requests a run within minutes.',
    params: NOTHING,
    query: NOTHING,
    body: NOTHING,
    bodyOptional: true,
    answer: z.strictObject({ connectionId: z.string() }),
    refuses: ['not_found'],
  },
  ({ ctx, caller }) => requestReconciliation(ctx, { scope: caller.scope }),
);

export const reconciliationEndpoints = [read, exported, run];
