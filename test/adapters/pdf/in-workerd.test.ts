import { build } from 'esbuild';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aliasPlugin } from '../../../scripts/aliases.ts';
import { renderInvoicePdf } from '../../../src/adapters/pdf/invoice-pdf.ts';
import { renderEmail } from '../../../src/views/email/render.ts';
import { SETTING } from '../../views/email/gallery.ts';
import { invoice } from '../../views/fixtures.ts';
import { loadFont } from './read-back.ts';

const WORKER = `
export default {
  async fetch(request, env) {
    const { view, setting } = await request.json();
    if (new URL(request.url).pathname === '/mail') {
      const { renderEmail } = await import('./src/views/email/render.ts');
      return Response.json(await renderEmail({ template: 'invoice_sent' }, view, setting));
    }
    const { renderInvoicePdf } = await import('./src/adapters/pdf/invoice-pdf.ts');
    const loadFont = async (name) => new Uint8Array(name.includes('SemiBold') ? env.SEMIBOLD : env.REGULAR);
    return new Response(await renderInvoicePdf(view, { loadFont }));
  },
};`;

let miniflare: Miniflare;

beforeAll(async () => {
  const bundle = await build({
    stdin: { contents: WORKER, resolveDir: process.cwd() },
    bundle: true,
    format: 'esm',
    platform: 'node',
    conditions: ['workerd', 'worker', 'browser'],
    define: { 'process.env.NODE_ENV': '"production"' },
    // Packages in CommonJS ask for Node's modules by require; wrangler rewrites that, plain esbuild does not.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire('/');" },
    plugins: [aliasPlugin()],
    write: false,
  });
  miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: bundle.outputFiles[0]?.text ?? '',
      compatibilityDate: '2026-08-01',
      compatibilityFlags: ['nodejs_compat'],
      dataBlobBindings: {
        REGULAR: await loadFont('fonts/IBMPlexSans-Regular.ttf'),
        SEMIBOLD: await loadFont('fonts/IBMPlexSans-SemiBold.ttf'),
      },
    }),
  );
});
afterAll(() => miniflare.dispose());

async function ask(path: string): Promise<Uint8Array> {
  const body = JSON.stringify({ view: invoice(), setting: SETTING });
  const response = await miniflare.dispatchFetch(`http://worker.test${path}`, { method: 'POST', body });
  if (!response.ok) throw new Error(await response.text());
  return new Uint8Array(await response.arrayBuffer());
}

it('the Workers runtime draws the same PDF as Node', async () => {
  const here = await renderInvoicePdf(invoice(), { loadFont });
  expect(Buffer.from(await ask('/pdf')).equals(Buffer.from(here))).toBe(true);
});

it('the Workers runtime draws the same mail as Node', async () => {
  const mail: unknown = JSON.parse(new TextDecoder().decode(await ask('/mail')));
  expect(mail).toEqual(await renderEmail({ template: 'invoice_sent' }, invoice(), SETTING));
});
