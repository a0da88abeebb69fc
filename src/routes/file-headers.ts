import { attachmentDisposition } from '../domain/attachment/disposition.ts';

/** A file of a business, as it is given out: to be saved, not to be shown or run, and kept by no cache. */
export const fileHeaders = ({
  name,
  mediaType,
  bytes,
}: {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}): Readonly<Record<string, string>> => ({
  'Content-Type': mediaType.startsWith('text/') ? `${mediaType}; charset=utf-8` : mediaType,
  'Content-Length': String(bytes),
  'Content-Disposition': attachmentDisposition(name),
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'private, no-store',
});
