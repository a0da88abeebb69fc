import { actingAccount, isAccessToken, refuseWithoutCharges } from '../accounts/access.ts';
import { ApiError, invalidRequest } from '../core/api-error.ts';
import { decodeForm } from '../core/form.ts';
import { isJsonObject } from '../core/json.ts';
import type { Kernel } from '../core/scope.ts';
import { runDueTasks } from '../core/tick.ts';
import { API_VERSION } from '../core/version.ts';
import { authenticate } from './authenticate.ts';
import { type ErrorStyle, styleOf } from './error-style.ts';
import { createExecutor } from './execute.ts';
import { ConnectionCut, type Fault, type Faults, type FixedAnswer } from './faults.ts';
import { decodeJson } from './json-body.ts';
import type { Limits } from './limits.ts';
import type { LoggedRequest, RequestLog } from './request-log.ts';
import type { Route } from './route.ts';
import { type Stored, storedError } from './stored.ts';

export interface ApiOptions {
  kernel: Kernel;
  faults: Faults;
  log: RequestLog;
  limits: Limits;
  /** The accepted secret keys; an empty list accepts any test key. */
  secretKeys: readonly string[];
}

/** Answers one API request; `route` is null where no operation has its path. */
export type Answer = (request: Request, route: Route | null, id: string) => Promise<Response>;

/** Handles every API request, from authentication to the answer and the log. */
export function createApi({ kernel, faults, log, limits, secretKeys }: ApiOptions): Answer {
  const execute = createExecutor(kernel);

  return async (request, route, id) => {
    const { method } = request;
    const url = new URL(request.url);
    const style = styleOf(url.pathname);
    const entry = newEntry(kernel, request, url);
    log.add(entry);
    let fault: Fault | undefined;
    let answer: Stored;
    try {
      const raw = method === 'POST' ? await request.text() : url.search.slice(1);
      const fixed = faults.answer(method, url.pathname, raw);
      if (fixed) return respondFixed(fixed, entry);
      const key = authenticate(request.headers, secretKeys, (token) => isAccessToken(kernel, token));
      checkContentType(request, raw, style);
      checkVersion(request.headers.get('Stripe-Version'), style);
      runDueTasks(kernel);
      const account = actingAccount(kernel, key, entry.account);
      entry.params = style === 'v2' && method === 'POST' ? decodeJson(raw) : decodeForm(raw);
      if (!route) throw unknownRoute(method, url.pathname);
      limits.count({ account, method, route: route.path, id, atMs: kernel.clock.now() });
      refuseWithoutCharges(kernel, account, route);
      fault = faults.strike(method, url.pathname, raw);
      entry.fault = fault?.kind ?? null;
      const call = {
        route,
        id,
        raw,
        sent: entry.params,
        // OAuth has no idempotency keys: a code can be exchanged once anyway.
        key: style === 'oauth' ? null : entry.idempotencyKey,
        account,
        fault,
        path: url.pathname,
      };
      answer = await execute({ ...call, requestId: entry.id });
    } catch (error) {
      answer = storedError(kernel.store, error, entry.id, style);
    }
    entry.replayed = answer.requestId !== entry.id;
    const { error } = answer.body;
    if (isJsonObject(error)) entry.error = String(error.code ?? error.type);
    if (fault?.kind.startsWith('timeout')) await hold(fault.holdMs, request.signal);
    if (fault?.kind.startsWith('timeout') || fault?.kind.startsWith('reset')) throw new ConnectionCut();
    entry.status = answer.status;
    return respond(answer, entry);
  };
}

function newEntry(kernel: Kernel, request: Request, url: URL): LoggedRequest {
  return {
    id: kernel.ids.next('req'),
    at: kernel.clock.now(),
    method: request.method,
    path: url.pathname,
    account: request.headers.get('Stripe-Account'),
    idempotencyKey: request.method === 'POST' ? request.headers.get('Idempotency-Key') : null,
    params: {},
    status: null,
    replayed: false,
    fault: null,
    error: null,
  };
}

function checkContentType(request: Request, raw: string, style: ErrorStyle): void {
  const type = request.headers.get('Content-Type') ?? '';
  const wanted = style === 'v2' ? 'application/json' : 'application/x-www-form-urlencoded';
  if (request.method !== 'POST' || raw === '' || type.startsWith(wanted)) return;
  throw invalidRequest(
    `Invalid request: we only accept requests with the content-type ${wanted}, yours was '${type}'.`,
  );
}

/** Without a version the account's default applies; only v2 requires one (docs.stripe.com/api-v2-overview). */
function checkVersion(version: string | null, style: ErrorStyle): void {
  if (version === null && style === 'v2') {
    throw invalidRequest('Please provide a Stripe-Version header: requests to /v2 need one.');
  }
  if (version === null || version === API_VERSION) return;
  throw invalidRequest(
    `Invalid Stripe API version: ${version}. This sandbox answers in ${API_VERSION} only, the version that stripe@23.1.0 pins.`,
  );
}

function unknownRoute(method: string, path: string): ApiError {
  return new ApiError(
    404,
    'invalid_request_error',
    `Unrecognized request URL (${method}: ${path}). Either Stripe has no such URL or this sandbox does not mirror it.`,
  );
}

function respond(answer: Stored, entry: LoggedRequest): Response {
  const headers: Record<string, string> = {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-cache, no-store',
    'Request-Id': entry.id,
    'Stripe-Version': API_VERSION,
  };
  if (entry.idempotencyKey !== null) headers['Idempotency-Key'] = entry.idempotencyKey;
  if (entry.account !== null) headers['Stripe-Account'] = entry.account;
  if (entry.replayed) {
    headers['Idempotent-Replayed'] = 'true';
    headers['Original-Request'] = answer.requestId;
  }
  Object.assign(headers, answer.headers);
  return new Response(JSON.stringify(answer.body, null, 2), { status: answer.status, headers });
}

/** A fixed answer, word for word: nothing was done, and nothing is stored under the call's key. */
function respondFixed({ status, body, contentType, headers }: FixedAnswer, entry: LoggedRequest): Response {
  entry.status = status;
  entry.fault = 'answer';
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { 'Content-Type': contentType ?? 'application/json', 'Request-Id': entry.id, ...headers },
  });
}

/** Waits, unless the caller disconnects first. */
function hold(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
