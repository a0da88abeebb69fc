import { Hono } from 'hono';
import { html, raw } from 'hono/html';
import { LANGUAGES } from '../../src/domain/reader/languages.ts';
import type { LocalPage } from '../stack/pages.ts';
import { buildExhibits, type Exhibit, readExhibits } from './exhibits.ts';

/** An exhibit may bring its styles and pictures of its own, and nothing that runs or calls out. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";
const STYLE = `
:root{color-scheme:light dark}
body{margin:0 auto;max-width:60rem;padding:1.5rem 1rem 4rem;font:1rem/1.5 system-ui,sans-serif}
h1{font-size:1.25rem}h2{font-size:1rem;margin:2rem 0 .5rem}
nav{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;font-size:.875rem;margin-bottom:1rem}
ul{list-style:none;padding:0;columns:18rem}li{padding:.25rem 0;break-inside:avoid}
small{display:block;opacity:.7}
`;

const KINDS = { page: 'Pages', mail: 'Mails', document: 'Documents' } as const;

/** Every page, mail and document in its states and languages, drawn of the sources as they were at the first look. */
export function previews(links: readonly LocalPage[]): Hono {
  const app = new Hono();
  const drawn = new Map<string, Promise<readonly Exhibit[]>>();
  let built: Promise<void> | null = null;
  const exhibitsIn = (language: string): Promise<readonly Exhibit[]> => {
    built ??= buildExhibits();
    const known = drawn.get(language) ?? built.then(() => readExhibits(language));
    drawn.set(language, known);
    return known;
  };

  app.get('/', async (c) => {
    const language = spoken(c.req.query('language'));
    return c.html(listPage(await exhibitsIn(language), language, links));
  });
  app.get('/:language/:name', async (c) => {
    const found = (await exhibitsIn(spoken(c.req.param('language')))).find(
      ({ name }) => name === c.req.param('name'),
    );
    if (found === undefined) return c.notFound();
    if (found.kind === 'document') {
      return c.body(new Uint8Array(Buffer.from(found.pdf, 'base64')), 200, {
        'Content-Type': 'application/pdf',
      });
    }
    if (found.kind === 'mail' && c.req.query('part') === 'text')
      return c.text(`${found.subject}\n\n${found.text}`);
    c.header('Content-Security-Policy', POLICY);
    return c.html(found.html);
  });
  return app;
}

const spoken = (language: string | undefined): string =>
  LANGUAGES.find((known) => known === language) ?? LANGUAGES[0];

function listPage(exhibits: readonly Exhibit[], language: string, links: readonly LocalPage[]) {
  const address = (name: string) => `/previews/${language}/${name}`;
  const entry = (exhibit: Exhibit) =>
    html`<li><a href="${address(exhibit.name)}">${exhibit.name}</a>${
      exhibit.kind === 'mail'
        ? html` <a href="${address(exhibit.name)}?part=text">Text</a><small>${exhibit.subject}</small>`
        : ''
    }</li>`;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Previews</title><link rel="icon" href="data:,"><style>${raw(STYLE)}</style></head><body>
<nav aria-label="Elsewhere">${links.map(({ name, url }) => html`<a href="${url}">${name}</a>`)}</nav>
<h1>Previews: ${exhibits.length} in ${language}</h1>
<nav aria-label="Languages">${LANGUAGES.map((known) => html`<a href="/previews?language=${known}">${known}</a>`)}</nav>
${Object.entries(KINDS).map(
  ([kind, title]) =>
    html`<section><h2>${title}</h2><ul>${exhibits.filter((exhibit) => exhibit.kind === kind).map(entry)}</ul></section>`,
)}
</body></html>`;
}
