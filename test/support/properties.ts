import fc from 'fast-check';

/** `verify` is run before every commit and tries a twentieth of what `npm test` tries. */
const share = process.env.TEST_PROPERTIES === 'few' ? 1 / 20 : 1;

/** How often a property is tried: that often in `npm test`. */
export const runs = (full: number): { readonly numRuns: number } => ({ numRuns: Math.ceil(full * share) });

fc.configureGlobal(runs(100));
