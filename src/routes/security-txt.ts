import { Hono } from 'hono';
import type { RouteEnv } from './env.ts';

/** Renewed with every request; a copy of it is stale after this. */
const GOOD_FOR_MS = 180 * 24 * 3_600_000;

/** Where a weakness is reported (RFC 9116). */
export const securityTxtRoutes = new Hono<RouteEnv>().get('/', (c) => {
  const expires = new Date(c.get('ctx').now() + GOOD_FOR_MS).toISOString();
  const lines = [
    `Contact: ${c.get('securityContact')}`,
    `Expires: ${expires}`,
    `Canonical: ${c.get('appUrl')}/.well-known/security.txt`,
    'Preferred-Languages: en',
  ];
  return c.text(`${lines.join('\n')}\n`, 200, { 'Cache-Control': 'public, max-age=86400' });
});
