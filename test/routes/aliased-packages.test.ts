import { z } from '@hono/zod-openapi';
import { P12Signer } from '@libpdf/core';
import { expect, test } from 'vitest';

test('the suites in workerd run on what the Worker is deployed with: without signing, without zod’s languages', async () => {
  expect(Object.keys(z)).not.toContain('locales');
  await expect(P12Signer.create(new Uint8Array(1), '')).rejects.toThrow('PDFs are not signed here');
});
