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
