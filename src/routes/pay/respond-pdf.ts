import type { Context as HonoContext } from 'hono';
import { PRIVATE_HEADERS } from './respond.ts';

/** A PDF that the browser shows, and keeps for nobody else. */
export async function respondPdf(c: HonoContext, filename: string, draw: () => Promise<Uint8Array>) {
  // A HEAD only asks whether there is one; rendering a PDF to discard it would invite abuse.
  const pdf = c.req.raw.method === 'HEAD' ? new Uint8Array() : await draw();
  return c.body(Uint8Array.from(pdf), 200, {
    ...PRIVATE_HEADERS,
    'Content-Type': 'application/pdf',
    'Content-Disposition': `inline; filename="${filename}"`,
    'Content-Security-Policy': "default-src 'none'",
  });
}
