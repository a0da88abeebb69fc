import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { parseId } from '../../domain/ids.ts';
import { HOME, readVersion } from '../../operations/dashboard/read-version.ts';
import type { DashboardEnv } from './env.ts';
import type { DashboardModule } from './module.ts';
import { respondBare } from './respond.ts';

/** How often what a page shows is looked at, and for how long: the browser asks anew after that, from where it was. */
const LOOK_MS = 2_000;
const LOOKS = 45;

/** The id of what may be followed. */
const followed = (named: string): string | null =>
  named === HOME ? HOME : (parseId('inv', named) ?? parseId('blm', named));

/**
 * Server-sent events for a page that shows something under way: `changed`, with its version, whenever it is another than the one that the
 * browser heard of, or that the page was drawn `from`.
 */
const routes = new Hono<DashboardEnv>().get('/:of', async (c) => {
  const of = followed(c.req.param('of'));
  if (of === null) return respondBare(c, 404, 'not_found');
  const ctx = c.get('ctx');
  const { scope } = c.get('staff');
  const first = await readVersion(ctx, { scope, of });
  if (first.kind !== 'done') return respondBare(c, 404, 'not_found');
  let seen = c.req.header('Last-Event-ID') ?? c.req.query('from') ?? null;
  let version = first.value;
  const answer = streamSSE(c, async (stream) => {
    for (let look = 1; !stream.aborted; look += 1) {
      if (version !== seen) await stream.writeSSE({ event: 'changed', data: version, id: version });
      seen = version;
      if (look === LOOKS) return;
      await ctx.pause(LOOK_MS);
      const read = await readVersion(ctx, { scope, of });
      if (read.kind !== 'done') return;
      version = read.value;
    }
  });
  answer.headers.set('Cache-Control', 'private, no-store');
  return answer;
});

export const live: DashboardModule = { path: '/live', routes, access: { 'GET /:of': 'see' }, nav: null };
