import { Hono } from 'hono';
import { z } from 'zod';
import type { Kernel } from '../core/scope.ts';
import { chooseMicrodepositType, microdepositType } from '../microdeposits/send.ts';
import { read } from './read.ts';

const choice = z.strictObject({ type: z.enum(['amounts', 'descriptor_code']) });

/** Sets the kind of micro-deposits sent from now on: two amounts, or one with a code. */
export function microdepositRoutes(kernel: Kernel): Hono {
  const app = new Hono();
  app.get('/microdeposits', (c) => c.json({ type: microdepositType(kernel) }));
  app.post('/microdeposits', async (c) => {
    const { type } = await read(c.req.raw, choice);
    kernel.store.transaction(() => chooseMicrodepositType(kernel, type));
    return c.json({ type });
  });
  return app;
}
