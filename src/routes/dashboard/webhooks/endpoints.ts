import { Hono } from 'hono';
import { z } from 'zod';
import { may } from '../../../domain/staff/roles.ts';
import { newId } from '../../../operations/core/context.ts';
import { createEndpoint } from '../../../operations/webhooks/create-endpoint.ts';
import { deleteEndpoint } from '../../../operations/webhooks/delete-endpoint.ts';
import type { EndpointWithSecret } from '../../../operations/webhooks/endpoint-view.ts';
import { listEndpoints, readEndpoint } from '../../../operations/webhooks/read-endpoint.ts';
import { rotateSecret } from '../../../operations/webhooks/rotate-secret.ts';
import { switchEndpoint } from '../../../operations/webhooks/switch-endpoint.ts';
import { updateEndpoint } from '../../../operations/webhooks/update-endpoint.ts';
import { type EndpointForm, endpointFormPage } from '../../../views/dashboard/webhooks/form.tsx';
import { endpointsPage } from '../../../views/dashboard/webhooks/list.tsx';
import { removePage, rotatePage, secretPage } from '../../../views/dashboard/webhooks/secret.tsx';
import { speakerFor } from '../../../views/format.ts';
import type { DashboardContext, DashboardEnv } from '../env.ts';
import { dashboardForm, dashboardPath, idOf, text } from '../forms.ts';
import { done, respondBare, respondDashboard, respondUndone, within } from '../respond.ts';
import { askedOf, EMPTY, endpointForm, isAsked, problemsOf, typedOf } from './form.ts';
import { showEndpoint } from './one.ts';
import { addressOf, standingOf } from './shown.ts';

export const endpointPath = z.object({ endpoint: idOf('whe') });
const commanded = z.object({ command: idOf('req') });
const rotateForm = z.object({ command: idOf('req'), overlap: text('86400') });
const OVERLAPS_S = [0, 3_600, 86_400, 604_800];

const base = (c: DashboardContext) => within(c, '/webhooks');
const pageOf = (c: DashboardContext, id: string) => within(c, `/webhooks/${id}`);

type Problems = Readonly<Record<string, string>>;
type Form = {
  readonly endpointId: string | null;
  readonly command?: string;
  readonly typed: EndpointForm;
  readonly problems?: Problems;
};

/** The form, as it was typed where something is wrong with it. */
function showForm(c: DashboardContext, { endpointId, command, typed, problems = {} }: Form) {
  const own = endpointId === null ? null : pageOf(c, endpointId);
  const view = {
    isNew: own === null,
    action: own === null ? within(c, '/webhooks/new') : within(c, `/webhooks/${endpointId}/edit`),
    cancel: own ?? base(c),
    command: command ?? newId(c.get('ctx'), 'req'),
    typed,
    problems,
  };
  const status = Object.keys(problems).length > 0 ? 422 : 200;
  return respondDashboard(c, status, (context) => endpointFormPage(view, context));
}

function showSecret(c: DashboardContext, made: EndpointWithSecret) {
  const { timeZone } = c.get('staff');
  return respondDashboard(c, 200, (context) => {
    const { previousUntil } = made;
    const until = previousUntil === null ? null : speakerFor(context.speech).instant(previousUntil, timeZone);
    return secretPage({ secret: made.secret, previousUntil: until, href: pageOf(c, made.id) }, context);
  });
}

async function showRotate(c: DashboardContext, endpointId: string, problem: string | null) {
  const read = await readEndpoint(c.get('ctx'), { scope: c.get('staff').scope, endpointId });
  if (read.kind !== 'done') return respondBare(c, 404, 'not_found');
  const address = addressOf(read.value.endpoint.url);
  const view = { endpoint: pageOf(c, endpointId), command: newId(c.get('ctx'), 'req'), address, problem };
  return respondDashboard(c, problem === null ? 200 : 422, (context) => rotatePage(view, context));
}

