import { Hono } from 'hono';
import { z } from 'zod';
import { instantAt, parseLocalDate } from '../../../domain/calendar.ts';
import { newId } from '../../../operations/core/context.ts';
import { replayEvent, replayMissed } from '../../../operations/webhooks/replay.ts';
import { testEndpoint } from '../../../operations/webhooks/test-endpoint.ts';
import { WEBHOOK_WORDS as words } from '../../../views/dashboard/words/webhooks.ts';
import type { DashboardEnv } from '../env.ts';
import { dashboardForm, dashboardPath, dashboardQuery, idOf, text } from '../forms.ts';
import { done, respondUndone, within } from '../respond.ts';
import { endpointPath } from './endpoints.ts';
import { showDelivery, showEndpoint } from './one.ts';

const eventPath = endpointPath.extend({ event: idOf('evt') });
const query = z.object({ state: text(), after: text() });

/** What was sent to an endpoint, and sending it again. */
export const deliveries = new Hono<DashboardEnv>()
  .get('/:endpoint', dashboardPath(endpointPath), dashboardQuery(query), (c) =>
    showEndpoint(c, c.req.valid('param').endpoint, c.req.valid('query')),
  )
  .post('/:endpoint/test', dashboardPath(endpointPath), async (c) => {
    const { endpoint: endpointId } = c.req.valid('param');
    const ctx = c.get('ctx');
    const ask = { scope: c.get('staff').scope, endpointId, commandId: newId(ctx, 'req') };
    const tested = await testEndpoint(ctx, ask);
    if (tested.kind === 'done') return showEndpoint(c, endpointId, { tested: tested.value });
    return respondUndone(c, tested, ({ status, text: problem }) =>
      showEndpoint(c, endpointId, { status, problem }),
    );
  })
  .post(
    '/:endpoint/replay',
    dashboardPath(endpointPath),
    dashboardForm(z.object({ since: text() })),
    async (c) => {
      const { endpoint: endpointId } = c.req.valid('param');
      const day = parseLocalDate(c.req.valid('form').since);
      if (day === null) return showEndpoint(c, endpointId, { status: 422, problem: words.notADay });
      const ctx = c.get('ctx');
      const { scope, timeZone } = c.get('staff');
      const since = instantAt(day, 0, timeZone);
      const replayed = await replayMissed(ctx, { scope, endpointId, since, commandId: newId(ctx, 'req') });
      if (replayed.kind === 'done') {
        const said = replayed.value.events === 0 ? 'webhooks_none_missed' : 'webhooks_replayed';
        return done(c, within(c, `/webhooks/${endpointId}`), said);
      }
      return respondUndone(c, replayed, ({ status, text: problem }) =>
        showEndpoint(c, endpointId, { status, problem }),
      );
    },
  )
  .get('/:endpoint/events/:event', dashboardPath(eventPath), (c) => showDelivery(c, c.req.valid('param')))
  .post('/:endpoint/events/:event/replay', dashboardPath(eventPath), async (c) => {
    const named = c.req.valid('param');
    const ctx = c.get('ctx');
    const ask = { scope: c.get('staff').scope, endpointId: named.endpoint, eventId: named.event };
    const replayed = await replayEvent(ctx, { ...ask, commandId: newId(ctx, 'req') });
    return replayed.kind === 'done'
      ? done(c, within(c, `/webhooks/${named.endpoint}`), 'webhook_replayed')
      : respondUndone(c, replayed, ({ status, text: problem }) =>
          showDelivery(c, named, { status, problem }),
        );
  });
