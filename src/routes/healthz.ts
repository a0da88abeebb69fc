import { Hono } from 'hono';
import { describeError } from '../operations/core/describe-error.ts';
import { readHealth, readReadiness, readSchema } from '../operations/watch/health.ts';
import { readSetUp } from '../operations/watch/set-up.ts';
import type { RouteEnv } from './env.ts';
import { isOperator } from './operator-key.ts';

/** Anybody is told whether we are ready, and nothing else; the operator's key opens the report. */
export const healthRoutes = new Hono<RouteEnv>().get('/', async (c) => {
  c.header('Cache-Control', 'no-store');
  const { ctx, operator } = c.var;
  const isTold = await isOperator(operator.keys, c.req.header('Authorization'));
  try {
    if (!isTold) {
      const { ready, schemaSays } = await readReadiness(ctx);
      if (schemaSays !== null) ctx.log('not_ready', { schema: schemaSays });
      return c.json({ ready }, ready ? 200 : 503);
    }
    const { schema, problems, stops } = await readSetUp(ctx);
    const setUp = { checked: operator.checked, problems };
    if (stops) {
      for (const problem of problems) ctx.log('not_set_up', problem);
      const told = { ready: false, schema: schema.newest, schemaSays: schema.says, setUp };
      return c.json(told, 503);
    }
    const health = await readHealth(ctx, operator.databaseLimitBytes);
    return c.json({ ...health, setUp }, health.ready ? 200 : 503);
  } catch (error) {
    // The database or its schema is missing.
    const what = describeError(error);
    const schema = await readSchema(ctx).catch(() => null);
    const schemaSays = schema?.says ?? null;
    ctx.log('not_ready', { ...what, ...(schemaSays !== null && { schema: schemaSays }) });
    const told = { error: what.error, sqlite: what.sqlite, schema: schema?.newest ?? null, schemaSays };
    return c.json({ ready: false, ...(isTold && told) }, 503);
  }
});
