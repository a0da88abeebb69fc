import { Hono } from 'hono';
import { z } from 'zod';
import { CLIENT_STATUSES } from '../../domain/mapping/status.ts';
import { may } from '../../domain/staff/roles.ts';
import { newId } from '../../operations/core/context.ts';
import { linkClient } from '../../operations/customers/link.ts';
import { cancelImport } from '../../operations/mapping/cancel-import.ts';
import { decide } from '../../operations/mapping/decide.ts';
import { listClients } from '../../operations/mapping/list-clients.ts';
import { listStripeCustomers } from '../../operations/mapping/list-stripe-customers.ts';
import { previewUnlink } from '../../operations/mapping/preview-unlink.ts';
import { readMapping } from '../../operations/mapping/read-mapping.ts';
import { startImport } from '../../operations/mapping/start-import.ts';
import { startReading } from '../../operations/mapping/start-reading.ts';
import { undoLastDecision } from '../../operations/mapping/undo.ts';
import { unlinkClient } from '../../operations/mapping/unlink-client.ts';
import { mappingPage, notConnectedPage } from '../../views/dashboard/mapping.tsx';
import { unlinkPage } from '../../views/dashboard/mapping-client.tsx';
import { queryOf } from '../../views/dashboard/mapping-view.ts';
import { MAPPING_WORDS as words } from '../../views/dashboard/words/mapping.ts';
import { speakerFor } from '../../views/format.ts';
import type { DashboardContext, DashboardEnv } from './env.ts';
import { dashboardForm, dashboardPath, idOf, text } from './forms.ts';
import { failuresCsv, showCandidates } from './mapping-parts.ts';
import type { DashboardModule } from './module.ts';
import { done, respondDashboard, respondUndone, within } from './respond.ts';

const PAGE = 25;
/** Whoever waits sees it go on. */
const REFRESH_SECONDS = 3;

const clientPath = z.object({ customer: idOf('cus') });
const several = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : typeof value === 'string' ? [value] : value));
const decideForm = z.object({
  clients: several,
  which: text('these'),
  status: text(),
  q: text(),
  decision: z.enum(['accept', 'create', 'ignore', 'undecided']),
});

const statusOf = (typed: string) => CLIENT_STATUSES.find((one) => one === typed) ?? null;

async function show(c: DashboardContext, status: 200 | 409 | 422 | 503, problem: string | null = null) {
  const { scope, role, timeZone } = c.get('staff');
  const ctx = c.get('ctx');
  const asked = (name: string) => c.req.query(name) ?? '';
  const filter = { status: statusOf(asked('status')), search: asked('q') || null };
  const searchThere = asked('sq');
  const free = asked('free') === 'yes';
  const page = (name: string) => ({ startingAfter: asked(name) || null, limit: PAGE });
  const [mapping, clients, listed] = await Promise.all([
    readMapping(ctx, { scope }),
    listClients(ctx, { scope, filter, page: page('after') }),
    listStripeCustomers(ctx, { scope, search: searchThere || null, free, page: page('safter') }),
  ]);
  if (mapping.kind !== 'done' || clients.kind !== 'done' || listed.kind !== 'done')
    return respondDashboard(c, status, (context) => notConnectedPage(within(c, '/stripe'), context));
  const view = mapping.value;
  const { state } = view;
  const isReading = state === 'reading' || state === 'newest' || state === 'clients' || state === 'proposing';
  const isMoving = isReading || view.lastImport?.state === 'running';
  return respondDashboard(
    c,
    status,
    (context) =>
      mappingPage(
        {
          base: within(c, '/mapping'),
          mayMap: may(role, 'map_customers'),
          mapping: view,
          readAt: view.readAt === null ? null : speakerFor(context.speech).instant(view.readAt, timeZone),
          clients: clients.value.data,
          nextClients: clients.value.nextCursor,
          listed: listed.value.data,
          nextListed: listed.value.nextCursor,
          status: filter.status,
          search: asked('q'),
          searchThere,
          free,
          said: context.said,
          problem,
        },
        context,
      ),
    isMoving ? { live: { of: null, seconds: REFRESH_SECONDS } } : {},
  );
}

