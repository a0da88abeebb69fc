import type { Caller } from '../../operations/api/authenticate.ts';
import {
  beginRequest,
  type Command,
  type Ended,
  endRequest,
  freshCommand,
} from '../../operations/api/idempotency.ts';
import type { Context } from '../../operations/core/context.ts';
import { type Answer, problemAnswer, type RequestFacts } from './answer.ts';
import type { Endpoint, RawRequest } from './endpoint.ts';
import { FileOut } from './file-body.ts';
import { invalid, type Problem, problemOf } from './problems.ts';

/** A request that is authenticated and whose body is read. */
export type Incoming = RequestFacts & {
  readonly caller: Caller;
  readonly method: string;
  readonly path: string;
  readonly raw: RawRequest;
  /** The raw body, for the fingerprint of an idempotent request. */
  readonly bodyText: string;
  readonly idempotencyKey: string | null;
  readonly ifMatch: string | null;
};

/** An answer, and what a retry with the same key gets. */
type Handled = { readonly answer: Answer; readonly ended: Ended };

/** Parses, runs the operation (once for each idempotency key), and answers. */
export async function handle(ctx: Context, endpoint: Endpoint, incoming: Incoming): Promise<Answer> {
  const refuse = (problem: Problem) => problemAnswer(incoming, problem);
  const parsed = endpoint.parse(incoming.raw);
  if (!parsed.ok) return refuse(invalid(parsed.problems));
  const version = versionSeen(endpoint, incoming.ifMatch);
  if (version === 'none') return refuse(invalid([{ path: 'If-Match', message: NO_VERSION }]));
  const run = async (command: Command): Promise<Handled> => {
    const result = await parsed.run({ ctx, caller: incoming.caller, command, version });
    if (result.kind !== 'done') {
      const problem = problemOf(result);
      const answer = refuse(problem);
      return { answer, ended: endOf(problem, answer) };
    }
    if (result.value instanceof FileOut) {
      const { body, headers } = result.value;
      return { answer: { status: endpoint.status, body, headers }, ended: { kind: 'undecided' } };
    }
    if (result.value instanceof ReadableStream) {
      const headers = { 'Content-Type': `${endpoint.media ?? 'text/csv'}; charset=utf-8` };
      const answer = { status: endpoint.status, body: result.value, headers };
      return { answer, ended: { kind: 'undecided' } };
    }
    const isText = endpoint.media !== undefined && typeof result.value === 'string';
    const body = isText ? String(result.value) : JSON.stringify(result.value);
    const headers = isText ? { 'Content-Type': `${endpoint.media}; charset=utf-8` } : {};
    const answer = { status: endpoint.status, body, headers };
    const kept = endpoint.shownOnce === undefined ? body : without(body, endpoint.shownOnce);
    return { answer, ended: { kind: 'decided', status: answer.status, body: kept } };
  };
  if (endpoint.method !== 'post' || incoming.idempotencyKey === null) {
    const { answer } = await run(freshCommand(ctx, incoming.caller.apiKeyId));
    return answer;
  }
  return once(ctx, incoming, incoming.idempotencyKey, run);
}

const NO_VERSION = 'Give the version that you read, in quotes, such as "3".';

/** The version that the caller saw; null where they do not say, or where any will do. */
function versionSeen({ versioned = false }: Endpoint, ifMatch: string | null): number | null | 'none' {
  if (!versioned || ifMatch === null || ifMatch.trim() === '*') return null;
  const version = /^"?([1-9][0-9]{0,14})"?$/.exec(ifMatch.trim())?.[1];
  return version === undefined ? 'none' : Number(version);
}

/** A JSON object with null for each of these fields. */
function without(body: string, names: readonly string[]): string {
  const fields: Readonly<Record<string, unknown>> = JSON.parse(body);
  return JSON.stringify({ ...fields, ...Object.fromEntries(names.map((name) => [name, null])) });
}

function endOf(
  { code }: Problem,
  { status, body }: { readonly status: number; readonly body: string },
): Ended {
  if (code === 'invalid') return { kind: 'invalid' };
  // Both are gone after a while, and a retry with the same key must not be told of them then.
  return status >= 500 || status === 429 ? { kind: 'undecided' } : { kind: 'decided', status, body };
}

/** Runs a request under its idempotency key, or replays the stored answer. */
async function once(
  ctx: Context,
  incoming: Incoming,
  key: string,
  run: (command: Command) => Promise<Handled>,
): Promise<Answer> {
  const refuse = (problem: Problem) => problemAnswer(incoming, problem);
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    const message = 'Give 1 to 255 visible ASCII characters.';
    return refuse(invalid([{ path: 'Idempotency-Key', message }]));
  }
  const name = { apiKeyId: incoming.caller.apiKeyId, key };
  const fingerprint = `${incoming.method}\n${incoming.path}\n${incoming.bodyText}`;
  const begun = await beginRequest(ctx, name, fingerprint);
  switch (begun.kind) {
    case 'replay':
      return { status: begun.status, body: begun.body, headers: { 'Idempotent-Replayed': 'true' } };
    case 'other_request':
      return refuse({
        code: 'idempotency_key_reused',
        detail: 'This Idempotency-Key was already used for a different request.',
      });
    case 'in_flight':
      return refuse({
        code: 'request_in_progress',
        detail: 'The first request with this Idempotency-Key is still running.',
        headers: { 'Retry-After': String(begun.retryAfterSeconds) },
      });
    case 'run':
      return runReserved(ctx, name, () => run(begun.command));
  }
}

async function runReserved(
  ctx: Context,
  name: { readonly apiKeyId: string; readonly key: string },
  run: () => Promise<Handled>,
): Promise<Answer> {
  let ended: Ended = { kind: 'undecided' };
  try {
    const handled = await run();
    ended = handled.ended;
    return handled.answer;
  } finally {
    await endRequest(ctx, name, ended);
  }
}