/** The list, and what is changed of an endpoint. */
export const endpoints = new Hono<DashboardEnv>()
  .get('/', async (c) => {
    const { scope, role, timeZone } = c.get('staff');
    const read = await listEndpoints(c.get('ctx'), { scope });
    const rows = read.kind === 'done' ? read.value : [];
    return respondDashboard(c, 200, (context) => {
      const speaker = speakerFor(context.speech);
      const view = {
        base: base(c),
        mayManage: may(role, 'manage_keys'),
        endpoints: rows.map((row) => ({
          id: row.id,
          address: addressOf(row.url),
          description: row.description,
          standing: standingOf(row),
          last: row.lastSuccessAt === null ? null : speaker.instant(row.lastSuccessAt, timeZone),
          types: row.types?.length ?? null,
        })),
        said: context.said,
      };
      return endpointsPage(view, context);
    });
  })
  .get('/new', (c) => showForm(c, { endpointId: null, typed: EMPTY }))
  .post('/new', dashboardForm(endpointForm), async (c) => {
    const came = c.req.valid('form');
    const again = { endpointId: null, command: came.command, typed: typedOf(came) };
    const asked = askedOf(came);
    if (!isAsked(asked)) return showForm(c, { ...again, problems: asked });
    const endpointId = `whe_${came.command.slice('req_'.length)}`;
    const ask = { scope: c.get('staff').scope, endpointId, ...asked, commandId: came.command };
    const made = await createEndpoint(c.get('ctx'), ask);
    return made.kind === 'done'
      ? showSecret(c, made.value)
      : showForm(c, { ...again, problems: problemsOf(made) });
  })
  .get('/:endpoint/edit', dashboardPath(endpointPath), async (c) => {
    const { endpoint: endpointId } = c.req.valid('param');
    const read = await readEndpoint(c.get('ctx'), { scope: c.get('staff').scope, endpointId });
    if (read.kind !== 'done') return respondBare(c, 404, 'not_found');
    const { url, description, types } = read.value.endpoint;
    const which = types === null ? 'all' : 'some';
    return showForm(c, {
      endpointId,
      typed: { url, description: description ?? '', which, types: types ?? [] },
    });
  })
  .post('/:endpoint/edit', dashboardPath(endpointPath), dashboardForm(endpointForm), async (c) => {
    const { endpoint: endpointId } = c.req.valid('param');
    const came = c.req.valid('form');
    const again = { endpointId, command: came.command, typed: typedOf(came) };
    const asked = askedOf(came);
    if (!isAsked(asked)) return showForm(c, { ...again, problems: asked });
    const ask = { scope: c.get('staff').scope, endpointId, ...asked, state: undefined };
    const changed = await updateEndpoint(c.get('ctx'), { ...ask, commandId: came.command });
    if (changed.kind === 'done') return done(c, pageOf(c, endpointId), 'webhook_changed');
    return respondUndone(c, changed, () => showForm(c, { ...again, problems: problemsOf(changed) }));
  })
  .post(
    '/:endpoint/switch',
    dashboardPath(endpointPath),
    dashboardForm(z.object({ to: text() })),
    async (c) => {
      const { endpoint: endpointId } = c.req.valid('param');
      const on = c.req.valid('form').to === 'on';
      const ctx = c.get('ctx');
      const ask = { scope: c.get('staff').scope, endpointId, on, commandId: newId(ctx, 'req') };
      const switched = await switchEndpoint(ctx, ask);
      return switched.kind === 'done'
        ? done(c, pageOf(c, endpointId), on ? 'webhook_on' : 'webhook_off')
        : respondUndone(c, switched, ({ status, text: problem }) =>
            showEndpoint(c, endpointId, { status, problem }),
          );
    },
  )
  .get('/:endpoint/rotate', dashboardPath(endpointPath), (c) =>
    showRotate(c, c.req.valid('param').endpoint, null),
  )
  .post('/:endpoint/rotate', dashboardPath(endpointPath), dashboardForm(rotateForm), async (c) => {
    const { endpoint: endpointId } = c.req.valid('param');
    const { command: commandId, overlap } = c.req.valid('form');
    const overlapS = OVERLAPS_S.find((one) => String(one) === overlap) ?? 0;
    const ask = { scope: c.get('staff').scope, endpointId, overlapMs: overlapS * 1000, commandId };
    const rotated = await rotateSecret(c.get('ctx'), ask);
    return rotated.kind === 'done'
      ? showSecret(c, rotated.value)
      : respondUndone(c, rotated, ({ text: problem }) => showRotate(c, endpointId, problem));
  })
  .get('/:endpoint/delete', dashboardPath(endpointPath), async (c) => {
    const { endpoint: endpointId } = c.req.valid('param');
    const read = await readEndpoint(c.get('ctx'), { scope: c.get('staff').scope, endpointId });
    if (read.kind !== 'done') return respondBare(c, 404, 'not_found');
    const address = addressOf(read.value.endpoint.url);
    const view = { endpoint: pageOf(c, endpointId), command: newId(c.get('ctx'), 'req'), address };
    return respondDashboard(c, 200, (context) => removePage(view, context));
  })
  .post('/:endpoint/delete', dashboardPath(endpointPath), dashboardForm(commanded), async (c) => {
    const { endpoint: endpointId } = c.req.valid('param');
    const { command: commandId } = c.req.valid('form');
    const removed = await deleteEndpoint(c.get('ctx'), {
      scope: c.get('staff').scope,
      endpointId,
      commandId,
    });
    return removed.kind === 'done'
      ? done(c, base(c), 'webhook_deleted')
      : respondUndone(c, removed, ({ status, text: problem }) =>
          showEndpoint(c, endpointId, { status, problem }),
        );
  });