const routes = new Hono<DashboardEnv>()
  .get('/', (c) => show(c, 200))
  .post('/read', async (c) => {
    const begun = await startReading(c.get('ctx'), { scope: c.get('staff').scope });
    const isMissing = begun.kind === 'refused' && begun.rejection.code === 'not_connected';
    // The page says what is missing.
    if (isMissing) return done(c, within(c, '/mapping'));
    return begun.kind === 'done'
      ? done(c, within(c, '/mapping'), 'reading')
      : respondUndone(c, begun, ({ status, text: said }) => show(c, status, said));
  })
  .post('/decide', dashboardForm(decideForm), async (c) => {
    const { clients, which, status, q, decision } = c.req.valid('form');
    const filter = { status: statusOf(status), search: q || null };
    const decided = await decide(c.get('ctx'), {
      scope: c.get('staff').scope,
      which: which === 'all' ? { kind: 'all', ...filter } : { kind: 'these', customerIds: clients },
      deciding: decision === 'accept' ? { kind: 'accept', possible: which !== 'all' } : { kind: decision },
    });
    if (decided.kind !== 'done')
      return respondUndone(c, decided, ({ status: code, text: said }) => show(c, code, said));
    const word = decided.value.clients === 0 ? 'none_decided' : 'decided';
    return done(c, `${within(c, '/mapping')}${queryOf({ status, q })}`, word);
  })
  .post('/undo', dashboardForm(z.object({ decision: text() })), async (c) => {
    const { decision } = c.req.valid('form');
    const undone = await undoLastDecision(c.get('ctx'), {
      scope: c.get('staff').scope,
      decisionId: decision || null,
    });
    return undone.kind === 'done'
      ? done(c, within(c, '/mapping'), 'undone')
      : respondUndone(c, undone, ({ status, text: said }) => show(c, status, said));
  })
  .post('/import', dashboardForm(z.object({ only: text() })), async (c) => {
    const { scope, address } = c.get('staff');
    const only = c.req.valid('form').only === 'failed' ? 'failed' : 'all';
    const ctx = c.get('ctx');
    const begun = await startImport(ctx, { scope, commandId: newId(ctx, 'req'), by: address, only });
    return begun.kind === 'done'
      ? done(c, within(c, '/mapping'), begun.value.joined ? 'joined' : 'importing')
      : respondUndone(c, begun, ({ status, text: said }) => show(c, status, said));
  })
  .post('/cancel', dashboardForm(z.object({ import: idOf('cim') })), async (c) => {
    const { scope, address } = c.get('staff');
    const ctx = c.get('ctx');
    const ask = { importId: c.req.valid('form').import, commandId: newId(ctx, 'req'), by: address };
    const canceled = await cancelImport(ctx, { scope, ...ask });
    return canceled.kind === 'done'
      ? done(c, within(c, '/mapping'), 'canceled')
      : respondUndone(c, canceled, ({ status, text: said }) => show(c, status, said));
  })
  .get('/imports/:import/failures.csv', dashboardPath(z.object({ import: idOf('cim') })), (c) =>
    failuresCsv(c, c.req.valid('param').import),
  )
  .get('/clients/:customer', dashboardPath(clientPath), (c) =>
    showCandidates(c, 200, c.req.valid('param').customer),
  )
  .post(
    '/clients/:customer/map',
    dashboardPath(clientPath),
    dashboardForm(z.object({ target: text() })),
    async (c) => {
      const { customer } = c.req.valid('param');
      const { target } = c.req.valid('form');
      const decided = await decide(c.get('ctx'), {
        scope: c.get('staff').scope,
        which: { kind: 'these', customerIds: [customer] },
        deciding: { kind: 'map', target },
      });
      return decided.kind === 'done'
        ? done(c, within(c, '/mapping'), 'decided')
        : respondUndone(c, decided, ({ status, text: problem }) =>
            showCandidates(c, status, customer, { typed: target, problem }),
          );
    },
  )
  .post(
    '/clients/:customer/link',
    dashboardPath(clientPath),
    dashboardForm(z.object({ target: text() })),
    async (c) => {
      const { customer } = c.req.valid('param');
      const stripeCustomerId = c.req.valid('form').target.trim();
      const ctx = c.get('ctx');
      const ask = {
        customerId: customer,
        stripeCustomerId,
        commandId: newId(ctx, 'req'),
        onlyUnlinked: true,
      };
      const linked = await linkClient(ctx, { scope: c.get('staff').scope, ...ask });
      return linked.kind === 'done'
        ? done(c, within(c, '/mapping'), 'linked')
        : respondUndone(c, linked, ({ status, text: problem }) =>
            showCandidates(c, status, customer, { typed: stripeCustomerId, problem }),
          );
    },
  )
  .get('/clients/:customer/unlink', dashboardPath(clientPath), async (c) => {
    const { customer } = c.req.valid('param');
    const said = await previewUnlink(c.get('ctx'), { scope: c.get('staff').scope, customerId: customer });
    if (said.kind !== 'done')
      return respondUndone(c, said, ({ status, text: problem }) => show(c, status, problem));
    const view = { base: within(c, '/mapping'), said: said.value };
    return respondDashboard(c, 200, (context) => unlinkPage(view, context));
  })
  .post('/clients/:customer/unlink', dashboardPath(clientPath), async (c) => {
    const { customer } = c.req.valid('param');
    const { scope, address } = c.get('staff');
    const ctx = c.get('ctx');
    const ask = { customerId: customer, commandId: newId(ctx, 'req'), by: address };
    const unlinked = await unlinkClient(ctx, { scope, ...ask });
    return unlinked.kind === 'done'
      ? done(c, within(c, '/mapping'), 'unlinked')
      : respondUndone(c, unlinked, ({ status, text: problem }) => show(c, status, problem));
  });

/** Which client is which customer of Stripe's. Everybody sees it. */
export const mapping: DashboardModule = {
  path: '/mapping',
  routes,
  access: {
    'GET /': 'see',
    'POST /read': 'map_customers',
    'POST /decide': 'map_customers',
    'POST /undo': 'map_customers',
    'POST /import': 'map_customers',
    'POST /cancel': 'map_customers',
    'GET /imports/:import/failures.csv': 'see',
    'GET /clients/:customer': 'map_customers',
    'POST /clients/:customer/map': 'map_customers',
    'POST /clients/:customer/link': 'map_customers',
    'GET /clients/:customer/unlink': 'map_customers',
    'POST /clients/:customer/unlink': 'map_customers',
  },
  nav: { group: 'settings', label: words.nav, about: words.about },
};
