import { Hono } from 'hono';
import { mapDone, type Outcome } from '../domain/outcome.ts';
import { describeError } from '../operations/core/describe-error.ts';
import { readKeys } from '../operations/watch/read-keys.ts';
import { runAgain } from '../operations/watch/run-again.ts';
import { sendTestMail } from '../operations/watch/send-test-mail.ts';
import { countStoppedWork, listStoppedWork, readStoppedWork } from '../operations/watch/stopped-work.ts';
import { type Answer, problemAnswer, responseOf } from './api/answer.ts';
import { fieldProblems } from './api/issues.ts';
import { readJsonBody } from './api/json-body.ts';
import { invalid, type Problem, problemOf } from './api/problems.ts';
import { filterOf, runAgainBody, shownCount, shownWork, workKind, workQuery } from './api/work/schema.ts';
import type { RouteEnv } from './env.ts';
import { isOperator } from './operator-key.ts';

type Given = { readonly Bindings: RouteEnv['Variables'] };
type Facts = Pick<RouteEnv['Variables'], 'appUrl' | 'requestId'>;

const PAGE = 200;
/** The operator's work is everybody's of this mode. */
const ALL = { scope: null };

const UNAUTHORIZED: Problem = {
  code: 'unauthorized',
  detail: 'Send the operator’s key (OPERATOR_KEY) as Authorization: Bearer ….',
  headers: { 'WWW-Authenticate': 'Bearer realm="Quittance operator"' },
};

/** What the person on duty lists, reads and runs again, of all businesses: `/operator/v1/…`, by the operator's key. */
export const operatorRoutes = new Hono<Given>().basePath('/operator/v1');

operatorRoutes.use(async (c, next) => {
  if (await isOperator(c.env.operator.keys, c.req.header('Authorization'))) return next();
  return problem(c.env, UNAUTHORIZED);
});
operatorRoutes.get('/stopped-work', async (c) =>
  answer(
    c.env,
    mapDone(await countStoppedWork(c.env.ctx, ALL), (counts) => ({ data: counts.map(shownCount) })),
  ),
);
operatorRoutes.get('/stopped-work/:kind', async (c) => {
  const kind = workKind.safeParse(c.req.param('kind'));
  const query = workQuery.safeParse(c.req.query());
  if (!kind.success) return noSuch(c.env);
  if (!query.success) return problem(c.env, invalid(fieldProblems(query.error.issues, c.req.query())));
  const { reason = null, startingAfter = null } = query.data;
  const ask = { ...ALL, kind: kind.data, reason, startingAfter, limit: PAGE };
  return answer(
    c.env,
    mapDone(await listStoppedWork(c.env.ctx, ask), ({ data, next }) => ({
      data: data.map(shownWork),
      hasMore: next !== null,
      nextCursor: next,
    })),
  );
});
operatorRoutes.get('/stopped-work/:kind/:id', async (c) => {
  const kind = workKind.safeParse(c.req.param('kind'));
  if (!kind.success) return noSuch(c.env);
  const ask = { ...ALL, kind: kind.data, id: c.req.param('id') };
  return answer(c.env, mapDone(await readStoppedWork(c.env.ctx, ask), shownWork));
});
operatorRoutes.post('/stopped-work/:kind/run-again', async (c) => {
  const kind = workKind.safeParse(c.req.param('kind'));
  if (!kind.success) return noSuch(c.env);
  const given = await readJsonBody(c.req.raw);
  if (!given.ok) return problem(c.env, given.problem);
  const body = runAgainBody.safeParse(given.value ?? {});
  if (!body.success) return problem(c.env, invalid(fieldProblems(body.error.issues, given.value)));
  return answer(c.env, await runAgain(c.env.ctx, { ...ALL, kind: kind.data, ...filterOf(body.data) }));
});
operatorRoutes.get('/keys', async (c) =>
  answer(c.env, await readKeys(c.env.ctx, await c.env.operator.held())),
);
operatorRoutes.post('/test-mail', async (c) =>
  answer(c.env, await sendTestMail(c.env.ctx, { ways: c.env.operator.ways })),
);
operatorRoutes.notFound((c) => noSuch(c.env));
operatorRoutes.onError((error, c) => {
  c.env.ctx.log('operator_error', { requestId: c.env.requestId, ...describeError(error) });
  return problem(c.env, { code: 'internal_error', detail: 'The error was logged under the request id.' });
});

const answer = (facts: Facts, outcome: Outcome<unknown>): Response => {
  if (outcome.kind !== 'done') return problem(facts, problemOf(outcome));
  const body: Answer = { status: 200, body: JSON.stringify(outcome.value), headers: {} };
  return responseOf(body, facts.requestId);
};

const problem = (facts: Facts, what: Problem): Response =>
  responseOf(problemAnswer(facts, what), facts.requestId);

const noSuch = (facts: Facts): Response =>
  problem(facts, { code: 'unknown_route', detail: 'The operator has no such list.' });
