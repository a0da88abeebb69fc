import { EVERYBODY, type Ids, type Row } from './route-row.ts';

const KEEPERS = ['owner', 'technician'] as const;
const WORKERS = ['owner', 'finance', 'technician'] as const;
const command = `req_${'0'.repeat(26)}`;
const at =
  (path: string) =>
  ({ endpointId }: Ids) =>
    `/webhooks/${endpointId}${path}`;
/** Nothing is sent to this machine. */
const REFUSED = { command, url: 'https://localhost/', which: 'all' };

/** Webhook endpoints, and what was sent there. */
export const WEBHOOKS: readonly Row[] = [
  { route: 'GET /webhooks', may: EVERYBODY, answers: 200 },
  { route: 'GET /webhooks/new', may: KEEPERS, answers: 200 },
  { route: 'POST /webhooks/new', may: KEEPERS, answers: 422, fields: () => REFUSED },
  { route: 'GET /webhooks/:endpoint', may: EVERYBODY, answers: 200, path: at('') },
  { route: 'GET /webhooks/:endpoint/edit', may: KEEPERS, answers: 200, path: at('/edit') },
  // The address stays, so nothing is looked up.
  {
    route: 'POST /webhooks/:endpoint/edit',
    may: KEEPERS,
    answers: 303,
    path: at('/edit'),
    fields: () => ({ command, url: 'https://erp.test/hooks', description: 'ERP', which: 'all' }),
  },
  {
    route: 'POST /webhooks/:endpoint/switch',
    may: KEEPERS,
    answers: 303,
    path: at('/switch'),
    fields: () => ({ to: 'off' }),
  },
  { route: 'GET /webhooks/:endpoint/rotate', may: KEEPERS, answers: 200, path: at('/rotate') },
  {
    route: 'POST /webhooks/:endpoint/rotate',
    may: KEEPERS,
    answers: 200,
    path: at('/rotate'),
    fields: ({ eventId }) => ({ command: `req_${eventId.slice(4)}`, overlap: '0' }),
  },
  { route: 'GET /webhooks/:endpoint/delete', may: KEEPERS, answers: 200, path: at('/delete') },
  {
    route: 'POST /webhooks/:endpoint/delete',
    may: KEEPERS,
    answers: 303,
    path: at('/delete'),
    fields: ({ eventId }) => ({ command: `req_${eventId.slice(4)}` }),
  },
  { route: 'POST /webhooks/:endpoint/test', may: WORKERS, answers: 200, path: at('/test') },
  {
    route: 'POST /webhooks/:endpoint/replay',
    may: WORKERS,
    answers: 303,
    path: at('/replay'),
    fields: () => ({ since: '2026-01-01' }),
  },
  {
    route: 'GET /webhooks/:endpoint/events/:event',
    may: WORKERS,
    answers: 200,
    path: ({ endpointId, eventId }) => `/webhooks/${endpointId}/events/${eventId}`,
  },
  {
    route: 'POST /webhooks/:endpoint/events/:event/replay',
    may: WORKERS,
    answers: 303,
    path: ({ endpointId, eventId }) => `/webhooks/${endpointId}/events/${eventId}/replay`,
  },
];
