import { Hono } from 'hono';
import { readLogo } from '../operations/merchants/read-logo.ts';
import type { RouteEnv } from './env.ts';

/**
 * `/logo/<business>/<hash>`: an uploaded logo. What is under an address never changes, so it is kept for a year; nobody may
 * take it for anything but a picture, or open it as a page that runs something.
 */
export const logoRoutes = new Hono<RouteEnv>().get('/:merchantId/:hash{[0-9a-f]{64}}', async (c) => {
  const { merchantId, hash } = c.req.param();
  const read = await readLogo(c.get('ctx'), { merchantId, hash });
  if (read.kind !== 'done') return c.notFound();
  const logo = read.value;
  return c.body(Uint8Array.from(logo.bytes), 200, {
    'Content-Type': logo.type,
    'Cache-Control': 'public, max-age=31536000, immutable',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    // Mails and PDFs are read elsewhere.
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Content-Disposition': `inline; filename="logo.${logo.type === 'image/png' ? 'png' : 'jpg'}"`,
  });
});
