import { localDateAt } from '../../../domain/calendar.ts';
import { parseId } from '../../../domain/ids.ts';
import { may } from '../../../domain/staff/roles.ts';
import { DELIVERY_STATES } from '../../../domain/webhooks/delivery.ts';
import {
  type DeliveryView,
  listDeliveries,
  readDelivery,
} from '../../../operations/webhooks/list-deliveries.ts';
import { readEndpoint } from '../../../operations/webhooks/read-endpoint.ts';
import type { Tested } from '../../../operations/webhooks/test-endpoint.ts';
import { deliveryPage } from '../../../views/dashboard/webhooks/delivery.tsx';
import { type DeliveryLine, endpointPage } from '../../../views/dashboard/webhooks/one.tsx';
import { WEBHOOK_WORDS as words } from '../../../views/dashboard/words/webhooks.ts';
import { type Speaker, speakerFor } from '../../../views/format.ts';
import type { DashboardContext } from '../env.ts';
import { respondBare, respondDashboard, within } from '../respond.ts';
import { addressOf, standingOf } from './shown.ts';

const ROWS = 25;
const DAY_MS = 86_400_000;

type Again = {
  readonly status?: 200 | 409 | 422 | 503;
  readonly problem?: string;
  readonly tested?: Tested;
};
type Query = { readonly state?: string; readonly after?: string };

const lineOf = (view: DeliveryView, speaker: Speaker, timeZone: string): DeliveryLine => ({
  id: view.id,
  type: view.type,
  about: view.objectId,
  when: speaker.moment(view.at, timeZone),
  state: view.state,
  answer: view.lastError ?? (view.lastStatus === null ? null : String(view.lastStatus)),
  attempts: words.attempts(view.attempts),
  next: view.nextAt === null ? null : speaker.moment(view.nextAt, timeZone),
});

/** How a test delivery was taken, in a sentence. */
function testedText({ taken, status, durationMs, error }: Tested) {
  const text = taken
    ? words.testTaken(String(status), String(durationMs))
    : words.testFailed(error ?? (status === null ? words.testNoAnswer : String(status)));
  return { taken, text };
}

/** An endpoint's page, with a page of its deliveries. */
export async function showEndpoint(c: DashboardContext, endpointId: string, again: Again & Query = {}) {
  const ctx = c.get('ctx');
  const { scope, role, timeZone } = c.get('staff');
  const state = DELIVERY_STATES.find((one) => one === again.state) ?? null;
  const after = parseId('evt', again.after ?? '');
  const [read, listed] = await Promise.all([
    readEndpoint(ctx, { scope, endpointId }),
    listDeliveries(ctx, { scope, endpointId, state, page: { startingAfter: after, limit: ROWS } }),
  ]);
  if (read.kind !== 'done' || listed.kind !== 'done') return respondBare(c, 404, 'not_found');
  const { endpoint, backlog } = read.value;
  const now = ctx.now();
  return respondDashboard(c, again.status ?? 200, (context) => {
    const speaker = speakerFor(context.speech);
    const shown = (ms: number | null) => (ms === null ? null : speaker.instant(ms, timeZone));
    const view = {
      base: within(c, '/webhooks'),
      endpoint: within(c, `/webhooks/${endpointId}`),
      address: addressOf(endpoint.url),
      description: endpoint.description,
      standing: standingOf(endpoint),
      last: shown(endpoint.lastSuccessAt),
      failingSince: shown(endpoint.failingSince),
      offSince: shown(endpoint.offAt),
      previousUntil: shown(endpoint.previousUntil),
      types: endpoint.types,
      pending: String(backlog.pending),
      failed: String(backlog.failed),
      since: localDateAt((endpoint.failingSince ?? now) - DAY_MS, timeZone),
      may: {
        manage: may(role, 'manage_keys'),
        replay: may(role, 'run_work_again'),
        readLog: may(role, 'read_audit_log'),
      },
      state,
      timeZone,
      deliveries: listed.value.data.map((one) => lineOf(one, speaker, timeZone)),
      isFirst: after === null,
      next: listed.value.nextCursor,
      said: context.said,
      problem: again.problem ?? null,
      tested: again.tested === undefined ? null : testedText(again.tested),
    };
    return endpointPage(view, context);
  });
}

type Named = { readonly endpoint: string; readonly event: string };

/** A delivery's page. */
export async function showDelivery(c: DashboardContext, { endpoint, event }: Named, again: Again = {}) {
  const { scope, role, timeZone } = c.get('staff');
  const read = await readDelivery(c.get('ctx'), { scope, endpointId: endpoint, eventId: event });
  if (read.kind !== 'done') return respondBare(c, 404, 'not_found');
  const record = read.value;
  return respondDashboard(c, again.status ?? 200, (context) => {
    const speaker = speakerFor(context.speech);
    const view = {
      endpoint: within(c, `/webhooks/${endpoint}`),
      id: record.id,
      type: record.type,
      about: record.objectId,
      sequence: String(record.sequence),
      happened: speaker.instant(record.at, timeZone),
      state: record.state,
      mayReplay: may(role, 'run_work_again'),
      timeZone,
      tried: record.tried.map(({ at, status, durationMs, error, answer }) => ({
        at: speaker.moment(at, timeZone),
        status: status === null ? null : String(status),
        duration: String(durationMs),
        error,
        answer,
      })),
      payload: JSON.stringify(JSON.parse(record.payload), null, 2),
      problem: again.problem ?? null,
    };
    return deliveryPage(view, context);
  });
}
