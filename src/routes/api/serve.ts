import type { Context as HonoContext } from 'hono';
import type { Brakes } from '../../adapters/brakes/port.ts';
import { authenticate } from '../../operations/api/authenticate.ts';
import type { Context } from '../../operations/core/context.ts';
import { describeError, isDatabaseAway } from '../../operations/core/describe-error.ts';
import { BRAKED_FOR_SECONDS, networkIn } from '../brake.ts';
import { actorOf, keyHeaders, outOfScope, unauthorized } from './access.ts';
import { problemAnswer, responseOf } from './answer.ts';
import { ANY_FILE, type Endpoint } from './endpoint.ts';
import { readFileBody } from './file-body.ts';
import { handle } from './handle.ts';
import { type Body, readJsonBody } from './json-body.ts';
import type { Problem } from './problems.ts';
import { scopeOf } from './scopes.ts';

/** What the app passes in with each request. */
export type ApiEnv = {
  readonly ctx: Context;
  readonly brakes: Brakes;
  /** The app's address, without a trailing slash. */
  readonly appUrl: string;
  readonly requestId: string;
};

type C = HonoContext<{ Bindings: ApiEnv }>;

export const refuse = (c: C, problem: Problem): Response =>
  responseOf(problemAnswer(c.env, problem), c.env.requestId);

/** Nothing was done, and the same request may be sent again once the brakes' minute is over. */
export const tooManyRequests = (detail: string): Problem => ({
  code: 'too_many_requests',
  detail: `${detail} Wait for a minute.`,
  headers: { 'Retry-After': BRAKED_FOR_SECONDS },
});

/** Authenticates, parses, runs the operation and answers. */
export async function serve(c: C, endpoint: Endpoint): Promise<Response> {
  const { ctx, brakes, appUrl, requestId } = c.env;
  const operation = endpoint.operationId;
  try {
    const found = await authenticate(ctx, c.req.header('Authorization') ?? null);
    if (found.kind !== 'caller') {
      const ended = found.kind === 'ended' ? found : null;
      const reason = ended?.end.why ?? 'unknown';
      ctx.log('api_refused', { requestId, operation, reason, apiKeyId: ended?.apiKeyId ?? null });
      const mayTry = await brakes.take('refused', `key/${networkIn(c.req.raw.headers)}`);
      return refuse(
        c,
        mayTry ? unauthorized(found) : tooManyRequests('From your network came too many keys that are none.'),
      );
    }
    const { caller } = found;
    if (!(await brakes.take('key', caller.apiKeyId))) {
      return refuse(c, tooManyRequests('This key sent more requests in a minute than are answered.'));
    }
    const scope = scopeOf(operation);
    if (!caller.scopes.includes(scope)) {
      const { apiKeyId } = caller;
      ctx.log('api_refused', { requestId, operation, reason: 'scope', scope, apiKeyId });
      return refuse(c, outOfScope(caller, scope));
    }
    const body = await readFor(endpoint, c.req.raw);
    if (!body.ok) return refuse(c, body.problem);
    const actor = actorOf(caller, c.req.raw.headers, requestId);
    const answer = await handle({ ...ctx, actor }, endpoint, {
      requestId,
      appUrl,
      caller,
      method: c.req.method,
      path: c.req.path,
      raw: { params: c.req.param(), query: queryOf(c), body: body.value },
      bodyText: body.text,
      idempotencyKey: c.req.header('Idempotency-Key') ?? null,
      ifMatch: c.req.header('If-Match') ?? null,
    });
    return responseOf({ ...answer, headers: { ...answer.headers, ...keyHeaders(caller) } }, requestId);
  } catch (error) {
    // An error's message may hold values bound to a statement, so only its name and place are logged.
    ctx.log('api_error', { requestId, operation, ...describeError(error) });
    if (isDatabaseAway(error))
      return refuse(c, {
        code: 'busy',
        detail: 'The database does not answer. Retry with the same Idempotency-Key.',
      });
    return refuse(c, { code: 'internal_error', detail: 'The error was logged under the request id.' });
  }
}

function readFor({ takes }: Endpoint, request: Request): Promise<Body> | Body {
  if (takes === undefined) return readJsonBody(request);
  return takes === ANY_FILE ? readFileBody(request) : fileIn(request, takes);
}

/** A body that is a file, unread; a missing one is `undefined`. */
function fileIn(request: Request, type: string): Body {
  const given = request.headers.get('Content-Type') ?? '';
  if (request.body !== null && given.split(';')[0]?.trim().toLowerCase() !== type) {
    const detail = `Send the file with Content-Type: ${type}.`;
    return { ok: false, problem: { code: 'unsupported_media_type', detail } };
  }
  return { ok: true, text: '', value: request.body ?? undefined };
}

/** A parameter that is given twice stays a list, so every schema rejects it. */
const queryOf = (c: C): Record<string, string | readonly string[]> =>
  Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, values]) => [
      name,
      values.length === 1 ? (values[0] ?? '') : values,
    ]),
  );
