import { afterEach, expect } from 'vitest';
import { takeViolations } from './violations.ts';

// What the Worker asked of Stripe, and was answered, fits the SDK's types: whatever does not fails its test here.
afterEach(async () => {
  expect(await takeViolations(), "against the SDK's types").toEqual([]);
});
