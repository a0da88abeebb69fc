import { ApiError, invalidRequest } from '../core/api-error.ts';
import { decodeForm } from '../core/form.ts';
import { isJsonObject } from '../core/json.ts';
import type { Kernel } from '../core/scope.ts';
import { runDueTasks } from '../core/tick.ts';
import { API_VERSION } from '../core/version.ts';
import { authenticate, noAccess } from './authenticate.ts';
import { createExecutor } from './execute.ts';
import { ConnectionCut, type Fault, type Faults } from './faults.ts';
import type { LoggedRequest, RequestLog } from './request-log.ts';
import type { Route } from './route.ts';
import { type Stored, storedError } from './stored.ts';

export interface ApiOptions {
  kernel: Kernel;
  faults: Faults;
  log: RequestLog;
  /** The secret keys that are taken; none listed means any test key. */
  secretKeys: readonly string[];
}

/** Answers one API request; `route` is null where no operation has its path. */
export type Answer = (request: Request, route: Route | null, id: string) => Promise<Response>;

/** The path that every API request takes, from its key to its answer and the log. */
export function createApi({ kernel, faults, log, secretKeys }: ApiOptions): Answer {
  const execute = createExecutor(kernel);

  return async (request, route, id) => {
    const { method } = request;
    const url = new URL(request.url);
    const entry = newEntry(kernel, request, url);
    log.add(entry);
    let fault: Fault | undefined;
    let answer: Stored;
    try {
      const raw = method === 'POST' ? await request.text() : url.search.slice(1);
      authenticate(request.headers, secretKeys);
      checkContentType(request, raw);
      checkVersion(request.headers.get('Stripe-Version'));
      runDueTasks(kernel);
      const account = entry.account ?? kernel.platform;
      if (!kernel.store.get('account', account)) throw noAccess(account);
      entry.params = decodeForm(raw);
      if (!route) throw unknownRoute(method, url.pathname);
      fault = faults.strike(method, url.pathname);
      entry.fault = fault?.kind ?? null;
      const call = {
        route,
        id,
        raw,
        sent: entry.params,
        key: entry.idempotencyKey,
        account,
        fault,
        path: url.pathname,
      };
      answer = await execute({ ...call, requestId: entry.id });
    } catch (error) {
      answer = storedError(error, entry.id);
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

function checkContentType(request: Request, raw: string): void {
  const type = request.headers.get('Content-Type') ?? '';
  if (request.method !== 'POST' || raw === '' || type.startsWith('application/x-www-form-urlencoded')) return;
  throw invalidRequest(
    `Invalid request: we only accept requests with the content-type application/x-www-form-urlencoded, yours was '${type}'.`,
  );
}

function checkVersion(version: string | null): void {
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
  return new Response(JSON.stringify(answer.body, null, 2), { status: answer.status, headers });
}

/** Waits, or stops waiting when the caller goes away. */
function hold(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
