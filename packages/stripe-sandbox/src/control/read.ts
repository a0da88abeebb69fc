import type { z } from 'zod';
import { ApiError } from '../core/api-error.ts';

/** The JSON body of a control request, checked. Throws 400 with every reason. */
export async function read<S extends z.ZodType>(request: Request, schema: S): Promise<z.output<S>> {
  const text = await request.text();
  let sent: unknown;
  try {
    sent = text === '' ? {} : JSON.parse(text);
  } catch {
    throw new ApiError(400, 'invalid_request_error', 'The body is not JSON.');
  }
  const result = schema.safeParse(sent);
  if (result.success) return result.data;
  const reasons = result.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  throw new ApiError(400, 'invalid_request_error', reasons.join('; '));
}

/** The answer to a control request that failed. */
export function refusal(error: unknown): Response {
  if (error instanceof ApiError)
    return Response.json(
      { error: { message: error.message, code: error.details.code ?? null } },
      { status: error.status },
    );
  if (error instanceof RangeError)
    return Response.json({ error: { message: error.message, code: null } }, { status: 400 });
  console.error('sandbox: the control API broke:', error);
  return Response.json(
    { error: { message: 'The sandbox broke. Its output says how.', code: null } },
    { status: 500 },
  );
}
