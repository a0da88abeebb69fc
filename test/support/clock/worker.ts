import { env } from 'cloudflare:test';
import { shiftDate } from './shift-date.ts';

shiftDate(Number(env.TEST_CLOCK_AHEAD_MS));
