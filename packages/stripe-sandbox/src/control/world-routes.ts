import { Hono } from 'hono';
import { z } from 'zod';
import type { Kernel } from '../core/scope.ts';
import { chooseWorlds, readWorlds, WORLDS } from '../core/worlds.ts';
import { read } from './read.ts';

const choice = z.strictObject({
  expiry: z.enum(WORLDS.expiry).optional(),
  authentication: z.enum(WORLDS.authentication).optional(),
});

/** Which way it goes where Stripe does not say. */
export function worldRoutes({ store }: Kernel): Hono {
  const app = new Hono();
  app.get('/worlds', (c) => c.json(readWorlds(store)));
  app.post('/worlds', async (c) => {
    const chosen = await read(c.req.raw, choice);
    store.transaction(() => chooseWorlds(store, chosen));
    return c.json(readWorlds(store));
  });
  return app;
}
