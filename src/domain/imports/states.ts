/** What the lines of a file are about. */
export type ImportKind = 'customers' | 'invoices' | ScheduleKind;
/** Schedules as they are exported here, or subscriptions as Stripe exports them. */
export type ScheduleKind = 'schedules' | 'subscriptions';

/** The highest counter that numbers of a file have behind what they begin with. */
export type SeriesUse = { readonly series: string; readonly highest: number };

export type ImportState = 'reading' | 'checking' | 'ready' | 'applying' | 'done' | 'canceled';

/** What a line would do once the import is applied, and from then on what became of it. */
export const ROW_STATES = [
  'read',
  'create',
  'change',
  'same',
  'propose',
  'wrong',
  'done',
  'skipped',
  'failed',
] as const;
export type RowState = (typeof ROW_STATES)[number];

/** What becomes of a line whose address a customer has already. */
export type OnProposal = 'skip' | 'change' | 'create';
