import { decodeForm } from '../core/form.ts';
import type { JsonObject } from '../core/json.ts';
import type { Answer } from './answer.ts';
import type { Validator, Violation } from './exchange.ts';

/** Mismatches that were not taken yet. */
export interface Violations {
  add(what: string, problems: string[]): void;
  /** Returns and clears them. */
  take(): Violation[];
}

export function createViolations(): Violations {
  let all: Violation[] = [];
  return {
    add(what, problems) {
      all.push({ what, problems });
      console.error(`sandbox: against the SDK's types: ${what}\n  ${problems.join('\n  ')}`);
    },
    take() {
      const taken = all;
      all = [];
      return taken;
    },
  };
}

/**
 * Passes every exchange to a validator and records mismatches. A successful call with a mismatch is answered with a
 * 500 that says why, so that no caller relies on it; a refusal stays as it was. A cut connection has no answer to
 * validate.
 */
export function validating(answer: Answer, validator: Validator, violations: Violations): Answer {
  return async (request, route, id) => {
    const copy = request.clone();
    const response = await answer(request, route, id);
    // An answer that was laid down word for word need not be Stripe's: it bears no version.
    if (!route || !response.headers.has('Stripe-Version')) return response;
    const { method } = request;
    const problems = validator.exchange({
      method,
      path: route.path,
      params: await paramsOf(copy),
      status: response.status,
      body: await response.clone().json(),
    });
    if (problems.length === 0) return response;
    violations.add(`${method} ${new URL(request.url).pathname}`, problems);
    if (response.status >= 400) return response;
    const message = `This exchange does not fit the SDK's types: ${problems.join('; ')}`;
    return Response.json({ error: { message, type: 'api_error' } }, { status: 500 });
  };
}

async function paramsOf(request: Request): Promise<JsonObject | null> {
  const { search } = new URL(request.url);
  const isJson = request.headers.get('Content-Type')?.startsWith('application/json') === true;
  try {
    const raw = request.method === 'POST' ? await request.text() : search.slice(1);
    return isJson && raw !== '' ? JSON.parse(raw) : decodeForm(raw);
  } catch {
    return null;
  }
}
