import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aliasPlugin } from '../../../scripts/aliases.ts';
import type { renderInvoicePdf } from '../../../src/adapters/pdf/invoice-pdf.ts';
import { hostileInvoice, invoice, line, longInvoice, merchant, paidInvoice } from '../../views/fixtures.ts';
import { loadFont } from './read-back.ts';

type Render = typeof renderInvoicePdf;

let directory: string;
let whole: Render;
let deployed: Render;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'quittance-pdf-'));
  whole = await bundled('whole', []);
  deployed = await bundled('deployed', [aliasPlugin()]);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function bundled(name: string, plugins: Plugin[]): Promise<Render> {
  const outfile = join(directory, `${name}.mjs`);
  const entryPoints = ['src/adapters/pdf/invoice-pdf.ts'];
  await build({
    entryPoints,
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    plugins,
    logLevel: 'error',
  });
  const module: { renderInvoicePdf: Render } = await import(pathToFileURL(outfile).href);
  return module.renderInvoicePdf;
}

const titled = (text: string) =>
  invoice({
    merchant: merchant({ name: text }),
    lines: [line(text, '1', 156_920)],
    lineCount: 1,
    notes: text,
  });

it.each([
  ['English', invoice()],
  ['German', invoice({ locale: 'de' })],
  ['French', invoice({ locale: 'fr' })],
  ['Spanish', invoice({ locale: 'es' })],
  ['Japanese', invoice({ locale: 'ja' })],
  ['Polish letters', titled('Zażółć gęślą jaźń')],
  ['Vietnamese letters', titled('Ñandú, Übergröße, Çelik, Việt Nam')],
  ['Greek', titled('Επιχείρηση Άλφα Ωμέγα')],
  ['Cyrillic', titled('Українська «Ґедзь» їжак, Ёлка')],
  ['kanji and kana', titled('株式会社ノースウィンド')],
  ['letters of no font', titled('Acme 😀 Ltd')],
  ['a paid invoice', paidInvoice()],
  ['many pages', longInvoice(200)],
  ['hostile texts', hostileInvoice()],
])('a PDF has the same bytes with and without the code that signs: %s', async (_, view) => {
  const [one, other] = [await whole(view, { loadFont }), await deployed(view, { loadFont })];
  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
});
