import fc from 'fast-check';
import { vi } from 'vitest';

/**
 * How often properties are tried. `verify` is run before every commit and tries a `few`; `many`, by hand, tries an invoice's
 * arithmetic on hundreds of thousands: `TEST_PROPERTIES=many npm run test:unit -- test/domain/invoice`.
 */
const SHARES: Readonly<Record<string, number>> = { few: 1 / 20, many: 100 };
const share = SHARES[process.env.TEST_PROPERTIES ?? ''] ?? 1;
if (share > 1) vi.setConfig({ testTimeout: 3_600_000 });

/** How often a property is tried: that often in `npm test`. */
export const runs = (full: number): { readonly numRuns: number } => ({ numRuns: Math.ceil(full * share) });

fc.configureGlobal(runs(100));
