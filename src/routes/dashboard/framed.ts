import { PRIVATE_HEADERS } from '../pay/respond.ts';

/** A preview is framed by our own pages alone, and runs nothing; without a nonce its styles are a mail's own. */
export const framed = (nonce: string, images: string | null) => ({
  ...PRIVATE_HEADERS,
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': [
    "default-src 'none'",
    nonce === '' ? "style-src 'unsafe-inline'" : `style-src 'nonce-${nonce}'`,
    `img-src data: ${images === null ? '' : new URL(images).origin}`.trim(),
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    'sandbox',
  ].join('; '),
});
