/** An instant (ms) as the API writes it. RFC 3339, in UTC */
export const isoInstant = (ms: number): string => new Date(ms).toISOString();

/** The same where there may be none. */
export const isoOrNull = (ms: number | null): string | null => (ms === null ? null : isoInstant(ms));
