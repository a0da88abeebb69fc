import type { Kind, Records, StoredEvent } from '../store/records.ts';
import type { Found, Indexes, Store } from '../store/store.ts';
import type { Clock } from './clock.ts';
import type { Ids } from './ids.ts';

/** What caused a change: an API request, or nobody (a clock, a page). */
export interface Cause {
  requestId: string | null;
  idempotencyKey: string | null;
}

export const NOBODY: Cause = { requestId: null, idempotencyKey: null };

/** What the parts of the sandbox share. */
export interface Kernel {
  store: Store;
  clock: Clock;
  ids: Ids;
  /** Where people reach the sandbox, without a slash at the end. */
  baseUrl: string;
  /** The account of the secret key; connected accounts hang below it. */
  platform: string;
  /** The platform's Connect settings; null and empty where any client id and any redirect URI is taken. */
  oauth: { clientId: string | null; redirectUris: readonly string[] };
  /** Stores an event and enqueues it, now or at the end of the step that brings it about. */
  publish: (event: () => void) => void;
  /** Called after an event was stored, to deliver it after the current work. */
  onEvent: (event: StoredEvent) => void;
  /** The same of an event of API v2. */
  onThinEvent: () => void;
}

/** The context of a verb: the account, the time, and the cause. */
export interface Scope extends Kernel {
  account: string;
  cause: Cause;
  /** Seconds since the epoch, as Stripe stamps objects. */
  now: () => number;
  /** The same moment in milliseconds. */
  nowMs: () => number;
}

/** A scope for work on `account`. `atMs` stops its clock at the moment when a task fell due. */
export function scopeFor(kernel: Kernel, account: string, cause: Cause = NOBODY, atMs?: number): Scope {
  const nowMs = (): number => atMs ?? kernel.clock.now();
  return { ...kernel, account, cause, nowMs, now: () => Math.floor(nowMs() / 1000) };
}

/** The object with this id, if it belongs to the scope's account. */
export function find<K extends Kind>(scope: Scope, kind: K, id: string): Records[K] | undefined {
  const found = scope.store.get(kind, id);
  return found?.account === scope.account ? found.value : undefined;
}

/** Writes an object of the scope's account with its indexes. */
export function save<K extends Kind>(
  scope: Scope,
  kind: K,
  id: string,
  value: Records[K],
  indexes: Indexes = {},
): void {
  scope.store.put(kind, scope.account, id, value, { created: scope.now(), indexes });
}

/** All objects of a kind with this index value, newest first. For small sets, such as a payment's refunds. */
export function allOf<K extends Kind>(scope: Scope, kind: K, name: string, value: string): Found<K>[] {
  return [...scope.store.scan(kind, scope.account, { index: { name, value }, order: 'newest' })];
}
