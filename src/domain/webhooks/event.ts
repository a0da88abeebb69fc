import { invoiceNumber } from '../invoice/number.ts';
import type { Json } from '../json.ts';
import { EVENT_TYPES, parseEventType } from './event-types.ts';

/** An event's facts as they are stored: ids, states and amounts by the names of the API, and nothing personal. */
export type EventFacts = { readonly [name: string]: Json };

export type StoredEvent = {
  readonly id: string;
  readonly type: string;
  readonly merchantId: string;
  readonly livemode: boolean;
  readonly objectId: string;
  readonly orderingKey: string;
  readonly seq: number;
  readonly at: number;
  readonly data: EventFacts;
};

const INSTANTS: readonly string[] = ['createdAt', 'succeededAt', 'evidenceDueAt', 'closedAt'];

/** What is posted of an event. It depends on the row alone, so each attempt and each replay has the same bytes. */
export function payloadOf(event: StoredEvent): string {
  const type = parseEventType(event.type);
  const { series, numberValue, ...facts } = event.data;
  const data = {
    object: type === null ? 'unknown' : EVENT_TYPES[type].object,
    ...Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, shown(name, value)])),
    ...(numberValue !== undefined && { number: printed(series, numberValue) }),
    ...(isCredited(facts) && { status: 'credited' }),
    id: event.objectId,
  };
  return JSON.stringify({
    id: event.id,
    type: event.type,
    timestamp: new Date(event.at).toISOString(),
    businessId: event.merchantId,
    livemode: event.livemode,
    orderingKey: event.orderingKey,
    sequence: event.seq,
    data,
  });
}

/** As the API shows it: what credit notes alone have closed was not paid. */
const isCredited = ({ status, amountDue, amountPaid, amountCredited }: EventFacts): boolean =>
  status === 'paid' && amountDue !== 0 && amountPaid === amountCredited;

const shown = (name: string, value: Json): Json =>
  INSTANTS.includes(name) && typeof value === 'number' ? new Date(value).toISOString() : value;

const printed = (series: Json | undefined, numberValue: Json): string | null =>
  invoiceNumber({
    series: typeof series === 'string' ? series : null,
    numberValue: typeof numberValue === 'number' ? numberValue : null,
  });
