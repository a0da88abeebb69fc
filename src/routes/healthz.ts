import { Hono } from 'hono';
import { describeError } from '../operations/core/describe-error.ts';
import { readHealth, readReadiness, readSchema } from '../operations/watch/health.ts';
import type { RouteEnv } from './env.ts';
import { isOperator } from './operator-key.ts';

/** Anybody is told whether we are ready, and nothing else; the operator's key opens the report. */
export const healthRoutes = new Hono<RouteEnv>().get('/', async (c) => {
  c.header('Cache-Control', 'no-store');
  const { ctx, operator } = c.var;
  const isTold = await isOperator(operator.keys, c.req.header('Authorization'));
  try {
    if (!isTold) {
      const ready = await readReadiness(ctx);
      return c.json({ ready }, ready ? 200 : 503);
    }
    const health = await readHealth(ctx, operator.databaseLimitBytes);
    return c.json(health, health.ready ? 200 : 503);
  } catch (error) {
    // The database or its schema is missing.
    const what = describeError(error);
    const schema = await readSchema(ctx).catch(() => null);
    const schemaSays = schema?.says ?? null;
    ctx.log('not_ready', { ...what, ...(schemaSays !== null && { schema: schemaSays }) });
    const told = { error: what.error, schema: schema?.newest ?? null, schemaSays };
    return c.json({ ready: false, ...(isTold && told) }, 503);
  }
});
