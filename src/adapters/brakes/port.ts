import type { RATE_BINDINGS } from '../../domain/configuration.ts';

/** What is counted together. */
export type BrakeKind = keyof typeof RATE_BINDINGS;

/**
 * Brakes on what strangers ask: per location, late, and for a minute. What has to hold by the hour or the day is counted in
 * D1 besides.
 */
export interface Brakes {
  /** Counts one more; false where it is too many in this minute. */
  take(kind: BrakeKind, of: string): Promise<boolean>;
}
