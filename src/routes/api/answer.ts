import { PROBLEMS } from './problem-catalogue.ts';
import type { Problem } from './problems.ts';

/** What is answered, before it becomes a response: it can be stored and given again. */
export type Answer = {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** The request that a problem happened to. */
export type RequestFacts = { readonly requestId: string; readonly appUrl: string };

/**
 * A problem as RFC 9457 has it. `instance` is the request id, to be quoted to whoever runs this.
 * https://www.rfc-editor.org/rfc/rfc9457#section-3
 */
export function problemAnswer({ requestId, appUrl }: RequestFacts, problem: Problem): Answer {
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

/** The response of an answer. Nothing of the API is kept by caches or guessed at by browsers. */
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
