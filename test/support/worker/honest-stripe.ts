import { afterEach, expect } from 'vitest';
import { takeViolations } from './violations.ts';

// Requests to Stripe and its answers have to match the SDK's types; a mismatch fails its test here.
afterEach(async () => {
  expect(await takeViolations(), "against the SDK's types").toEqual([]);
});
