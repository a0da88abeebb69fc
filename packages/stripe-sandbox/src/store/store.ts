import type { Kind, Records } from './records.ts';

/** Named values by which objects of a kind can be listed, such as `{ customer: 'cus_…' }`. */
export type Indexes = Record<string, string | null>;

export interface Found<K extends Kind> {
  id: string;
  account: string;
  /** Grows with each new object: the order in which lists are read. */
  sequence: number;
  /** Seconds since the epoch. */
  created: number;
  value: Records[K];
}

/** What to walk through. Nothing is read beyond what the caller takes. */
export interface Scan {
  /** Only objects whose index `name` has this `value`. */
  index?: { name: string; value: string } | undefined;
  /** Newest first (as lists are) or oldest first. */
  order: 'newest' | 'oldest';
  /** Start beyond this sequence number, in the given order. */
  beyond?: number | undefined;
}

/** Something that falls due: the settling of a bank debit, the expiry of a session, a delivery. */
export interface Task {
  id: string;
  queue: 'state' | 'delivery';
  /** Milliseconds since the epoch. */
  at: number;
  verb: string;
  account: string;
  subject: string;
}

/**
 * Where the sandbox keeps everything. Two of them: in memory, and SQLite. Synchronous, so that a request is
 * handled without interleaving, and written through, so that a crash loses nothing.
 */
export interface Store {
  get<K extends Kind>(kind: K, id: string): Found<K> | undefined;
  /** Writes an object. `indexes` replaces all of its earlier ones. */
  put<K extends Kind>(kind: K, account: string, id: string, value: Records[K], options: PutOptions): void;
  remove(kind: Kind, id: string): void;
  scan<K extends Kind>(kind: K, account: string, scan: Scan): Iterable<Found<K>>;
  count(kind: Kind): number;

  putTask(task: Task): void;
  removeTask(id: string): void;
  /** The earliest task of the queue that is due at `ms`. */
  dueTask(queue: Task['queue'], ms: number): Task | undefined;
  /** All tasks of the queue that are due at `ms`, the earliest first. */
  dueTasks(queue: Task['queue'], ms: number): Task[];
  /** When the next task of the queue falls due, in ms; null when there is none. */
  nextTaskAt(queue: Task['queue']): number | null;

  /** 1, 2, 3, … per name. */
  nextCounter(name: string): number;
  readMeta(name: string): string | undefined;
  writeMeta(name: string, value: string): void;

  /** All or nothing. A transaction within a transaction is part of it. */
  transaction<T>(work: () => T): T;
  /** Empties the store. */
  clear(): void;
  close(): void;
}

export interface PutOptions {
  /** Seconds since the epoch. Only used when the object is new. */
  created: number;
  indexes?: Indexes | undefined;
}
