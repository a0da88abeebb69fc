import { z } from '@hono/zod-openapi';
import { mapDone } from '../../../domain/outcome.ts';
import { runAgain } from '../../../operations/watch/run-again.ts';
import {
  countStoppedWork,
  listStoppedWork,
  readStoppedWork,
} from '../../../operations/watch/stopped-work.ts';
import { endpoint, NOTHING } from '../endpoint.ts';
import { listOf } from '../schemas/lists.ts';
import {
  filterOf,
  ranAgain,
  runAgainBody,
  shownCount,
  shownWork,
  work,
  workCount,
  workKind,
  workQuery,
} from './schema.ts';

const PAGE = 50;
const byKind = z.strictObject({ kind: workKind });

const count = endpoint(
  {
    method: 'get',
    path: '/stopped-work',
    operationId: 'countStoppedWork',
    tag: 'Reconciliation',
    summary: 'Count the work that stopped',
    description: 'Jobs and events of yours that were given up or go on failing, by kind and reason.',
    params: NOTHING,
    query: NOTHING,
    body: NOTHING,
    answer: z.strictObject({ data: z.array(workCount) }).openapi('WorkCounts'),
    refuses: [],
  },
  async ({ ctx, caller: { scope } }) =>
    mapDone(await countStoppedWork(ctx, { scope }), (counts) => ({ data: counts.map(shownCount) })),
);

const list = endpoint(
  {
    method: 'get',
    path: '/stopped-work/{kind}',
    operationId: 'listStoppedWork',
    tag: 'Reconciliation',
    summary: 'List the work of a kind that stopped',
    description: `The oldest first, ${PAGE} a page.`,
    params: byKind,
    query: workQuery,
    body: NOTHING,
    answer: listOf(work).openapi('WorkList'),
    refuses: [],
  },
  async ({ ctx, caller: { scope }, params: { kind }, query: { reason = null, startingAfter = null } }) =>
    mapDone(
      await listStoppedWork(ctx, { scope, kind, reason, startingAfter, limit: PAGE }),
      ({ data, next }) => ({ data: data.map(shownWork), hasMore: next !== null, nextCursor: next }),
    ),
);

const read = endpoint(
  {
    method: 'get',
    path: '/stopped-work/{kind}/{id}',
    operationId: 'readStoppedWork',
    tag: 'Reconciliation',
    summary: 'Read a piece of work that stopped',
    params: z.strictObject({ kind: workKind, id: z.string().openapi({ description: 'As it is listed.' }) }),
    query: NOTHING,
    body: NOTHING,
    answer: work,
    refuses: ['not_found'],
  },
  async ({ ctx, caller: { scope }, params }) =>
    mapDone(await readStoppedWork(ctx, { scope, ...params }), shownWork),
);

const again = endpoint(
  {
    method: 'post',
    path: '/stopped-work/{kind}/run-again',
    operationId: 'runWorkAgain',
    tag: 'Reconciliation',
    summary: 'Run work that stopped again',
    description: [
      'One, all of a reason, or all of a kind, the oldest first. A call takes a bounded number and says how many are left.',
      'Doing it twice does no harm.',
    ].join(' '),
    params: byKind,
    query: NOTHING,
    body: runAgainBody,
    bodyOptional: true,
    answer: ranAgain,
    refuses: [],
  },
  ({ ctx, caller: { scope }, params: { kind }, body }) => runAgain(ctx, { scope, kind, ...filterOf(body) }),
);

export const workEndpoints = [count, list, read, again];
