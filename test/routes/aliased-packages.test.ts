import { z } from '@hono/zod-openapi';
import { expect, test } from 'vitest';

test('the suites in workerd run on what the Worker is deployed with: without zod’s languages', () => {
  expect(Object.keys(z)).not.toContain('locales');
});
