import type { EndpointsFound, Requirement } from '../../domain/account/status.ts';
import { decisionOf } from '../../domain/account/trouble.ts';
import { localDateAt } from '../../domain/calendar.ts';
import { endsByItself } from '../../domain/connection.ts';
import { may } from '../../domain/staff/roles.ts';
import { listConnections } from '../../operations/connections/connect-again.ts';
import { type ConnectionView, readConnection } from '../../operations/connections/read-connection.ts';
import { connectedPage } from '../../views/dashboard/stripe-connected.tsx';
import { unconnectedPage } from '../../views/dashboard/stripe-unconnected.tsx';
import type { ConnectedView, WantedView } from '../../views/dashboard/stripe-view.ts';
import { type Speaker, speakerFor } from '../../views/format.ts';
import type { DashboardContext } from './env.ts';
import { respondDashboard, within } from './respond.ts';

export type Status = 200 | 409 | 422 | 503;

/** Stripe sends a browser on among its own hosts, and a form's answer may lead to none that is not named. */
const STRIPE_HOSTS = 'https://*.stripe.com';

/** The page of mapping customers, for whoever may open it. */
export const mapHrefOf = (c: DashboardContext): string | null =>
  c
    .get('nav')
    .flatMap(({ items }) => items)
    .find(({ href }) => href.endsWith('/mapping'))?.href ?? null;

/** The Stripe page of the business: the ways to an account, or how the connected one stands. */
export async function showStripe(c: DashboardContext, status: Status, problem: string | null = null) {
  const ctx = c.get('ctx');
  const { scope, role, timeZone } = c.get('staff');
  const options = { formTargets: [STRIPE_HOSTS, ...c.get('checkoutOrigins')] };
  const common = { base: within(c, '/stripe'), mayConnect: may(role, 'connect_stripe'), problem };
  const read = await readConnection(ctx, { scope });
  if (read.kind === 'done') {
    const isTest = !ctx.livemode;
    const { value } = read;
    return respondDashboard(
      c,
      status,
      (context) => {
        const speaker = speakerFor(context.speech);
        const view = connectedView(value, { ...common, isTest, said: context.said, mapHref: mapHrefOf(c) });
        return connectedPage(withDates(view, value, { speaker, timeZone }), context);
      },
      options,
    );
  }
  const listed = await listConnections(ctx, { scope });
  const connections = listed.kind === 'done' ? listed.value : [];
  return respondDashboard(
    c,
    status,
    (context) => {
      const speaker = speakerFor(context.speech);
      const earlier = connections.map(({ id, accountId, name, disconnectedAt }) => ({
        id,
        accountId,
        name,
        until: disconnectedAt === null ? null : speaker.date(localDateAt(disconnectedAt, timeZone)),
      }));
      const isPlatform = (ctx.connect ?? null) !== null;
      return unconnectedPage({ ...common, said: context.said, isPlatform, earlier }, context);
    },
    options,
  );
}

type Given = Pick<ConnectedView, 'base' | 'mayConnect' | 'problem' | 'isTest' | 'said' | 'mapHref'>;

function connectedView(read: ConnectionView, given: Given): ConnectedView {
  const { status, account } = read;
  const isOwn = account === 'self';
  const ready = status?.readiness ?? null;
  return {
    ...given,
    accountId: status?.accountId ?? (isOwn ? null : account),
    isOwn,
    name: status?.name ?? null,
    state: stateOf(read),
    isCatchingUp: read.pauseReason !== null && endsByItself(read.pauseReason),
    decision: decisionOf(status?.disabledReason ?? null),
    failure: read.accountFailure,
    read: null,
    ways: ready && { card: ready.card, ach: ready.ach, payouts: ready.payouts },
    blocking: [],
    upcoming: [],
    inReview: [],
    feesPayer: status?.feesPayer ?? 'unknown',
    webhooks: webhooksOf(status?.endpoints ?? null),
    goesOnAtStripe: !isOwn,
  };
}

function stateOf({ pauseReason, heldSince, status }: ConnectionView): ConnectedView['state'] {
  if (pauseReason === 'disconnecting') return 'disconnecting';
  if (heldSince !== null) return 'held';
  if (pauseReason !== null) return 'paused';
  return status === null ? 'unread' : 'ready';
}

function webhooksOf(found: EndpointsFound | null): ConnectedView['webhooks'] {
  if (found === null) return null;
  const types = found.missingTypes;
  if (!found.isMissing) return types.length === 0 ? null : { why: 'types', types };
  return { why: found.isOwnOnly ? 'own_only' : found.isDisabled ? 'disabled' : 'missing', types };
}

type Spoken = { readonly speaker: Speaker; readonly timeZone: string };

/** What Stripe wants, with its dates as people read them. */
function withDates(
  view: ConnectedView,
  { status }: ConnectionView,
  { speaker, timeZone }: Spoken,
): ConnectedView {
  if (status === null) return view;
  const wanted = ({ name, deadline, problem, when }: Requirement): WantedView => ({
    name,
    problem,
    by: deadline === null ? null : speaker.date(localDateAt(deadline, timeZone)),
    isOverdue: when === 'past_due',
  });
  const { blocking, upcoming, inReview } = status.readiness;
  return {
    ...view,
    read: speaker.instant(status.readAt, timeZone),
    blocking: blocking.map(wanted),
    upcoming: upcoming.map(wanted),
    inReview: inReview.map(wanted),
  };
}
