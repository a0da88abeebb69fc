import { PROBLEMS } from './problem-catalogue.ts';
import type { Problem } from './problems.ts';

/** An answer before it becomes a response, so that it can be stored and replayed. */
export type Answer = {
  readonly status: number;
  /** A stream is sent as it is made, and kept for no retry. */
  readonly body: string | ReadableStream<Uint8Array>;
  readonly headers: Readonly<Record<string, string>>;
};

export type RequestFacts = { readonly requestId: string; readonly appUrl: string };

/**
 * A problem in the shape of RFC 9457. `instance` is the request id, for a client to quote to the operator.
 * https://www.rfc-editor.org/rfc/rfc9457#section-3
 */
export function problemAnswer(
  { requestId, appUrl }: RequestFacts,
  problem: Problem,
): Answer & { readonly body: string } {
  const { status, title } = PROBLEMS[problem.code];
  return {
    status,
    body: JSON.stringify({
      type: `${appUrl}/api/v1/docs#problem-${problem.code}`,
      title,
      status,
      detail: problem.detail,
      instance: requestId,
      code: problem.code,
      errors: problem.errors ?? [],
    }),
    headers: problem.headers ?? {},
  };
}

/** Turns an answer into a response that caches must not store and browsers must not sniff. */
export const responseOf = (answer: Answer, requestId: string): Response =>
  new Response(answer.body, {
    status: answer.status,
    headers: {
      'Content-Type': answer.status < 400 ? 'application/json' : 'application/problem+json',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'X-Request-Id': requestId,
      ...answer.headers,
    },
  });
