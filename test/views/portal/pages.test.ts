import { describe, expect, test } from 'vitest';
import { portalGallery } from './gallery.ts';

const BUDGET_BYTES = 20 * 1024;

async function gzipSize(text: string): Promise<number> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return (await new Response(stream).arrayBuffer()).byteLength;
}

const PAGES = await portalGallery();

describe.each(PAGES.map(({ name, html }) => [name, html] as const))('%s', (_, html) => {
  test('ships no script, and no style outside the one element with the nonce', () => {
    expect(html).not.toMatch(/<script|<iframe|<object|<link rel="stylesheet|<base|@import|url\(/i);
    expect(html).not.toMatch(/<[^>]+\s(?:style|on\w+)=/i);
    expect(html.match(/<style/g)).toHaveLength(1);
    expect(html).toContain('<style nonce="bm9uY2U">');
  });

  test('is at most 20 KB compressed', async () => {
    expect(await gzipSize(html)).toBeLessThanOrEqual(BUDGET_BYTES);
  });

  test('has one heading of the first order, and a name for every field', () => {
    expect(html.match(/<h1/g)).toHaveLength(1);
    const named = [...html.matchAll(/<input(?![^>]*type="hidden")[^>]*>/g)].map(([input]) => input);
    for (const input of named) {
      const [, id] = /\sid="([^"]+)"/.exec(input) ?? [];
      const isLabelled = id !== undefined && html.includes(`for="${id}"`);
      expect(isLabelled || /aria-label=|type="date"/.test(input), input).toBe(true);
    }
  });

  test('sends every form that changes something with the token of the session', () => {
    for (const [form] of html.matchAll(/<form method="post".*?<\/form>/gs)) {
      const isBeforeSession = /action="\/portal\/sign-in/.test(form);
      expect(isBeforeSession || form.includes('name="csrf"'), form.slice(0, 80)).toBe(true);
    }
  });
});

test('a hostile name cannot reorder or break out of a page', () => {
  for (const { name, html } of PAGES) {
    expect(html, name).not.toContain('\u202e');
    expect(html, name).not.toContain('alert(1)</script>');
  }
});

test('no amount is shown in minor units', () => {
  for (const { name, html } of PAGES) {
    const text = html.slice(html.indexOf('<body')).replace(/<[^>]*>/g, ' ');
    expect(text, name).not.toMatch(
      /(?<![\d.,])(?:9900|106920|120000|156920|166820|276920|4200050|4630710)(?![\d.,])/,
    );
  }
});
