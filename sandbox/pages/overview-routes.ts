import { Hono } from 'hono';
import { type Kernel, scopeFor } from '../core/scope.ts';
import { runDueTasks } from '../core/tick.ts';
import { settle } from '../payments/settle.ts';
import type { Courier } from '../webhooks/courier.ts';
import { readSwitch, writeSwitch } from '../webhooks/switch.ts';
import { page, seeOther } from './layout.ts';
import { overviewPage } from './overview-page.ts';

/** The page at `/` for whoever runs the sandbox, and what its buttons do. */
export function overviewPages({ kernel, courier }: { kernel: Kernel; courier: Courier }): Hono {
  const app = new Hono();
  const { store, clock } = kernel;

  app.get('/', ({ req }) => {
    runDueTasks(kernel);
    const asked = req.query('account') ?? kernel.platform;
    return page(overviewPage(kernel, store.get('account', asked) ? asked : kernel.platform));
  });

  app.post('/do/:verb', async ({ req }) => {
    runDueTasks(kernel);
    const form = new URLSearchParams(await req.text());
    const id = form.get('id') ?? '';
    switch (req.param('verb')) {
      case 'advance':
        clock.advance(Math.max(0, Number(form.get('ms')) || 0));
        runDueTasks(kernel);
        break;
      case 'webhooks':
        writeSwitch(store, { ...readSwitch(store), mode: form.get('mode') === 'off' ? 'off' : 'on' });
        break;
      case 'flush':
        await courier.flush();
        break;
      case 'redeliver':
        await courier.deliverNow(deliveryIds(kernel, id));
        break;
      case 'settle': {
        const found = store.get('payment_intent', id);
        if (found?.value.status !== 'processing') break;
        const failed = form.get('outcome') === 'failed';
        const reason = {
          code: 'insufficient_funds',
          message: 'The account has insufficient funds to cover this payment.',
        };
        store.transaction(() => settle(scopeFor(kernel, found.account), id, failed ? reason : null));
        break;
      }
    }
    courier.wake();
    return seeOther(`/?account=${encodeURIComponent(form.get('account') ?? kernel.platform)}`);
  });
  return app;
}

function deliveryIds(kernel: Kernel, eventId: string): string[] {
  const event = kernel.store.get('event', eventId);
  if (!event) return [];
  const scan = { index: { name: 'event', value: eventId }, order: 'oldest' } as const;
  return [...kernel.store.scan('_delivery', event.account, scan)].map(({ id }) => id);
}
