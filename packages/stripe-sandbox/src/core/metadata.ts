import { invalidRequest } from './api-error.ts';

type Metadata = Record<string, string>;

/**
 * Metadata after an update: keys are merged, an empty value removes its key, null removes all
 * (docs.stripe.com/api/metadata). Throws when more than 50 keys remain.
 */
export function mergeMetadata(before: Metadata, sent: Metadata | null | undefined): Metadata {
  if (sent === undefined) return before;
  if (sent === null) return {};
  const result = { ...before };
  for (const [key, value] of Object.entries(sent)) {
    if (value === '') delete result[key];
    else result[key] = value;
  }
  if (Object.keys(result).length > 50) {
    throw invalidRequest('Metadata can have up to 50 keys.', { param: 'metadata' });
  }
  return result;
}
