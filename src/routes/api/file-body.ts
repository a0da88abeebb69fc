import { ATTACHMENT_LIMITS, megabytes } from '../../domain/attachment/limits.ts';
import { sha256Of } from '../../operations/facts/hash.ts';
import { readBody } from '../read-body.ts';
import type { Body } from './json-body.ts';

/** A file as it was sent: its bytes, and what its sender says it is. */
export type SentFile = { readonly bytes: Uint8Array; readonly declaredType: string | null };

/**
 * Reads a body that is a file, whole: it is checked before anything is kept of it. One that breaks off is read no further, and
 * nothing is done. What identifies the request is its name and the hash of its content.
 */
export async function readFileBody(request: Request): Promise<Body> {
  const bytes = await readBody(request, ATTACHMENT_LIMITS.bytes);
  if (bytes === null) {
    const detail = `The file is larger than ${megabytes(ATTACHMENT_LIMITS.bytes)}, which is the most.`;
    return { ok: false, problem: { code: 'payload_too_large', detail } };
  }
  const value: SentFile = { bytes, declaredType: request.headers.get('Content-Type') };
  const { search } = new URL(request.url);
  return { ok: true, text: `${search}\n${await sha256Of(bytes)}`, value };
}

/** A file as an answer, sent as it is read. */
export class FileOut {
  readonly body: ReadableStream<Uint8Array>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(body: ReadableStream<Uint8Array>, headers: Readonly<Record<string, string>>) {
    this.body = body;
    this.headers = headers;
  }
}
