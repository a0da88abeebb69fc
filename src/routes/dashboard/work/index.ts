import { Hono } from 'hono';
import { z } from 'zod';
import { WORK_WORDS as words } from '../../../views/dashboard/words/work.ts';
import type { DashboardEnv } from '../env.ts';
import { dashboardForm, dashboardPath, dashboardQuery, idOf, text } from '../forms.ts';
import type { DashboardModule } from '../module.ts';
import { again, againForm, kindPath } from './again.ts';
import { auditQuery, exportAudit, showAudit } from './audit.ts';
import { find, showEvent, showJob, showStopped } from './one.ts';
import { showWork } from './overview.ts';

const routes = new Hono<DashboardEnv>()
  .get('/', (c) => showWork(c, null))
  .get('/find', dashboardQuery(z.object({ id: text() })), (c) => find(c, c.req.valid('query').id))
  .get('/audit', dashboardQuery(auditQuery), (c) => showAudit(c, c.req.valid('query')))
  .get('/audit.csv', dashboardQuery(auditQuery), (c) => exportAudit(c, c.req.valid('query')))
  .get('/events/:event', dashboardPath(z.object({ event: text() })), (c) =>
    showEvent(c, c.req.valid('param').event),
  )
  .get('/jobs/:job', dashboardPath(z.object({ job: idOf('out') })), (c) =>
    showJob(c, c.req.valid('param').job),
  )
  .get('/:kind', dashboardPath(kindPath), dashboardQuery(z.object({ reason: text(), after: text() })), (c) =>
    showStopped(c, c.req.valid('param').kind, c.req.valid('query')),
  )
  .post('/:kind/again', dashboardPath(kindPath), dashboardForm(againForm), (c) =>
    again(c, c.req.valid('param').kind, c.req.valid('form')),
  );

export const work: DashboardModule = {
  path: '/work',
  routes,
  access: {
    'GET /': 'see',
    'GET /find': 'see',
    'GET /audit': 'read_audit_log',
    'GET /audit.csv': 'read_audit_log',
    'GET /events/:event': 'see',
    'GET /jobs/:job': 'see',
    'GET /:kind': 'see',
    'POST /:kind/again': 'run_work_again',
  },
  nav: { group: 'work', label: words.nav, about: words.about, key: 'w' },
};
