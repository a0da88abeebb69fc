import { Hono } from 'hono';
import { z } from 'zod';
import { streamSchedules } from '../../../operations/schedules/stream-schedules.ts';
import { SCHEDULES_WORDS as words } from '../../../views/dashboard/words/schedules.ts';
import { schedulesCsv } from '../../schedules-csv.ts';
import type { DashboardEnv } from '../env.ts';
import { dashboardForm, dashboardPath, dashboardQuery, idOf } from '../forms.ts';
import type { DashboardModule } from '../module.ts';
import { anyForm } from '../profile/sections.ts';
import { respondBare } from '../respond.ts';
import { sendCadence, showCadence } from './cadence.ts';
import { sendChange, showChange } from './change.ts';
import { listQuery, showList } from './list.ts';
import { newQuery, sendNew, showNew } from './new.ts';
import { showSchedule } from './one.ts';
import { act, actForm, askEnd, cadenceForm, end, endForm } from './verbs.ts';

const path = z.object({ schedule: idOf('sch') });

const routes = new Hono<DashboardEnv>()
  .get('/', dashboardQuery(listQuery), (c) => showList(c, c.req.valid('query')))
  .get('/export.csv', async (c) => {
    const streamed = await streamSchedules(c.get('ctx'), { scope: c.get('staff').scope });
    if (streamed.kind !== 'done') return respondBare(c, 404, 'not_found');
    return c.body(schedulesCsv(streamed.value), 200, {
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="schedules.csv"',
    });
  })
  .get('/new', dashboardQuery(newQuery), (c) => showNew(c, c.req.valid('query')))
  .post('/new', anyForm, (c) => sendNew(c, c.req.valid('form')))
  .get('/:schedule', dashboardPath(path), (c) => showSchedule(c, c.req.valid('param').schedule))
  .get('/:schedule/change', dashboardPath(path), (c) => showChange(c, c.req.valid('param').schedule))
  .post('/:schedule/change', dashboardPath(path), anyForm, (c) =>
    sendChange(c, c.req.valid('param').schedule, c.req.valid('form')),
  )
  .get('/:schedule/cadence', dashboardPath(path), (c) => showCadence(c, c.req.valid('param').schedule))
  .post('/:schedule/cadence', dashboardPath(path), dashboardForm(cadenceForm), (c) =>
    sendCadence(c, c.req.valid('param').schedule, c.req.valid('form')),
  )
  .get('/:schedule/end', dashboardPath(path), (c) => askEnd(c, c.req.valid('param').schedule))
  .post('/:schedule/end', dashboardPath(path), dashboardForm(endForm), (c) =>
    end(c, c.req.valid('param').schedule, c.req.valid('form')),
  );
for (const verb of ['pause', 'resume', 'mails', 'skip', 'answer', 'start-again'] as const) {
  routes.post(`/:schedule/${verb}`, dashboardPath(path), dashboardForm(actForm), (c) =>
    act(c, c.req.valid('param').schedule, verb, c.req.valid('form')),
  );
}

/** Billing schedules: their invoices are sent and charged by themselves. */
export const schedules: DashboardModule = {
  path: '/schedules',
  routes,
  access: {
    'GET /': 'see',
    'GET /export.csv': 'see',
    'GET /new': 'move_money',
    'POST /new': 'move_money',
    'GET /:schedule': 'see',
    'GET /:schedule/change': 'move_money',
    'POST /:schedule/change': 'move_money',
    'GET /:schedule/cadence': 'move_money',
    'POST /:schedule/cadence': 'move_money',
    'GET /:schedule/end': 'move_money',
    'POST /:schedule/end': 'move_money',
    'POST /:schedule/pause': 'issue_invoices',
    'POST /:schedule/mails': 'issue_invoices',
    'POST /:schedule/skip': 'issue_invoices',
    'POST /:schedule/resume': 'move_money',
    'POST /:schedule/answer': 'move_money',
    'POST /:schedule/start-again': 'move_money',
  },
  nav: { group: 'work', label: words.nav, about: words.about, key: 's' },
};
