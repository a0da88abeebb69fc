import { contentSecurityPolicy } from '../../views/security-policy.ts';
import type { ApiDocument } from './docs-model.ts';
import { docsPage } from './docs-page.ts';

/** The documentation page. It is public, since it reveals nothing that the code does not. */
export function docsResponse(document: object): Response {
  // Serialised as clients get it, so that a schema's functions are gone.
  const read: ApiDocument = JSON.parse(JSON.stringify(document));
  const nonce = crypto.randomUUID();
  return new Response(docsPage(read, nonce), {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentSecurityPolicy({ nonce, logoUrl: null, formTargets: [] }),
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
