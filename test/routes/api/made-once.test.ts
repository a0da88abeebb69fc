import { expect, it, vi } from 'vitest';
import { apiRoutes } from '../../../src/routes/api/index.ts';
import { OPEN_BRAKES, testContext } from '../../support/worker/context.ts';

it('the API’s document and its page are made once, and each answer has a nonce of its own', async () => {
  const made = vi.spyOn(apiRoutes, 'getOpenAPI31Document');
  const appUrl = `https://${crypto.randomUUID()}.test`;
  const get = (path: string) =>
    apiRoutes.request(
      `${appUrl}/api/v1${path}`,
      {},
      { ctx: testContext(), brakes: OPEN_BRAKES, appUrl, requestId: 'r' },
    );
  const documents = [await (await get('/openapi.json')).text(), await (await get('/openapi.json')).text()];
  const pages = [await get('/docs'), await get('/docs')];
  expect(documents[0]).toBe(documents[1]);
  expect(made).toHaveBeenCalledTimes(1);
  const nonces = pages.map(
    (page) => /'nonce-([^']+)'/.exec(page.headers.get('Content-Security-Policy') ?? '')?.[1],
  );
  expect(new Set(nonces).size).toBe(2);
  for (const [place, page] of pages.entries()) {
    expect(await page.text()).toContain(`<style nonce="${nonces[place]}">`);
  }
  made.mockRestore();
});
