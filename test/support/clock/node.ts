import { shiftDate } from './shift-date.ts';

// Preloaded into every Node process of a run (scripts/test-clock.ts), the sandbox's and the stack's included.
shiftDate(Number(process.env.TEST_CLOCK_AHEAD_MS ?? 0));
