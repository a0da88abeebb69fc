import { html, raw } from 'hono/html';
import type { Picture } from './views.ts';

const STYLE = `
:root{color-scheme:light dark}
body{margin:0;padding:1.5rem;font:.875rem/1.5 system-ui,sans-serif;background:light-dark(#e9ebee,#101113);color:light-dark(#1c1e21,#e8e9eb)}
h1{font-size:1.25rem;margin:0 0 .5rem}h2{font-size:1rem;margin:2.5rem 0 .5rem;position:sticky;top:0;padding:.5rem 0;background:inherit}
nav{columns:16rem;margin-bottom:2rem}nav a{display:block}
a{color:inherit}
.row{display:flex;flex-wrap:wrap;gap:1rem;align-items:flex-start;margin-bottom:1rem}
figure{margin:0;width:16rem}figure.narrow{width:8rem}
img{display:block;width:100%;height:16rem;object-fit:cover;object-position:top;border:1px solid light-dark(#c8ccd2,#3a3e44);border-radius:4px;background:#fff}
figcaption{padding-top:.25rem}
`;

/** The contact sheet: all pictures by name, a row a language, each leading to the picture in full. */
export function contactSheet(pictures: readonly Picture[], texts: ReadonlySet<string>): string {
  const names = [...new Set(pictures.map(({ name }) => name))].sort();
  return String(html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Gallery</title><link rel="icon" href="data:,"><style>${raw(STYLE)}</style></head>
<body><h1>Gallery: ${pictures.length} pictures of ${names.length} exhibits</h1>
<nav>${names.map((name) => html`<a href="#${name}">${name}</a>`)}</nav>
${names.map((name) => section(name, pictures, texts))}
</body></html>`);
}

function section(name: string, pictures: readonly Picture[], texts: ReadonlySet<string>) {
  const own = pictures.filter((picture) => picture.name === name);
  const languages = [...new Set(own.map(({ language }) => language))];
  return html`<section><h2 id="${name}">${name}</h2>
${languages.map((language) => {
  const text = `${name}.${language}.txt`;
  return html`<div class="row">${own.filter((picture) => picture.language === language).map(figure)}${
    texts.has(text) ? html`<a href="${text}">Text part, ${language}</a>` : ''
  }</div>`;
})}</section>`;
}

const figure = ({ language, view, file }: Picture) =>
  html`<figure${raw(view.startsWith('phone') ? ' class="narrow"' : '')}><a href="${file}"><img src="${file}" alt="" loading="lazy"></a>
<figcaption>${language}, ${view}</figcaption></figure>`;
