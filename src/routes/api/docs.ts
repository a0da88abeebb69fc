import { contentSecurityPolicy } from '../../views/security-policy.ts';
import type { ApiDocument } from './docs-model.ts';
import { docsPage } from './docs-page.ts';

/** The documentation page. Public: it tells nothing that the code does not. */
export function docsResponse(document: object): Response {
  // As clients get it: what is not JSON (a schema's functions) is gone.
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
