/** What is to become of a client. */
export const DECISIONS = ['map', 'create', 'ignore'] as const;
export type Decision = (typeof DECISIONS)[number];

/** Where a client stands. `proposed` is a client that somebody may decide about, with a candidate or several. */
export const CLIENT_STATUSES = [
  'undecided',
  'proposed',
  'to_map',
  'to_create',
  'ignored',
  'mapped',
  'failed',
  'lost',
] as const;
export type ClientStatus = (typeof CLIENT_STATUSES)[number];

/**
 * The list is read (`reading`, then its `newest` again), each client gets a row (`clients`) and its proposal (`proposing`).
 * `stopped`: Stripe refuses the list. `pruned`: the copy of it was deleted after its time.
 */
export const MAPPING_STATES = [
  'reading',
  'newest',
  'clients',
  'proposing',
  'ready',
  'stopped',
  'pruned',
] as const;
export type MappingState = (typeof MAPPING_STATES)[number];

export const IMPORT_STATES = ['running', 'finished', 'canceled', 'stopped'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

export const ROW_STATES = ['waiting', 'done', 'skipped', 'failed'] as const;
export type RowState = (typeof ROW_STATES)[number];

/** The last decision about one or several, which can be undone as one. */
export type LastBatch = {
  readonly id: string;
  readonly kind: 'map' | 'accept' | 'create' | 'ignore' | 'undecided';
  readonly clients: number;
  readonly at: number;
};
