/**
 * What may go with an invoice. A file is held in memory while it is checked, of which a Worker has 128 MB for all that it does
 * at once. The schema's triggers hold the same numbers.
 */
export const ATTACHMENT_LIMITS = {
  files: 10,
  /** Of one file. */
  bytes: 10_000_000,
  /** Of all files of an invoice. */
  totalBytes: 25_000_000,
  /** Of a name: characters, as JavaScript counts them. */
  nameLength: 120,
} as const;

/** `25 MB`, `0.4 MB`: as limits are told. */
export const megabytes = (bytes: number): string => `${Math.ceil(bytes / 100_000) / 10} MB`;
