import type { Json, JsonObject } from '../core/json.ts';
import type { StoredEvent } from '../store/records.ts';

/** One request to an operation, with its answer. */
export interface Exchange {
  method: string;
  /** The operation's path, with `:name` where an id stands. */
  path: string;
  /** Null where the parameters could not be read. */
  params: JsonObject | null;
  status: number;
  body: Json;
}

/** Checks requests, answers and events against Stripe's types, and reports each mismatch in a sentence. */
export interface Validator {
  exchange(exchange: Exchange): string[];
  event(event: StoredEvent): string[];
}

export interface Violation {
  /** `POST /v1/customers`, or an event's type. */
  what: string;
  problems: string[];
}
