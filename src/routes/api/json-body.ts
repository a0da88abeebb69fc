import { whereNotJson } from './json-position.ts';
import type { Problem } from './problems.ts';

/** The largest body that is read, in bytes. */
const MAX_BODY_BYTES = 1_000_000;

export type Body =
  | { readonly ok: true; readonly text: string; readonly value: unknown }
  | { readonly ok: false; readonly problem: Problem };

const refuse = (code: Problem['code'], detail: string): Body => ({ ok: false, problem: { code, detail } });

/**
 * Reads a request's body as JSON: at most 1 MB, said to be JSON, in UTF-8. No body at all is `undefined`.
 * Reading stops where the limit is passed, whatever `Content-Length` promised.
 */
export async function readJsonBody(request: Request): Promise<Body> {
  const bytes = await readLimited(request);
  if (bytes === null) return refuse('payload_too_large', `The body is larger than ${MAX_BODY_BYTES} bytes.`);
  if (bytes.length === 0) return { ok: true, text: '', value: undefined };
  const type = request.headers.get('Content-Type') ?? '';
  if (!/^application\/(?:[\w.+-]+\+)?json(?:\s*;|\s*$)/i.test(type)) {
    return refuse('unsupported_media_type', 'Send the body with Content-Type: application/json.');
  }
  const text = decode(bytes);
  if (text === null) return refuse('malformed_json', 'The body is not UTF-8.');
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, text, value };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { line, column } = whereNotJson(text);
    return refuse('malformed_json', `The body stops being JSON at line ${line}, column ${column}.`);
  }
}

async function readLimited(request: Request): Promise<Uint8Array | null> {
  if (Number(request.headers.get('Content-Length') ?? 0) > MAX_BODY_BYTES) return null;
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
