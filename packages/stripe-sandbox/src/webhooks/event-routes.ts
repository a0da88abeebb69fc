import { z } from 'zod';
import { list } from '../api/list.ts';
import { boolean, created, pagination, text } from '../api/params.ts';
import { type Route, route } from '../api/route.ts';
import { invalidRequest, noSuchObject } from '../core/api-error.ts';
import { find, type Scope } from '../core/scope.ts';

/** Events can be read for 30 days (docs.stripe.com/api/events). */
const KEPT_SECONDS = 30 * 86_400;

const listParams = z.strictObject({
  ...pagination,
  created,
  delivery_success: boolean.optional(),
  type: text().optional(),
  types: z.array(text()).max(20).optional(),
});

export const eventRoutes: Route[] = [
  route('GET', '/v1/events', listParams, (scope, params) => {
    const { type, types, delivery_success: delivered } = params;
    if (type !== undefined && types !== undefined) {
      throw invalidRequest('You may only specify one of these parameters: type, types.', {
        code: 'parameters_exclusive',
        param: 'type',
      });
    }
    const oldest = scope.now() - KEPT_SECONDS;
    const range = { ...params.created, gte: Math.max(oldest, params.created?.gte ?? 0) };
    return list(
      scope,
      {
        kind: 'event',
        url: '/v1/events',
        index: indexFor(type, delivered),
        where: (event) =>
          (types === undefined || types.includes(event.type)) &&
          (type === undefined || matches(event.type, type)) &&
          (delivered === undefined || (event.pending_webhooks === 0) === delivered),
      },
      { ...params, created: range },
    );
  }),
  route('GET', '/v1/events/:id', z.strictObject({}), (scope, _params, id) => getEvent(scope, id)),
];

/** The undelivered are few; a type narrows less. */
function indexFor(
  type: string | undefined,
  delivered: boolean | undefined,
): { name: string; value: string } | undefined {
  if (delivered === false) return { name: 'delivered', value: 'false' };
  if (type !== undefined && !type.includes('*')) return { name: 'type', value: type };
  return delivered === undefined ? undefined : { name: 'delivered', value: 'true' };
}

/** `charge.*` stands for all that begin so. */
function matches(type: string, wanted: string): boolean {
  return wanted.endsWith('*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
}

function getEvent(scope: Scope, id: string) {
  const event = find(scope, 'event', id);
  if (!event || event.created < scope.now() - KEPT_SECONDS) throw noSuchObject('event', id);
  return event;
}
