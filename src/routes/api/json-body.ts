import { decodeUtf8, readBody } from '../read-body.ts';
import { findJsonError } from './json-position.ts';
import type { Problem } from './problems.ts';

/** The largest body that is read, in bytes. */
const MAX_BODY_BYTES = 1_000_000;

export type Body =
  | { readonly ok: true; readonly text: string; readonly value: unknown }
  | { readonly ok: false; readonly problem: Problem };

const refuse = (code: Problem['code'], detail: string): Body => ({ ok: false, problem: { code, detail } });

/**
 * Reads a request's body as JSON: at most 1 MB, with a JSON content type, in UTF-8. A missing body is `undefined`.
 */
export async function readJsonBody(request: Request): Promise<Body> {
  const bytes = await readBody(request, MAX_BODY_BYTES);
  if (bytes === null) return refuse('payload_too_large', `The body is larger than ${MAX_BODY_BYTES} bytes.`);
  if (bytes.length === 0) return { ok: true, text: '', value: undefined };
  const type = request.headers.get('Content-Type') ?? '';
  if (!/^application\/(?:[\w.+-]+\+)?json(?:\s*;|\s*$)/i.test(type)) {
    return refuse('unsupported_media_type', 'Send the body with Content-Type: application/json.');
  }
  const text = decodeUtf8(bytes);
  if (text === null) return refuse('malformed_json', 'The body is not UTF-8.');
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, text, value };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { line, column } = findJsonError(text);
    return refuse('malformed_json', `The body stops being JSON at line ${line}, column ${column}.`);
  }
}
