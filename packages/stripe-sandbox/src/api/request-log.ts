import type { JsonObject } from '../core/json.ts';

/** One API call, as the control API shows it. Kept in memory only, the last thousand. */
export interface LoggedRequest {
  id: string;
  /** Milliseconds since the epoch, by the sandbox's clock. */
  at: number;
  method: string;
  path: string;
  account: string | null;
  idempotencyKey: string | null;
  params: JsonObject;
  /** Null where the caller got no answer. */
  status: number | null;
  replayed: boolean;
  fault: string | null;
  error: string | null;
}

export interface RequestLog {
  add(entry: LoggedRequest): void;
  all(): LoggedRequest[];
  clear(): void;
}

const CAPACITY = 1000;

export function createRequestLog(): RequestLog {
  let entries: LoggedRequest[] = [];
  return {
    add(entry) {
      entries.push(entry);
      if (entries.length >= 2 * CAPACITY) entries = entries.slice(-CAPACITY);
    },
    all: () => entries.slice(-CAPACITY),
    clear() {
      entries = [];
    },
  };
}
