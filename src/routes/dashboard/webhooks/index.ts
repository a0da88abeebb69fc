import { Hono } from 'hono';
import { WEBHOOK_WORDS as words } from '../../../views/dashboard/words/webhooks.ts';
import type { DashboardEnv } from '../env.ts';
import type { DashboardModule } from '../module.ts';
import { deliveries } from './deliveries.ts';
import { endpoints } from './endpoints.ts';

/** Where the business's own systems are told of events. */
export const webhooks: DashboardModule = {
  path: '/webhooks',
  routes: new Hono<DashboardEnv>().route('/', endpoints).route('/', deliveries),
  access: {
    'GET /': 'see',
    'GET /new': 'manage_keys',
    'POST /new': 'manage_keys',
    'GET /:endpoint': 'see',
    'GET /:endpoint/edit': 'manage_keys',
    'POST /:endpoint/edit': 'manage_keys',
    'POST /:endpoint/switch': 'manage_keys',
    'GET /:endpoint/rotate': 'manage_keys',
    'POST /:endpoint/rotate': 'manage_keys',
    'GET /:endpoint/delete': 'manage_keys',
    'POST /:endpoint/delete': 'manage_keys',
    'POST /:endpoint/test': 'run_work_again',
    'POST /:endpoint/replay': 'run_work_again',
    'GET /:endpoint/events/:event': 'read_audit_log',
    'POST /:endpoint/events/:event/replay': 'run_work_again',
  },
  nav: { group: 'settings', label: words.nav, about: words.about, key: 'k' },
};
