import { USED_EVENT_TYPES } from '../../domain/event-families.ts';

/** As many types as Stripe filters by at once. https://docs.stripe.com/api/events/list#list_events-types */
const TYPES_AT_ONCE = 20;

/** The types of events that are listed: nothing else of an account's business is fetched. One list after the other. */
export const EVENT_LISTS: readonly (readonly string[])[] = Array.from(
  { length: Math.ceil(USED_EVENT_TYPES.length / TYPES_AT_ONCE) },
  (_, list) => USED_EVENT_TYPES.slice(list * TYPES_AT_ONCE, (list + 1) * TYPES_AT_ONCE),
);

type Place = { readonly list: number; readonly after: string | null };
const BEGINNING: Place = { list: 0, after: null };

/** A place such as `1/evt_…`. One that an earlier version left names no list: then it is begun anew. */
export function readPlace(place: string | null): Place {
  const [, list, after] = /^(\d+)\/(.*)$/.exec(place ?? '') ?? [];
  const index = Number(list);
  return list === undefined || EVENT_LISTS[index] === undefined
    ? BEGINNING
    : { list: index, after: after || null };
}

/** The place after a page: in the same list, or at the beginning of the next one. */
export function nextPlace(list: number, next: string | null): string | null {
  if (next !== null) return `${list}/${next}`;
  return list + 1 < EVENT_LISTS.length ? `${list + 1}/` : null;
}
