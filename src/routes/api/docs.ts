import { memo } from '../../domain/memo.ts';
import { contentSecurityPolicy } from '../../views/security-policy.ts';
import type { ApiDocument } from './docs-model.ts';
import { docsPage } from './docs-page.ts';

/** Stands in the page that is kept for the nonce that each answer has of its own. */
const NONCE = 'nonce-of-the-answer';
const pages = memo<string>(4);

/** The documentation page, drawn once per isolate. It is public, since it reveals nothing that the code does not. */
export function docsResponse(appUrl: string, documentText: (appUrl: string) => string): Response {
  const page = pages(appUrl, () => {
    // Read as clients get it, so that a schema's functions are gone.
    const read: ApiDocument = JSON.parse(documentText(appUrl));
    return docsPage(read, NONCE);
  });
  const nonce = crypto.randomUUID();
  return new Response(page.replace(NONCE, nonce), {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentSecurityPolicy({ nonce, logoUrl: null, formTargets: [] }),
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
