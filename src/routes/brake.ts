import type { Context as HonoContext, MiddlewareHandler } from 'hono';
import { networkOf } from '../domain/network.ts';
import type { RouteEnv } from './env.ts';
import { respondNotice } from './pay/respond.ts';

/** The brakes' window: by then a refused visitor is let in again. */
export const BRAKED_FOR_SECONDS = '60';

/** The network that a request counts for. Cloudflare sets the header itself; without it all count as one. */
export function networkIn(headers: Headers): string {
  // https://developers.cloudflare.com/fundamentals/reference/http-headers/#cf-connecting-ip
  const ip = headers.get('cf-connecting-ip');
  return ip === null ? 'unknown' : networkOf(ip);
}

export function tooManyRequests(c: HonoContext<RouteEnv>): Promise<Response> {
  c.header('Retry-After', BRAKED_FOR_SECONDS);
  return respondNotice(c, { kind: 'too_many_requests' });
}

/** Brakes the pages of a network. */
export const brakeNetwork: MiddlewareHandler<RouteEnv> = async (c, next) =>
  (await c.get('brakes').take('network', networkIn(c.req.raw.headers))) ? next() : tooManyRequests(c);

/** What of a token names its invoice or payment, and is no secret: the head before its MAC. */
const HEAD_LENGTH = 25;

/** Brakes the pages of one link, from however many networks. */
export const brakeLink: MiddlewareHandler<RouteEnv> = async (c, next) => {
  const [, , token = ''] = c.req.path.split('/', 3);
  return (await c.get('brakes').take('link', token.slice(0, HEAD_LENGTH))) ? next() : tooManyRequests(c);
};
