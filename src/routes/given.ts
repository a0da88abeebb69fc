import type { MiddlewareHandler } from 'hono';
import type { RouteEnv } from './env.ts';

/** The variables of the app's request, passed on. */
export type GivenEnv = {
  readonly Bindings: RouteEnv['Variables'];
  readonly Variables: RouteEnv['Variables'];
};

export const given: MiddlewareHandler<GivenEnv> = (c, next) => {
  c.set('ctx', c.env.ctx);
  c.set('elsewhere', c.env.elsewhere);
  c.set('requestId', c.env.requestId);
  c.set('brakes', c.env.brakes);
  c.set('turnstile', c.env.turnstile);
  c.set('documents', c.env.documents);
  c.set('verifier', c.env.verifier);
  c.set('checkoutOrigins', c.env.checkoutOrigins);
  c.set('appUrl', c.env.appUrl);
  return next();
};
