import { z } from '@hono/zod-openapi';

/** CSV that is sent as it is made. */
export const csvAnswer = z
  .custom<ReadableStream<Uint8Array>>((value) => value instanceof ReadableStream)
  .openapi({ type: 'string', description: 'CSV (RFC 4180) in UTF-8, with a byte order mark.' });

/** CSV that is read as it comes in. */
export const csvBody = z
  .custom<ReadableStream<Uint8Array>>((value) => value instanceof ReadableStream)
  .openapi({ type: 'string' });
